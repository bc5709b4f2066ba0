/** The state store on disk: one SQLite file per group and partition (WAL, synchronous=NORMAL: losing its tail costs a fold, no fact). */
import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Change, Parked, StateStore, StoreIdentity } from './state-store.ts'

const SCHEMA = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS meta (one INTEGER PRIMARY KEY CHECK (one = 1), identity TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, state TEXT NOT NULL, open INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS open_keys ON state (key) WHERE open = 1;
  CREATE TABLE IF NOT EXISTS parked (key TEXT PRIMARY KEY, at INTEGER NOT NULL, error TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dropped (at INTEGER PRIMARY KEY) STRICT;`

/**
 * Opens (or begins) the store of one partition. A file of another cluster, topic or version of `evolve`, or one that
 * cannot be read, is thrown away: the log folds it again.
 */
export function openSqliteStore(file: string, identity: StoreIdentity): StateStore {
  mkdirSync(dirname(file), { recursive: true })
  try {
    return new SqliteStore(file, JSON.stringify(identity))
  } catch {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    return new SqliteStore(file, JSON.stringify(identity))
  }
}

class SqliteStore implements StateStore {
  position: number
  #db: DatabaseSync
  #identity: string
  #get
  #put
  #park
  #move

  constructor(file: string, identity: string) {
    this.#identity = identity
    this.#db = new DatabaseSync(file)
    try {
      this.#db.exec(SCHEMA)
      this.#db.prepare('INSERT OR IGNORE INTO meta VALUES (1, ?, 0)').run(identity)
      const meta = this.#db.prepare('SELECT identity, position FROM meta').get() as {
        identity: string
        position: number
      }
      if (meta.identity !== identity) throw new Error('a store of another log or version')
      this.position = meta.position
    } catch (error) {
      this.#db.close()
      throw error
    }
    this.#get = this.#db.prepare('SELECT state FROM state WHERE key = ?')
    this.#put = this.#db.prepare(
      'INSERT INTO state VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, open = excluded.open',
    )
    this.#park = this.#db.prepare('INSERT OR IGNORE INTO parked VALUES (?, ?, ?)')
    this.#move = this.#db.prepare('UPDATE meta SET position = ? WHERE position = ?')
  }

  get(key: string) {
    return (this.#get.get(key) as { state: string } | undefined)?.state
  }

  openKeys() {
    return this.#db
      .prepare('SELECT key FROM state WHERE open = 1')
      .all()
      .map(row => row.key as string)
  }

  parked() {
    return this.#db.prepare('SELECT key, at AS offset, error FROM parked').all() as unknown as Parked[]
  }

  save(from: number, next: number, changes: Iterable<Change>, parked: Iterable<Parked>) {
    this.#transaction(() => {
      for (const { key, state, open } of changes) this.#put.run(key, state, open ? 1 : 0)
      for (const { key, offset, error } of parked) this.#park.run(key, offset, error)
      if (this.#move.run(next, from).changes !== 1)
        throw new Error(`State store is not at ${from}: another process folds into it.`)
    })
    this.position = next
  }

  replace({ key, state, open }: Change, parked: Parked | null) {
    this.#transaction(() => {
      this.#put.run(key, state, open ? 1 : 0)
      this.#db.prepare('DELETE FROM parked WHERE key = ?').run(key)
      if (parked) this.#park.run(key, parked.offset, parked.error)
    })
  }

  dropped() {
    return this.#db
      .prepare('SELECT at FROM dropped')
      .all()
      .map(row => row.at as number)
  }

  noteDropped(offsets: readonly number[]) {
    const note = this.#db.prepare('INSERT OR IGNORE INTO dropped VALUES (?)')
    this.#transaction(() => {
      for (const offset of offsets) note.run(offset)
    })
  }

  reset() {
    this.#transaction(() => {
      this.#db.exec('DELETE FROM state; DELETE FROM parked; DELETE FROM dropped')
      this.#db.prepare('UPDATE meta SET position = 0, identity = ?').run(this.#identity)
    })
    this.position = 0
  }

  close() {
    this.#db.close()
  }

  #transaction(work: () => void) {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#db.exec('COMMIT')
    } catch (error) {
      this.#db.exec('ROLLBACK')
      throw error
    }
  }
}
