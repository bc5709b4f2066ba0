/**
 * Kafka's record batches (message format 2) as records of the log, made one by one as they are asked for: what a bulk
 * reader has not come to yet stays bytes, so thousands of records waiting for their turn cost nothing.
 * https://kafka.apache.org/documentation/#recordbatch
 */
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { LogRecord, TopicPartition } from '../log.ts'
import type { Aborted, FetchedBytes } from './fetch.ts'
import { Texts } from './texts.ts'

/** Bytes of a batch before its records; its length counts from behind the length itself. */
const HEAD = 61
const BEFORE_LENGTH = 12
const TRANSACTIONAL = 0x10
const CONTROL = 0x20
const APPEND_TIME = 0x08

interface Head {
  /** Where the records are in the fetched bytes. */
  from: number
  to: number
  attributes: number
  baseOffset: number
  lastOffset: number
  baseTime: number
  maxTime: number
  count: number
}

/** What one fetch brought: committed records only, each made when it is asked for. May be gone through again. */
export class FetchedRecords implements Iterable<LogRecord> {
  readonly #bytes: Buffer
  readonly #heads: Head[]
  readonly #place: TopicPartition
  readonly #from: number
  readonly #to: number
  /** The position behind the last whole batch, or `from` if there is none. */
  readonly next: number

  /**
   * @param from first offset that is wanted: a fetch gives whole batches, which may begin earlier
   * @param to offset behind the last that is wanted
   * @throws Error when the bytes are not record batches of format 2
   */
  constructor({ topic, partition }: TopicPartition, { bytes, aborted }: FetchedBytes, from: number, to: number) {
    this.#place = { topic, partition }
    this.#bytes = bytes
    this.#from = from
    this.#to = to
    const heads = headsOf(bytes)
    this.next = Math.min(to, Math.max(from, (heads.at(-1)?.lastOffset ?? -1) + 1))
    this.#heads = committed(bytes, heads, aborted).filter(head => head.lastOffset >= from && head.baseOffset < to)
  }

  *[Symbol.iterator](): Generator<LogRecord> {
    const { topic, partition } = this.#place
    for (const head of this.#heads) {
      const records = new RecordReader(plain(this.#bytes.subarray(head.from, head.to), head.attributes))
      for (let i = 0; i < head.count; i++) {
        const record = records.read(head, topic, partition)
        if (record.offset >= this.#to) return
        if (record.offset >= this.#from) yield record
      }
    }
  }
}

/** Of each whole batch; the last one may be cut off by the fetch's limit. */
function headsOf(bytes: Buffer): Head[] {
  const heads: Head[] = []
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const end = at + BEFORE_LENGTH + bytes.readInt32BE(at + 8)
    if (end > bytes.length) break
    const magic = bytes[at + 16]
    if (magic !== 2) throw new Error(`a record batch has message format ${magic}, expected 2`)
    const baseOffset = Number(bytes.readBigInt64BE(at))
    heads.push({
      from: at,
      to: end,
      attributes: bytes.readInt16BE(at + 21),
      baseOffset,
      lastOffset: baseOffset + bytes.readInt32BE(at + 23),
      baseTime: Number(bytes.readBigInt64BE(at + 27)),
      maxTime: Number(bytes.readBigInt64BE(at + 35)),
      count: bytes.readInt32BE(at + 57),
    })
    at = end
  }
  return heads
}

/**
 * Without markers and without what was aborted. A producer is in an aborted transaction from its first offset, also if
 * the fetch began in the middle, until its marker; the broker lists such transactions by their ends.
 */
function committed(bytes: Buffer, heads: readonly Head[], aborted: readonly Aborted[]): Head[] {
  const coming = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset)
  const open = new Set<bigint>()
  let begun = 0
  return heads.filter(head => {
    while (begun < coming.length && coming[begun]!.firstOffset <= head.lastOffset) open.add(coming[begun++]!.producerId)
    const producer = bytes.readBigInt64BE(head.from + 43)
    if ((head.attributes & CONTROL) !== 0) {
      if (isAbort(bytes.subarray(head.from + HEAD, head.to))) open.delete(producer)
      return false
    }
    return (head.attributes & TRANSACTIONAL) === 0 || !open.has(producer)
  })
}

/** A marker's key: version, then type; type 0 is ABORT. */
function isAbort(records: Buffer): boolean {
  const reader = new RecordReader(records)
  return reader.key()?.readInt16BE(2) === 0
}

/** The records of a batch, not compressed any more. */
function plain(batch: Buffer, attributes: number): Buffer {
  const records = batch.subarray(HEAD)
  const codec = attributes & 0x07
  if (codec === 0) return records
  if (codec === 1) return gunzipSync(records)
  if (codec === 4) return zstdDecompressSync(records)
  const name = ['', '', 'snappy', 'lz4'][codec] ?? codec
  throw new Error(`a record batch is compressed by ${name}; set the topic's compression.type to producer, gzip or zstd`)
}

const texts = new Texts()
const EMPTY = Buffer.alloc(0)

/** Goes through the records of one batch. */
class RecordReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  read(head: Head, topic: TopicPartition['topic'], partition: number): LogRecord {
    this.#int()
    this.#at++
    const time = this.#int()
    const offset = head.baseOffset + this.#int()
    const key = this.#text() ?? ''
    const value = this.#slice() ?? EMPTY
    const headers: Record<string, string> = {}
    for (let left = this.#int(); left > 0; left--) {
      const name = this.#text()!
      const text = this.#text()
      // The first of a name counts, as everywhere here.
      if (text !== null) headers[name] ??= text
    }
    const timestamp = (head.attributes & APPEND_TIME) === 0 ? head.baseTime + time : head.maxTime
    return { topic, partition, offset, key, value, headers, timestamp }
  }

  /** Of the first record. */
  key(): Buffer | null {
    this.#int()
    this.#at++
    this.#int()
    this.#int()
    return this.#slice()
  }

  #slice(): Buffer | null {
    const length = this.#int()
    if (length < 0) return null
    const from = this.#at
    this.#at += length
    return this.#bytes.subarray(from, this.#at)
  }

  #text(): string | null {
    const length = this.#int()
    if (length < 0) return null
    const from = this.#at
    this.#at += length
    return texts.read(this.#bytes, from, this.#at)
  }

  /** A zigzag integer of variable length: most fit 32 bits, times of a long open batch may not. */
  #int(): number {
    const bytes = this.#bytes
    let byte = bytes[this.#at++]!
    let value = byte & 0x7f
    for (let shift = 7; byte >= 0x80 && shift < 28; shift += 7) {
      byte = bytes[this.#at++]!
      value |= (byte & 0x7f) << shift
    }
    if (byte < 0x80) return (value >>> 1) ^ -(value & 1)
    let large = BigInt(value)
    for (let shift = 28n; byte >= 0x80; shift += 7n) {
      byte = bytes[this.#at++]!
      large |= BigInt(byte & 0x7f) << shift
    }
    return Number((large >> 1n) ^ -(large & 1n))
  }
}
