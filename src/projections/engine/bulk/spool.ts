/**
 * What has no room in memory, on disk: JSON values by bucket, so that all that belongs to a key lies in one bucket, in
 * its order. The files lose their names at once: whatever becomes of the process, nothing of them stays.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from './seen.ts'

const BUCKETS = 32
const BUFFER = 64 * 1024

export class Spool {
  readonly #files: (number | null)[] = Array.from({ length: BUCKETS }, () => null)
  readonly #waiting: string[] = Array.from({ length: BUCKETS }, () => '')
  /** Values put aside so far. */
  size = 0

  add(key: string, value: unknown): void {
    const bucket = (hash(key)[0] >>> 0) % BUCKETS
    this.#waiting[bucket] += `${JSON.stringify(value)}\n`
    this.size++
    if (this.#waiting[bucket]!.length > BUFFER) this.#flush(bucket)
  }

  /** Every value, bucket by bucket; `null` after the last of each. */
  *drain<T>(): Generator<T | null> {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      this.#flush(bucket)
      const file = this.#files[bucket]
      if (file == null) continue
      for (const line of lines(file)) yield JSON.parse(line)
      closeSync(file)
      this.#files[bucket] = null
      yield null
    }
  }

  close(): void {
    for (const [bucket, file] of this.#files.entries()) {
      if (file !== null) closeSync(file)
      this.#files[bucket] = null
    }
  }

  #flush(bucket: number): void {
    const text = this.#waiting[bucket]!
    if (text === '') return
    this.#files[bucket] ??= nameless()
    // Unlike writeSync it writes all or throws: a disk that is nearly full takes a part.
    writeFileSync(this.#files[bucket]!, text)
    this.#waiting[bucket] = ''
  }
}

function nameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'postbuch-spool-'))
  const file = openSync(join(folder, 'bucket'), 'wx+', 0o600)
  rmSync(folder, { recursive: true })
  return file
}

function* lines(file: number): Generator<string> {
  const chunk = Buffer.allocUnsafe(BUFFER)
  let rest: Buffer[] = []
  let at = 0
  for (;;) {
    const read = readSync(file, chunk, 0, BUFFER, at)
    if (read === 0) return
    at += read
    let from = 0
    for (let end = chunk.indexOf(10, 0); end !== -1 && end < read; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString()
      rest = []
      from = end + 1
    }
    if (from < read) rest.push(Buffer.from(chunk.subarray(from, read)))
  }
}
