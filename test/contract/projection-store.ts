/** What every store of projections keeps. Each implementation's test calls this with a way to read back what it holds. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { canonical, type StoredRow } from '../../src/projections/engine/compare.ts'
import { Fold } from '../../src/projections/engine/fold.ts'
import type { Operation, Projection } from '../../src/projections/engine/projection.ts'
import type { Checkpoint, Move, ProjectionStore } from '../../src/projections/engine/store.ts'
import { PARTITIONS, Story } from '../projections/support/story.ts'

export interface StoreUnderTest {
  store: ProjectionStore
  /** A projection that this store takes, with the topic `debts`; a name of its own for each test. */
  projection: Projection
  /** Rows of the active build. */
  content(): Promise<StoredRow[]>
  close(): Promise<void>
}

export function projectionStoreContract(name: string, setUp: () => Promise<StoreUnderTest>): void {
  describe(`the projection store ${name}`, () => {
    let it: StoreUnderTest
    let story: Story
    let checkpoint: Checkpoint
    beforeAll(async () => {
      it = await setUp()
    })
    afterAll(() => it.close())
    const log = (clusterId = 'one') => ({
      clusterId,
      partitions: Object.fromEntries(it.projection.topics.map(topic => [topic, PARTITIONS])),
    })
    // Each test goes on in a build of its own.
    beforeEach(async () => {
      await it.store.open(it.projection, log())
      const build = await it.store.beginBuild(it.projection, log())
      await it.store.activate(it.projection, build.generation)
      checkpoint = await it.store.open(it.projection, log())
      story = new Story()
    })

    const move = (event: RecordedEvent, from = event.offset): Move => ({
      topic: event.topic,
      partition: event.partition,
      epoch: 0,
      from,
      to: event.offset + 1,
    })
    const apply = (events: RecordedEvent[], moves: Move[], generation = checkpoint.generation) =>
      it.store.apply({
        projection: it.projection,
        generation,
        moves,
        operations: events.flatMap(event => it.projection.operations(event) as Operation[]),
        park: [],
      })
    const update = (debt: string, version: number, clientId = 'c1') =>
      story.tell('DebtUpdated', debt, { version, clientId, amountCents: version * 100 })
    const expectContent = async (events: RecordedEvent[]) => {
      const fold = new Fold(it.projection)
      for (const event of events) fold.add(event)
      const text = (rows: Iterable<{ table: string; key: unknown; row: unknown }>) =>
        [...rows].map(({ table, key, row }) => canonical({ table, key, row: withoutNulls(row) })).sort()
      expect(text(await it.content())).toEqual(text(fold.rows.values()))
    }

    test('begins at 0 in every partition, new', () => {
      expect(checkpoint.partitions).toHaveLength(PARTITIONS * it.projection.topics.length)
      for (const partition of checkpoint.partitions) expect(partition).toMatchObject({ position: 0, state: 'new' })
    })

    test('keeps rows and position together', async () => {
      const first = update('d1', 1)
      expect(await apply([first], [move(first, 0)])).toBe('applied')
      await expectContent([first])
      const reopened = await it.store.open(it.projection, log())
      expect(reopened.partitions.find(p => p.topic === 'debts' && p.partition === first.partition)?.position).toBe(
        first.offset + 1,
      )
    })

    test('the same batch again, and an older one late, change nothing', async () => {
      const events = [update('d1', 1), update('d1', 2), update('d1', 3)]
      const unchanged = async () => {
        if (it.projection.store === 'mongodb') await expectContent(events)
      }
      await apply(events, [])
      // A zombie's batch: without transactions its data are written before its position is refused.
      await apply(events.slice(0, 2), [])
      await unchanged()
      await apply(events, [])
      await unchanged()
    })

    test('a batch is what its events are one by one', async () => {
      const events = ['d1', 'd2', 'd1', 'd3', 'd1'].map((debt, i) => update(debt, i + 1, `c${i % 2}`))
      await apply(events, [])
      await expectContent(events)
    })

    test('who moves a position that another has moved, is superseded', async () => {
      const first = update('d1', 1)
      expect(await apply([first], [move(first, 0)])).toBe('applied')
      expect(await apply([first], [move(first, 0)])).toBe('superseded')
      expect(await apply([first], [move(first, 5)])).toBe('superseded')
    })

    test('names that only a hostile mail has are kept apart, NUL and half surrogates are replaced', async () => {
      const wild = story.tell('DebtUpdated', '$d.1', {
        clientId: '$c.1',
        responseText: 'a\u0000b\ud800c "q" \\ {x}',
        references: ['{"', 'a,b', '\\', ''],
      })
      await apply([wild], [])
      await expectContent([wild])
    })

    test('a state is kept beside the position', async () => {
      const failure = {
        topic: 'debts' as const,
        partition: 0,
        code: 'MISSING_DEPLOYMENT',
        message: 'x',
        offset: 3,
        at: 1,
      }
      const state = { topic: 'debts' as const, partition: 0, state: 'failed' as const, failure }
      await it.store.setState(it.projection.name, checkpoint.generation, state)
      const reopened = await it.store.open(it.projection, log())
      expect(reopened.partitions.find(p => p.topic === 'debts' && p.partition === 0)).toMatchObject(state)
    })

    test('parked keys are remembered with the position, and forgotten once', async () => {
      const event = update('d1', 1)
      const letter = {
        topic: event.topic,
        partition: event.partition,
        key: 'd1',
        offset: event.offset,
        at: 5,
        failure: { kind: 'mail' as const, code: 'POISON', message: 'x' },
      }
      const write = {
        projection: it.projection,
        generation: checkpoint.generation,
        moves: [move(event, 0)],
        operations: [],
      }
      expect(await it.store.apply({ ...write, park: [letter] })).toBe('applied')
      expect((await it.store.open(it.projection, log())).parked).toEqual([letter])
      const retry = { ...write, moves: [], park: [], unpark: [letter] }
      expect(await it.store.apply(retry)).toBe('applied')
      expect((await it.store.open(it.projection, log())).parked).toEqual([])
    })

    test('positions of another log are refused', async () => {
      await expect(it.store.open(it.projection, log('two'))).rejects.toMatchObject({ code: 'POSITION_OF_ANOTHER_LOG' })
    })

    test('a build is not seen before it is switched to, and replaces all that was', async () => {
      const old = update('d-old', 1)
      await apply([old], [])
      const build = await it.store.beginBuild(it.projection, log())
      const fresh = update('d-new', 1)
      await apply([fresh], [move(fresh, 0)], build.generation)
      await expectContent([old])
      expect(await it.store.activate(it.projection, build.generation)).toBe(true)
      await expectContent([fresh])
      const opened = await it.store.open(it.projection, log())
      expect(opened).toMatchObject({ generation: build.generation })
      expect(opened.partitions.find(p => p.topic === 'debts' && p.partition === fresh.partition)?.position).toBe(
        fresh.offset + 1,
      )
    })

    test('a build that was pruned cannot be written to or switched to', async () => {
      const build = await it.store.beginBuild(it.projection, log())
      await it.store.prune(it.projection)
      const event = update('d1', 1)
      expect(await apply([event], [move(event, 0)], build.generation)).toBe('superseded')
      expect(await it.store.activate(it.projection, build.generation)).toBe(false)
      expect(await it.store.glance(it.projection.name)).toMatchObject({ generation: checkpoint.generation })
    })

    test('a rebuild says how far it is, and is told when it shall stop', async () => {
      const { name } = it.projection
      const note = { events: 5, total: 100, startedAt: Date.now() }
      expect(await it.store.cancelRebuild(name)).toBe(false)
      expect(await it.store.noteRebuild(name, note)).toBe(true)
      expect(await it.store.noteRebuild(name, { ...note, events: 50 })).toBe(true)
      expect(await it.store.cancelRebuild(name)).toBe(true)
      expect(await it.store.noteRebuild(name, { ...note, events: 60 })).toBe(false)
      // The next one is not meant.
      const next = { events: 0, total: 0, startedAt: note.startedAt + 1 }
      expect(await it.store.noteRebuild(name, next)).toBe(true)
      await it.store.noteRebuild(name, null)
      expect(await it.store.cancelRebuild(name)).toBe(false)
    })

    test('pausing is kept', async () => {
      await it.store.setDesired(it.projection.name, 'paused')
      expect(await it.store.glance(it.projection.name)).toMatchObject({ desired: 'paused' })
      await it.store.setDesired(it.projection.name, 'running')
      expect((await it.store.open(it.projection, log())).desired).toBe('running')
    })
  })
}

/** Columns that were never written are null in a table, and missing in a fold. */
const withoutNulls = (row: unknown) =>
  Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== null))

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
