/** A lab in a temporary folder, for tests on real servers: with mails that can be posted, and checked in the end. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { untilQuiet } from '../../src/app/start/quiet.ts'
import { type Lab, startLab } from '../../src/chaos/lab.ts'
import { mailSource } from '../../src/chaos/mails.ts'
import { type Poster, poster } from '../../src/chaos/poster.ts'
import { seeded } from '../../src/chaos/random.ts'
import { judge } from '../../src/chaos/verdict.ts'
import { readCorpus } from '../../src/demo/corpus.ts'

export interface TestLab {
  lab: Lab
  mails: Poster
  /** Lets everything run quiet and expects all that is promised. */
  expectClean(): Promise<void>
  close(): Promise<void>
}

const noProgress = () => ({ update() {}, stop() {} })

export async function testLab(seed: number): Promise<TestLab> {
  const dataDir = await mkdtemp(join(tmpdir(), 'postbuch-chaos-'))
  const corpus = await readCorpus('test/corpus')
  const source = await mailSource(corpus, seeded(seed), seed)
  const lab = await startLab({ dataDir, brokers: 1, corpus: { ...corpus, registry: source.registry }, workers: 0 })
  const mails = poster({ ...source, ...lab.webhook, files: lab.files, everyMs: 500 })
  let clean = false
  return {
    lab,
    mails,
    async expectClean() {
      const never = new AbortController().signal
      await untilQuiet(lab.connections, [...mails.accepted.keys()], lab.config.kafka.prefix, never, noProgress)
      const { final, unconfirmed: _, ...wrong } = await judge(lab, mails.accepted, noProgress)
      expect(wrong, `the data are kept in ${dataDir}`).toEqual({
        lost: [],
        duplicated: [],
        gaps: [],
        outcomesDiffer: [],
        stores: [],
      })
      expect(final.failed ?? 0).toBe(0)
      clean = true
    },
    async close() {
      await lab.stop()
      if (clean) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
