/** What we read of a fetch's bytes, beside what kafkajs's own decoder and its (mended) filter make of the same bytes. */
import { createRequire } from 'node:module'
import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RawBatch } from '../../../src/log/kafka/client.ts'
import { decodeAnswer, type FetchedBytes } from '../../../src/log/kafka/fetch.ts'
import { FetchedRecords } from '../../../src/log/kafka/record-batches.ts'
import { toRecord } from '../../../src/log/kafka/records.ts'

const require = createRequire(import.meta.url)
const load = (file: string) => require(`kafkajs/src/protocol/${file}`)
const { RecordBatch } = load('recordBatch/v0/index.js')
const Record = load('recordBatch/record/v0/index.js')
const Encoder = load('encoder.js')
const Decoder = load('decoder.js')
const decodeMessages = load('requests/fetch/v4/decodeMessages.js')
const Batch = require('kafkajs/src/consumer/batch.js')

interface Plan {
  producer: number
  kind: 'plain' | 'transactional' | 'commit' | 'abort'
  gzip: boolean
  records: { key: string | null; value: string | null; headers: { [name: string]: string | string[] }; later: number }[]
  /** Offsets that compaction has taken from the end of the batch. */
  gone: number
}

const PLACE = { topic: 'emails', partition: 3 } as const
const START = 5_000_000_000
const TIME = Date.UTC(2026, 0, 5)

const encoded = async (plan: Plan, firstOffset: number): Promise<Buffer> => {
  const marker = plan.kind === 'commit' || plan.kind === 'abort'
  const records = marker
    ? [Record({ key: Buffer.from([0, 0, 0, plan.kind === 'abort' ? 0 : 1]), value: Buffer.alloc(6) })]
    : plan.records.map((record, offsetDelta) =>
        Record({ ...record, timestampDelta: record.later, offsetDelta, headers: record.headers }),
      )
  const batch = await RecordBatch({
    ...{ firstOffset, firstTimestamp: TIME, maxTimestamp: TIME + 9, producerId: plan.producer, records },
    compression: plan.gzip && !marker ? 1 : 0,
    transactional: plan.kind !== 'plain',
    lastOffsetDelta: records.length - 1 + plan.gone,
  })
  const bytes = Buffer.from(batch.buffer)
  // Control batches are the broker's: kafkajs writes none. The checksum is looked at by nobody here.
  if (marker) bytes.writeInt16BE(bytes.readInt16BE(21) | 0x20, 21)
  return bytes
}

/**
 * As a broker answers: from the batch that holds the offset on, with the aborted transactions that do not end before it,
 * in the order of their ends.
 */
async function fetched(plans: readonly Plan[], from = START): Promise<FetchedBytes & { end: number }> {
  const parts: Buffer[] = []
  const began = new Map<number, number>()
  const aborted: FetchedBytes['aborted'] = []
  let offset = START
  for (const plan of plans) {
    if (plan.kind === 'transactional' && !began.has(plan.producer)) began.set(plan.producer, offset)
    if (plan.kind === 'abort' && began.has(plan.producer) && offset >= from)
      aborted.push({ producerId: BigInt(plan.producer), firstOffset: began.get(plan.producer)! })
    if (plan.kind === 'commit' || plan.kind === 'abort') began.delete(plan.producer)
    const batch = await encoded(plan, offset)
    offset += (plan.kind === 'commit' || plan.kind === 'abort' ? 1 : plan.records.length) + plan.gone
    if (offset > from) parts.push(batch)
  }
  return { bytes: Buffer.concat(parts), aborted, end: offset }
}

async function byKafkajs({ bytes, aborted }: FetchedBytes, from: number, to: number) {
  // Of less than a batch's head it throws.
  if (bytes.length < 61) return []
  const messages = await decodeMessages(new Decoder(new Encoder().writeBytes(bytes).buffer))
  const abortedTransactions = aborted.map(one => ({
    producerId: String(one.producerId),
    firstOffset: String(one.firstOffset),
  }))
  const data = { partition: 3, highWatermark: '0', abortedTransactions, messages }
  return (new Batch('emails', String(from), data) as RawBatch).messages
    .filter(message => Number(message.offset) < to)
    .map(message => toRecord('emails', 3, message))
}

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('ce_type', 'EmailReceived', 'Gläubiger', ''))
const name = fc.constantFrom('ce_id', 'ce_type', 'ce_source', 'x', 'größe')
const record = fc.record({
  key: fc.option(text),
  value: fc.option(text),
  headers: fc.dictionary(name, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 2 })), { maxKeys: 4 }),
  later: fc.oneof(fc.integer({ min: -5, max: 5_000 }), fc.constantFrom(2 ** 31, 2 ** 40, -(2 ** 40))),
})
const plan: fc.Arbitrary<Plan> = fc.record({
  producer: fc.integer({ min: 1, max: 3 }),
  kind: fc.constantFrom('plain', 'transactional', 'transactional', 'commit', 'abort'),
  gzip: fc.boolean(),
  records: fc.array(record, { minLength: 1, maxLength: 4 }),
  gone: fc.constantFrom(0, 0, 0, 2),
})
const plans = fc.array(plan, { minLength: 1, maxLength: 12 })

describe('the bytes of a fetch', () => {
  test('are read as kafkajs reads them, from and to any offset, also behind a batch that was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat(20), fc.nat(60), fc.nat(200), async (list, before, length, cut) => {
        const from = START + before
        const to = from + length
        const whole = await fetched(list, from)
        const answer = { ...whole, bytes: whole.bytes.subarray(0, Math.max(0, whole.bytes.length - cut)) }
        const records = new FetchedRecords(PLACE, answer, from, to)
        expect([...records]).toEqual(await byKafkajs(answer, from, to))
        // Gone through again, they are the same.
        expect([...records]).toEqual([...records])
      }),
      { numRuns: 300 },
    )
  })

  test('the position is behind the last whole batch, markers and what compaction took included', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async list => {
        const answer = await fetched(list)
        expect(new FetchedRecords(PLACE, answer, START, Number.MAX_SAFE_INTEGER).next).toBe(answer.end)
        expect(new FetchedRecords(PLACE, answer, START, START + 1).next).toBe(START + 1)
        const short = { ...answer, bytes: answer.bytes.subarray(0, 40) }
        expect(new FetchedRecords(PLACE, short, START, answer.end).next).toBe(START)
      }),
    )
  })

  test('zstd as well; what Node cannot unpack says so', async () => {
    const one: Plan = {
      ...{ producer: 1, kind: 'plain', gzip: false, gone: 0 },
      records: [{ key: 'k', value: 'v', headers: {}, later: 0 }],
    }
    const bytes = await encoded(one, START)
    const packed = Buffer.concat([bytes.subarray(0, 61), zstdCompressSync(bytes.subarray(61))])
    packed.writeInt32BE(packed.length - 12, 8)
    packed.writeInt16BE(4, 21)
    const read = (of: Buffer) => [...new FetchedRecords(PLACE, { bytes: of, aborted: [] }, START, START + 9)]
    expect(read(packed)).toEqual(read(bytes))
    packed.writeInt16BE(3, 21)
    expect(() => read(packed)).toThrow(/lz4.*producer, gzip or zstd/)
    bytes[16] = 1
    expect(() => read(bytes)).toThrow(/message format 1, expected 2/)
  })
})

describe('the answer to a fetch', () => {
  const answer = (version: number, { error = 0, ofPartition = 0 } = {}) => {
    const encoder = new Encoder().writeInt32(0)
    if (version >= 7) encoder.writeInt16(error).writeInt32(0)
    encoder.writeInt32(1).writeString('emails').writeInt32(1).writeInt32(3).writeInt16(ofPartition)
    encoder.writeInt64(90).writeInt64(80)
    if (version >= 5) encoder.writeInt64(10)
    encoder.writeInt32(2).writeInt64(7).writeInt64(40).writeInt64(8).writeInt64(30)
    if (version >= 11) encoder.writeInt32(-1)
    return encoder.writeBytes(Buffer.from('records')).buffer as Buffer
  }

  test.each([4, 5, 6, 7, 8, 9, 10, 11])('version %i', version => {
    const { aborted, bytes } = decodeAnswer(answer(version), version)
    expect(bytes.toString()).toBe('records')
    expect(aborted).toEqual([
      { producerId: 7n, firstOffset: 40 },
      { producerId: 8n, firstOffset: 30 },
    ])
  })

  test('the broker’s errors are those of kafkajs; a version that is not known is refused', () => {
    expect(() => decodeAnswer(answer(11, { ofPartition: 1 }), 11)).toThrow(
      expect.objectContaining({ type: 'OFFSET_OUT_OF_RANGE' }),
    )
    expect(() => decodeAnswer(answer(11, { error: 6 }), 11)).toThrow(
      expect.objectContaining({ type: 'NOT_LEADER_FOR_PARTITION' }),
    )
    expect(() => decodeAnswer(answer(11), 12)).toThrow(/only 4 to 11/)
  })
})
