/** An extractor in trouble fails often enough to matter, and never so often that a mail would be given up. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { troubled } from '../../src/app/troubled-extractor.ts'
import { MAX_ATTEMPTS } from '../../src/domain/retry.ts'
import { toStepFailure } from '../../src/handlers/runtime/failures.ts'
import { EXAMPLES } from '../support/examples.ts'

const signal = new AbortController().signal
const inner = { extract: async () => EXAMPLES.EntitiesExtracted }
const mail = (number: number) => ({ webhookId: `wh-${number}`, subject: '', attachments: [] }) as never
let file: string

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'postbuch-trouble-')), 'extractor.json')
})
afterEach(() => rmSync(join(file, '..'), { recursive: true, force: true }))
const mode = (name: string) => writeFileSync(file, JSON.stringify({ mode: name, seed: 1 }))

/** Failures before each of 30 mails comes through; a new extractor (another process) for every attempt. */
async function failures(): Promise<number[]> {
  const counts: number[] = []
  for (let number = 0; number < 30; number++) {
    let failed = 0
    while (
      await troubled(inner, file)
        .extract(mail(number), signal)
        .then(
          () => false,
          error => toStepFailure(error).failure.kind === 'mail',
        )
    )
      failed++
    counts.push(failed)
  }
  return counts
}

test('without a control file it only passes on', async () => {
  expect(await troubled(inner, file).extract(mail(1), signal)).toEqual(EXAMPLES.EntitiesExtracted)
})

test('some mails fail once or twice, others never, and the processes count together', async () => {
  mode('failing')
  const counts = await failures()
  expect(new Set(counts)).toEqual(new Set([0, 1, 2]))
  expect(Math.max(...counts)).toBeLessThan(MAX_ATTEMPTS)
  expect(await failures(), 'they have had their failures').toEqual(counts.map(() => 0))
})

test('overloaded is nobody’s fault', async () => {
  mode('overloaded')
  const error = await troubled(inner, file).extract(mail(1), signal).catch(toStepFailure)
  expect(error).toMatchObject({ failure: { kind: 'dependency', code: 'HTTP_529' }, retryAfterMs: 1000 })
})
