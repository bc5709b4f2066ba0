/** The runner when things go wrong, on the twin log and a store in memory. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import type { LogRecord } from '../../src/log/log.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { MemoryStore } from '../../src/projections/engine/memory-store.ts'
import { relational } from '../../src/projections/engine/projection.ts'
import { rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import { retryLetter } from '../../src/projections/engine/retry.ts'
import { ProjectionRunner, type RunnerOptions } from '../../src/projections/engine/runner.ts'
import type { ParkedLetter } from '../../src/projections/engine/store.ts'
import { prompts } from '../../src/projections/postgres/definitions/prompts.ts'
import { eventually } from '../support/eventually.ts'
import { PARTITIONS, Story } from './support/story.ts'

/** Of every runner here: with 0 whatever it finds at its beginning is caught up with, else nothing is. */
let far: number
let cluster: MemoryCluster
let store: MemoryStore
let story: Story
beforeEach(() => {
  cluster = new MemoryCluster({ partitions: PARTITIONS })
  store = new MemoryStore()
  story = new Story()
})

const publish = (name: string, version: number) => story.tell('PromptPublished', name, { version })
const append = (events: RecordedEvent[]) =>
  cluster
    .log()
    .appender()
    .append(events.map(event => encode({ ...event, partition: undefined })))
async function running(options: Partial<RunnerOptions> = {}) {
  const runner = new ProjectionRunner({
    projection: prompts,
    log: cluster.log(),
    store,
    group: 'prompts',
    decode,
    pollMs: 10,
    backoffMs: [5, 20],
    far,
    ...options,
  })
  await runner.start()
  return runner
}
const rows = () =>
  store
    .rows(prompts)
    .map(({ key }) => key.join(':'))
    .sort()
const has = (...expected: string[]) => eventually(`rows ${expected}`, () => rows().join() === expected.sort().join())

describe.each([0, 2_000])('where %i events are far behind', behind => {
  beforeEach(() => {
    far = behind
  })
  test('a store that is down loses nothing: the runner waits, and goes on', async () => {
    const runner = await running()
    await append([publish('a', 1)])
    await has('a:1')
    store.down = new Error('connection refused')
    await append([publish('a', 2), publish('b', 1)])
    await eventually('the runner is suspended', () => runner.status().suspended?.message === 'connection refused')
    expect(runner.status().state).toBe('live')
    store.down = null
    await has('a:1', 'a:2', 'b:1')
    await eventually('the runner has resumed', () => runner.status().suspended === null)
    await runner.stop()
  })

  test('a store that is down when the runner starts is waited for', async () => {
    store.down = new Error('not yet')
    const runner = await running()
    await append([publish('a', 1)])
    store.down = null
    await has('a:1')
    await runner.stop()
  })

  const failing = (bad: (event: RecordedEvent) => unknown) => (record: LogRecord) => {
    const event = decode(record)
    const error = bad(event)
    if (error) throw error
    return event
  }

  test('poison parks its key: later events of the key wait, all others go on, a retry applies them in order', async () => {
    let poisoned = true
    const letters: ParkedLetter[] = []
    const runner = await running({
      decode: failing(
        event =>
          poisoned &&
          event.subject === 'a' &&
          event.data &&
          (event as { data: { version: number } }).data.version === 2 &&
          new Error('cannot'),
      ),
      announce: async letter => void letters.push(letter),
    })
    await append([publish('a', 1), publish('a', 2), publish('a', 3), publish('b', 1)])
    await has('a:1', 'b:1')
    expect(letters).toMatchObject([{ key: 'a', offset: 1, failure: { code: 'PROJECTION_FAILED' } }])
    expect(runner.status().parked).toBe(1)
    await append([publish('a', 4), publish('b', 2)])
    await has('a:1', 'b:1', 'b:2')

    const retry = { projection: prompts, log: cluster.log(), store, letter: letters[0]! }
    expect(
      await retryLetter({ ...retry, decode: failing(event => event.offset === 1 && new Error('cannot')) }),
    ).toMatchObject({ outcome: 'failed', offset: 1 })
    poisoned = false
    expect(await retryLetter({ ...retry, decode })).toEqual({ outcome: 'applied', events: 3 })
    await append([publish('a', 5)])
    await has('a:1', 'a:2', 'a:3', 'a:4', 'a:5', 'b:1', 'b:2')
    expect(await retryLetter({ ...retry, decode })).toEqual({ outcome: 'unknown' })
    expect(runner.status().parked).toBe(0)
    await runner.stop()
  })

  test('what the store refuses is found among its batch and parked', async () => {
    const apply = store.apply.bind(store)
    store.apply = async write => {
      if (write.operations.some(operation => 'key' in operation && operation.key.name === 'bad'))
        throw new TypeError('does not fit')
      return apply(write)
    }
    await append([publish('a', 1), publish('bad', 1), publish('a', 2), publish('b', 1)])
    const runner = await running()
    await has('a:1', 'a:2', 'b:1')
    await eventually('the key is parked', () => runner.status().parked === 1)
    await runner.stop()
  })

  test('an unknown schema stops the partition there, and is no poison', async () => {
    const missing = Object.assign(new Error('unknown schema'), { code: 'MISSING_DEPLOYMENT' })
    const runner = await running({ decode: failing(event => event.subject === 'a' && event.offset === 1 && missing) })
    await append([publish('a', 1), publish('a', 2), publish('a', 3)])
    await eventually('the runner fails', () => runner.status().state === 'failed')
    expect(rows()).toEqual(['a:1'])
    const failed = runner.status().partitions.find(partition => partition.state === 'failed')
    expect(failed).toMatchObject({ position: 1, failure: { code: 'MISSING_DEPLOYMENT', offset: 1 } })
    expect(runner.status().parked).toBe(0)
    await runner.stop()
    // The next deployment knows it.
    const next = await running()
    await has('a:1', 'a:2', 'a:3')
    await next.stop()
  })

  test('a position beyond the end of the log is a failure, never a reset', async () => {
    await append([publish('a', 1)])
    const runner = await running()
    await has('a:1')
    await runner.stop()
    cluster = new MemoryCluster({ partitions: PARTITIONS })
    const second = await running()
    await eventually('the runner fails', () => second.status().state === 'failed')
    expect(second.status().partitions.find(partition => partition.failure)).toMatchObject({
      failure: { code: 'LOG_SHORTER_THAN_POSITION' },
    })
    await append([publish('b', 1)])
    expect(rows()).toEqual(['a:1'])
    await second.stop()
  })

  test('positions of another log are refused', async () => {
    const runner = await running()
    await append([publish('a', 1)])
    await has('a:1')
    await runner.stop()
    cluster = new MemoryCluster({ partitions: PARTITIONS, clusterId: 'another' })
    const second = await running()
    await eventually('the runner fails', () => second.status().state === 'failed')
    await second.stop()
  })

  test('a changed definition is built while the old tables stay, then served', async () => {
    const runner = await running()
    await append([publish('a', 1)])
    await has('a:1')
    await runner.stop()
    const changed = relational({
      ...prompts,
      topics: ['prompts'],
      version: 2,
      on: { PromptPublished: event => prompts.operations({ ...event, subject: event.subject.toUpperCase() }) as never },
    })
    const build = async () => void (await rebuildProjection({ projection: changed, log: cluster.log(), store, decode }))
    const next = await running({ projection: changed, build })
    await has('A:1')
    await append([publish('b', 1)])
    await has('A:1', 'B:1')
    expect(next.status()).toMatchObject({ generation: 2, state: 'live' })
    await next.stop()
  })

  test('two members share the partitions; when one dies the other goes on where the store stands', async () => {
    const one = await running()
    const two = await running()
    const names = Array.from({ length: 12 }, (_, i) => `p${i}`)
    await append(names.map(name => publish(name, 1)))
    await has(...names.map(name => `${name}:1`))
    await one.stop()
    await append(names.map(name => publish(name, 2)))
    await has(...names.flatMap(name => [`${name}:1`, `${name}:2`]))
    await two.stop()
  })

  test('a rebuild stops at poison with a clear error, and the old build serves on', async () => {
    await append([publish('a', 1)])
    const runner = await running()
    await has('a:1')
    const broken = failing(event => event.subject === 'a' && new Error('cannot'))
    const rebuild = rebuildProjection({ projection: prompts, log: cluster.log(), store, decode: broken })
    await expect(rebuild).rejects.toMatchObject({ code: 'POISON', message: expect.stringContaining('prompts/') })
    await append([publish('a', 2)])
    await has('a:1', 'a:2')
    await runner.stop()
  })
})
