/** A projection that is far behind: what it catches up with in large steps is what the log says, whatever comes between. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seeded } from '../../src/chaos/random.ts'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import type { Log } from '../../src/log/log.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { MemoryStore } from '../../src/projections/engine/memory-store.ts'
import type { Projection } from '../../src/projections/engine/projection.ts'
import { ProjectionRunner, type RunnerOptions } from '../../src/projections/engine/runner.ts'
import type { BatchWrite } from '../../src/projections/engine/store.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { jobs } from '../../src/projections/postgres/definitions/jobs.ts'
import { prompts } from '../../src/projections/postgres/definitions/prompts.ts'
import { verify } from '../../src/projections/verify.ts'
import { eventually } from '../support/eventually.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

/** With it an event has 2 KiB: 250 are a step, and 500 come at once. */
const LONG = 'Bitte lies die Antwort des Gläubigers. '.repeat(50)

const EVENTS = 3_000

const LOST = new Error('connection lost')

let log: Log
let story: Story
let runner: ProjectionRunner | undefined
beforeEach(() => {
  log = new MemoryCluster({ partitions: PARTITIONS }).log()
  story = new Story()
})
afterEach(() => runner?.stop())

const append = () => log.appender().append(story.events.map(event => encode({ ...event, partition: undefined })))
async function start(options: Pick<RunnerOptions, 'projection' | 'store'> & Partial<RunnerOptions>) {
  const group = options.projection.name
  runner = new ProjectionRunner({ log, decode, group, pollMs: 10, backoffMs: [5, 20], far: 100, ...options })
  await runner.start()
  return runner
}
const isLive = () => eventually('all is applied', () => runner!.status().state === 'live')

describe('in the real stores', () => {
  let postgres: Awaited<ReturnType<typeof freshPostgres>>
  let mongo: Awaited<ReturnType<typeof freshMongoStore>>
  beforeAll(async () => {
    postgres = await freshPostgres()
    mongo = await freshMongoStore()
  })
  afterAll(async () => {
    await postgres.close()
    await mongo.close()
  })

  test.each<[string, Projection]>([
    ['jobs', jobs],
    ['debts', debts],
    ['clients', clients],
  ])('%s is what the plain fold makes of the log, in far fewer writes than a batch each', async (_, projection) => {
    const versions = new Map<number, number>()
    for (let n = 0; n < 1_500; n++) {
      const of = (n * 7) % 90
      if (n < 90) story.tell('InquirySent', `inq-${n}`, { clientId: `cl-${n % 20}` })
      story.tell('EmailReceived', `mail-${n}`, { bodyText: LONG })
      const matched = story.tell('CreditorMatched', `mail-${n}`)
      versions.set(of, (versions.get(of) ?? 0) + 1)
      const debt = { emailId: `mail-${n}`, matchId: matched.id, clientId: `cl-${of % 20}`, version: versions.get(of)! }
      story.tell('DebtUpdated', `inq-${of}`, debt)
    }
    await append()
    const store = projection.store === 'postgres' ? postgres.store : mongo.store
    const writes = watched(store)
    await start({ projection, store })
    await isLive()
    const { findings, checked } = await verify(projection, { log, pool: postgres.pool, db: mongo.db, decode })
    expect(findings).toEqual([])
    expect(checked).toBeGreaterThan(15)
    expect(writes.length).toBeLessThanOrEqual(20)
    expect(writes.some(write => new Set(write.moves.map(move => move.partition)).size === PARTITIONS)).toBe(true)
  })
})

/** Every write that a store is asked for. */
function watched(store: { apply: MemoryStore['apply'] }): BatchWrite[] {
  const writes: BatchWrite[] = []
  const apply = store.apply.bind(store)
  store.apply = write => {
    writes.push(write)
    return apply(write)
  }
  return writes
}

describe('when something comes between', () => {
  let store: MemoryStore
  beforeEach(async () => {
    store = new MemoryStore()
    store.classify = error => (error === LOST ? 'dependency' : 'content')
    for (let n = 0; n < EVENTS; n++) story.tell('PromptPublished', `p${n % 30}`, { version: n, text: LONG })
    await append()
  })
  const rows = () =>
    store
      .rows(prompts)
      .map(({ key }) => key.join(':'))
      .sort()
  const all = () =>
    story.events.map(({ subject, data }) => `${subject}:${(data as { version: number }).version}`).sort()

  test('the next step is made ready while one is written, and never written before it is', async () => {
    let applying = 0
    const apply = store.apply.bind(store)
    const overlap: number[] = []
    store.apply = async write => {
      overlap.push(++applying)
      const outcome = await apply(write)
      await new Promise(setImmediate)
      applying--
      return outcome
    }
    await start({ projection: prompts, store })
    await isLive()
    expect(Math.max(...overlap)).toBe(2)
    expect(rows()).toEqual(all())
  })

  test('a step that fails takes the one behind it with it, and the runner goes on from what is applied', async () => {
    const apply = store.apply.bind(store)
    let calls = 0
    const asked: string[] = []
    store.apply = async write => {
      const call = ++calls
      if (call === 2) throw LOST
      const outcome = await apply(write)
      if (call === 3) asked.push(outcome)
      return outcome
    }
    await start({ projection: prompts, store })
    await isLive()
    expect(asked).toEqual(['superseded'])
    expect(rows()).toEqual(all())
  })

  test('poison is parked, and what is behind it is applied', async () => {
    const poisoned = (event: RecordedEvent) =>
      event.subject === 'p7' && (event.data as { version: number }).version > 1_000
    const read: RunnerOptions['decode'] = record => {
      const event = decode(record)
      if (poisoned(event)) throw new Error('cannot')
      return event
    }
    await start({ projection: prompts, store, decode: read })
    await isLive()
    expect(runner!.status().parked).toBe(1)
    expect(rows()).toEqual(all().filter(row => !row.startsWith('p7:') || Number(row.slice(3)) <= 1_000))
  })

  test('a pause and a stop end it between two steps', async () => {
    const apply = store.apply.bind(store)
    let writes = 0
    let looks = 0
    const glance = store.glance.bind(store)
    store.glance = name => {
      looks++
      return glance(name)
    }
    store.apply = async write => {
      if (++writes === 2) {
        await store.setDesired('prompts', 'paused')
        looks = 0
        await eventually('the runner has seen it', () => looks > 2)
      }
      return apply(write)
    }
    await start({ projection: prompts, store })
    await eventually('it is paused', () => runner!.status().state === 'paused')
    await runner!.stop()
    expect(rows().length).toBeLessThan(EVENTS)
    store.apply = apply
    await store.setDesired('prompts', 'running')
    await start({ projection: prompts, store })
    await isLive()
    expect(rows()).toEqual(all())
  })

  test.each(Array.from({ length: 40 }, (_, seed) => seed))('whatever fails and whoever leaves: seed %i', async seed => {
    const { next, pick } = seeded(seed)
    const chance = (of: number) => next() < of
    const apply = store.apply.bind(store)
    store.apply = async write => {
      if (chance(0.15)) throw LOST
      const outcome = await apply(write)
      if (chance(0.15)) throw LOST
      return outcome
    }
    for (let life = 0; life < 3; life++) {
      await start({ projection: prompts, store, far: pick([0, 50, 5_000]) })
      if (chance(0.5)) await eventually('something is applied', () => rows().length > 0)
      await runner!.stop()
    }
    await start({ projection: prompts, store })
    await isLive()
    expect(rows()).toEqual(all())
  })
})
