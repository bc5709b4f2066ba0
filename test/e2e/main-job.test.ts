import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentLag } from '../../src/app/consumers.ts'
import { checkGuarantees } from '../../src/app/start/guarantees.ts'
import { countJobs } from '../../src/projections/postgres/queries/jobs.ts'
import { describeGroup } from '../log/kafka/console.ts'
import { eventually } from '../support/eventually.ts'
import { Installation, postbuch, smallCorpus } from './postbuch.ts'

const MAILS = 40
const folder = mkdtempSync(join(tmpdir(), 'postbuch-corpus-'))
const corpus = smallCorpus(folder, MAILS)
const killed = new Installation(corpus)
const quiet = new Installation(corpus)

beforeAll(async () => {
  const { pids } = await killed.start()
  const pool = (await killed.connections()).postgres()
  await eventually(
    'some mails are done, others are not',
    async () => {
      const counts = await countJobs(pool)
      const done = counts.filter(({ status }) => status !== 'queued' && status !== 'processing')
      return done.reduce((sum, { count }) => sum + count, 0) >= 5
    },
    { within: 200_000 },
  )
  process.kill(pids.worker!, 'SIGKILL')
  await killed.done()
}, 400_000)

afterAll(async () => {
  await killed.remove()
  await quiet.remove()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

describe('kill -9 of the worker in the middle of the demonstration', () => {
  test('it was started again, and nothing is lost or applied twice', async () => {
    expect(killed.stdout).toMatch(/worker ended \(SIGKILL\): starting it again/)
    const connections = await killed.connections()
    const { jobs } = await killed.endState()
    const lag = await currentLag(connections, 'postbuch')
    const ids = jobs.map(({ emailId }) => emailId)
    const { broken, held } = await checkGuarantees(await connections.log(), connections, ids, {
      lag,
      jobs: {},
      debts: { updated: 0, ignored: 0, reverted: 0 },
    })
    expect(broken).toEqual([])
    expect(held).toBe(true)
    expect(new Set(ids).size).toBe(MAILS)
  }, 120_000)

  test("Kafka's own ConsumerGroupCommand says LAG 0 for every group, and the same offsets as postbuch lag", async () => {
    const connections = await killed.connections()
    const ours = await currentLag(connections, 'postbuch')
    const { code, stdout } = await postbuch(['lag', '--json'], { DATA_DIR: killed.dataDir })
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as typeof ours).map(({ group, lag }) => [group, lag])).toEqual(
      ours.map(({ group }) => [group, 0]),
    )
    const { addresses } = await killed.running()
    for (const { group, partitions } of ours) {
      const theirs = await describeGroup(addresses.kafkaBrokers, group)
      const numbers = ({ topic, partition }: (typeof partitions)[number]) => {
        const found = theirs.find(one => one.topic === `postbuch.${topic}` && one.partition === partition)
        return found && [found.current, found.end, found.lag]
      }
      for (const own of partitions.filter(({ position }) => position! > 0))
        expect(numbers(own), `${group} ${own.topic}/${own.partition}`).toEqual([own.position, own.high, 0])
      expect(theirs.filter(({ lag }) => lag !== 0)).toEqual([])
    }
  }, 180_000)

  test('dropping the MongoDB database and rebuilding clients brings the same documents back', async () => {
    const connections = await killed.connections()
    const before = (await killed.endState()).clients
    expect(before.length).toBeGreaterThan(10)
    await connections.mongo().dropDatabase()
    const { code, stderr } = await postbuch(['projections', 'rebuild', 'clients'], { DATA_DIR: killed.dataDir })
    expect(code, stderr).toBe(0)
    expect((await killed.endState()).clients).toEqual(before)
  }, 120_000)

  test('a second start goes on with the same data and says that the demonstration is already in', async () => {
    const before = await killed.endState()
    expect(await killed.stop()).toBe(0)
    await killed.start()
    await killed.done()
    expect(killed.stdout).toMatch(/already in/)
    expect(await killed.endState()).toEqual(before)
  }, 240_000)

  test('the end state is that of a run without a kill', async () => {
    const after = await killed.endState()
    await killed.stop()
    await quiet.start()
    await quiet.done()
    expect(await quiet.endState()).toEqual(after)
  }, 400_000)
})
