/** COPY into the tables of one schema, over one connection: a table's lines are gathered, and sent in large pieces. */
import { crc32 } from 'node:zlib'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Key, PendingRow } from '../../engine/bulk/row-fold.ts'
import type { RelationalProjection } from '../../engine/projection.ts'
import type { SchemaShape } from '../shape.ts'
import { quote } from '../write.ts'
import { copyLine } from './copy-text.ts'
import { Pieces } from './pieces.ts'

/** Bytes that may wait for PostgreSQL before reading must wait. */
const MAX_WAITING = 4 * 1024 * 1024

interface Target {
  statement: string
  line: (row: PendingRow) => string
  pieces: Pieces
  /** Rows given, and the sum of their keys' checksums. */
  rows: number
  checksum: number
}

export class Loader {
  readonly #client: PoolClient
  readonly #targets = new Map<string, Target>()
  #waiting = 0
  #sending: Promise<void> = Promise.resolve()
  #error: unknown

  constructor(client: PoolClient, projection: RelationalProjection, schema: string, shapes: SchemaShape) {
    this.#client = client
    for (const [table, spec] of Object.entries(projection.tables)) {
      const shape = shapes.get(table)
      if (!shape) throw new TypeError(`There is no table ${schema}.${table}`)
      const columns = [...shape.keys()].map(quote).join(', ')
      const statement = `copy ${quote(schema)}.${quote(table)} (${columns}) from stdin with (freeze)`
      this.#targets.set(table, { statement, line: copyLine(spec, shape), pieces: new Pieces(), rows: 0, checksum: 0 })
    }
  }

  add(row: PendingRow): void {
    const target = this.#targets.get(row.table)!
    const full = target.pieces.add(target.line(row))
    target.rows++
    target.checksum += checksumOf(row.key)
    if (full) this.#send(target, full)
  }

  /** What was given for a table: compare it with what is there. */
  given(table: string): { rows: number; checksum: number } {
    return this.#targets.get(table)!
  }

  async room(): Promise<void> {
    if (this.#waiting >= MAX_WAITING) await this.#sending
    if (this.#error) throw this.#error
  }

  async flush(): Promise<void> {
    for (const target of this.#targets.values()) this.#send(target, target.pieces.rest())
    await this.#sending
    if (this.#error) throw this.#error
  }

  #send({ statement, pieces }: Target, piece: Buffer): void {
    if (piece.length === 0) return
    this.#waiting += piece.length
    this.#sending = this.#sending.then(async () => {
      try {
        if (!this.#error) await this.#copy(statement, piece)
        pieces.giveBack(piece)
      } catch (error) {
        this.#error ??= error
      } finally {
        this.#waiting -= piece.length
      }
    })
  }

  #copy(statement: string, piece: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const stream = this.#client.query(copyFrom(statement))
      stream.once('error', reject)
      stream.once('finish', resolve)
      stream.end(piece)
    })
  }
}

/** As `keyChecksum` has PostgreSQL do it. */
const checksumOf = (key: Key) => crc32(key.length === 1 ? String(key[0]) : key.join('|'))

export const keyChecksum = (key: readonly string[]) =>
  `sum(crc32(convert_to(concat_ws('|', ${key.map(column => quote(column)).join(', ')}), 'UTF8')))`
