/** One contract for both stores; what only a file can suffer comes after it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqliteStore } from '../../../src/handlers/runtime/sqlite-store.ts'
import { MemoryStateStore, type StateStore } from '../../../src/handlers/runtime/state-store.ts'

const IDENTITY = { clusterId: 'cluster-1', topic: 'emails', partition: 0, version: 1 }
let folder: string
let files = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postbuch-store-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newFile = () => join(folder, 'deeper', `${++files}.db`)

const change = (key: string, open: boolean, state = `{"of":"${key}"}`) => ({ key, state, open })

describe.each<[string, () => StateStore]>([
  ['in memory', () => new MemoryStateStore()],
  ['SQLite', () => openSqliteStore(newFile(), IDENTITY)],
])('a state store (%s)', (_, make) => {
  test('begins at 0, empty', () => {
    const store = make()
    expect([store.position, store.openKeys(), store.parked(), store.get('a')]).toEqual([0, [], [], undefined])
    store.close()
  })

  test('keeps states, open keys and position together', () => {
    const store = make()
    store.save(0, 7, [change('a', true), change('b', false)], [])
    expect([store.position, store.openKeys(), store.get('b')]).toEqual([7, ['a'], '{"of":"b"}'])
    store.save(7, 9, [change('a', false, '{"now":1}'), change('b', true)], [])
    expect([store.position, store.openKeys(), store.get('a')]).toEqual([9, ['b'], '{"now":1}'])
    store.close()
  })

  test('compares and sets: from another position nothing is written', () => {
    const store = make()
    store.save(0, 7, [change('a', true)], [])
    expect(() => store.save(0, 8, [change('a', false, '{}')], [{ key: 'p', offset: 1, error: 'x' }])).toThrow()
    expect([store.position, store.openKeys(), store.get('a'), store.parked()]).toEqual([7, ['a'], '{"of":"a"}', []])
    store.close()
  })

  test('remembers a parked key with its first offset', () => {
    const store = make()
    store.save(0, 3, [], [{ key: 'p', offset: 2, error: 'unreadable' }])
    expect(store.parked()).toEqual([{ key: 'p', offset: 2, error: 'unreadable' }])
    store.close()
  })

  test('forgets everything when reset', () => {
    const store = make()
    store.save(0, 3, [change('a', true)], [{ key: 'p', offset: 2, error: 'unreadable' }])
    store.reset()
    expect([store.position, store.openKeys(), store.parked(), store.get('a')]).toEqual([0, [], [], undefined])
    store.save(0, 1, [], [])
    expect(store.position).toBe(1)
    store.close()
  })
})

describe('the file', () => {
  const filled = () => {
    const file = newFile()
    const store = openSqliteStore(file, IDENTITY)
    store.save(0, 5, [change('a', true)], [])
    store.close()
    return file
  }
  const positionOf = (file: string, identity = IDENTITY) => {
    const store = openSqliteStore(file, identity)
    const { position } = store
    const kept = store.get('a')
    store.close()
    return { position, kept: kept !== undefined }
  }

  test('goes on where it was', () => expect(positionOf(filled())).toEqual({ position: 5, kept: true }))

  test.each([
    ['cluster', { clusterId: 'cluster-2' }],
    ['topic', { topic: 'debts' }],
    ['partition', { partition: 1 }],
    ['version of evolve', { version: 2 }],
  ])('of another %s is thrown away', (_, other) => {
    const file = filled()
    expect(positionOf(file, { ...IDENTITY, ...other })).toEqual({ position: 0, kept: false })
    expect(positionOf(file, { ...IDENTITY, ...other })).toEqual({ position: 0, kept: false })
  })

  test('that cannot be read is thrown away', () => {
    const file = filled()
    writeFileSync(file, 'this is no database, whatever it was before')
    expect(positionOf(file)).toEqual({ position: 0, kept: false })
  })

  test('refuses a second process that folds into it: the position was moved by another', () => {
    const file = filled()
    const [one, two] = [openSqliteStore(file, IDENTITY), openSqliteStore(file, IDENTITY)]
    one.save(5, 6, [change('b', true)], [])
    expect(() => two.save(5, 7, [change('c', true)], [])).toThrow(/not at 5/)
    expect([one.get('b') !== undefined, one.get('c')]).toEqual([true, undefined])
    one.close()
    two.close()
  })
})
