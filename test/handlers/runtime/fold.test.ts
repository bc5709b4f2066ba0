/** The fold: one `evolve` an offset, poison parks its key, a record of a newer deployment halts. */
import { describe, expect, test } from 'vitest'
import type { Aggregate } from '../../../src/domain/aggregate.ts'
import type { RecordedEvent } from '../../../src/domain/events.ts'
import type { PartitionDeps } from '../../../src/handlers/runtime/deps.ts'
import { foldBatch } from '../../../src/handlers/runtime/fold.ts'
import { MemoryStateStore } from '../../../src/handlers/runtime/state-store.ts'
import type { LogRecord } from '../../../src/log/log.ts'

type Seen = { offsets: number[] }

/** Notes every offset; `evolve`, `due` and decoding fail where a record's value says so. */
const aggregate: Aggregate<Seen, never> = {
  version: 1,
  initial: { offsets: [] },
  evolve(state, event) {
    if (event.source === 'evolve') throw new Error('cannot be folded')
    return { offsets: [...state.offsets, event.offset] }
  },
  due(state) {
    if (state.offsets.includes(13)) throw new Error('cannot be judged')
    return state.offsets.length % 2 ? [{ step: 'any' }] : []
  },
  decide: () => [],
}

const record = (offset: number, key: string, value = ''): LogRecord => {
  const bytes = Buffer.from(value)
  return { topic: 'emails', partition: 0, offset, key, value: bytes, headers: {}, timestamp: 0 }
}

function folder() {
  const store = new MemoryStateStore()
  const parked: number[] = []
  const points: string[] = []
  const deps = {
    store,
    handler: { aggregate },
    partition: 0,
    parked: ({ offset }: { offset: number }) => parked.push(offset),
    crashPoint: (point: string) => points.push(point),
    codec: {
      decode({ offset, key, value }: LogRecord) {
        const what = value.toString()
        if (what === 'poison') throw new Error('cannot be read')
        if (what === 'newer') throw Object.assign(new Error('deploy'), { code: 'MISSING_DEPLOYMENT' })
        const type = what === 'taken' ? 'PartitionTaken' : 'RetryRequested'
        return { id: `${key}-${offset}`, subject: key, offset, type, source: what } as unknown as RecordedEvent
      },
    },
  } as unknown as PartitionDeps<Seen, never>
  const fold = (next: number, ...records: LogRecord[]) =>
    foldBatch(deps, { topic: 'emails', partition: 0, records, next })
  const offsets = (key: string) => JSON.parse(store.get(key) ?? '{"offsets":[]}').offsets
  return { store, parked, points, fold, offsets }
}

describe('folding a batch', () => {
  test('in log order, with the position after it, markers and aborted records included', () => {
    const { store, fold, offsets } = folder()
    const folded = fold(9, record(0, 'a'), record(3, 'b'), record(4, 'a'))
    expect([offsets('a'), offsets('b'), store.position]).toEqual([[0, 4], [3], 9])
    expect([...folded.keys]).toEqual(['a', 'b'])
    expect(store.openKeys()).toEqual(['b'])
  })

  test('what was folded before is passed over: nothing is folded twice', () => {
    const { store, fold, offsets } = folder()
    fold(3, record(0, 'a'), record(2, 'a'))
    fold(5, record(0, 'a'), record(2, 'a'), record(4, 'a'))
    expect(offsets('a')).toEqual([0, 2, 4])
    fold(2, record(0, 'a'))
    expect([offsets('a'), store.position]).toEqual([[0, 2, 4], 5])
  })

  test('a batch without records moves the position', () => {
    const { store, fold } = folder()
    fold(4)
    expect(store.position).toBe(4)
  })

  test.each(['poison', 'evolve'])('where a record throws (%s), its key is parked and everything else goes on', what => {
    const { store, parked, fold, offsets } = folder()
    fold(5, record(0, 'a'), record(1, 'a', what), record(2, 'b'), record(3, 'a'), record(4, 'c'))
    expect([offsets('a'), offsets('b'), offsets('c'), store.position]).toEqual([[0], [2], [4], 5])
    expect(store.parked()).toMatchObject([{ key: 'a', offset: 1 }])
    fold(7, record(5, 'a'), record(6, 'b'))
    expect([offsets('a'), offsets('b')]).toEqual([[0], [2, 6]])
    expect(parked).toEqual([1])
  })

  test('where `due` throws, too', () => {
    const { store, fold, offsets } = folder()
    fold(15, record(12, 'a'), record(13, 'a'), record(14, 'b'))
    expect([offsets('a'), offsets('b')]).toEqual([[12], [14]])
    expect(store.parked()).toMatchObject([{ key: 'a', offset: 13 }])
  })

  test('a PartitionTaken is seen even under a parked key, and is nobody’s state', () => {
    const { fold, offsets } = folder()
    fold(1, record(0, 'partition-0', 'poison'))
    const folded = fold(2, record(1, 'partition-0', 'taken'))
    expect(folded.events.map(event => event.type)).toEqual(['PartitionTaken'])
    expect(offsets('partition-0')).toEqual([])
  })

  test('a record of a newer deployment halts there: before it all, after it nothing', () => {
    const { store, parked, fold, offsets } = folder()
    const folded = fold(5, record(0, 'a'), record(1, 'b', 'newer'), record(2, 'a'))
    expect(folded.halt?.message).toBe('deploy')
    expect([offsets('a'), offsets('b'), store.position, parked]).toEqual([[0], [], 1, []])
    expect(fold(5, record(1, 'b', 'newer')).halt).not.toBeNull()
    expect(store.position).toBe(1)
  })
})
