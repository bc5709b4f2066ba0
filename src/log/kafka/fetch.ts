/**
 * One fetch of one partition whose answer stays bytes. kafkajs sends it; its decoder would make each record three times
 * over (all of a fetch at once, offsets by way of big integers, headers in quadratic time), which took a third of a
 * rebuild. What the bytes hold is read in `record-batches.ts`, when it is wanted.
 */
import { type FetchDefinition, failureOf, fetchRequest, type RawBroker } from './client.ts'

/** A transaction that was aborted: its producer, and the offset of its first record. */
export interface Aborted {
  producerId: bigint
  firstOffset: number
}

export interface FetchedBytes {
  /** Of read-committed fetches: the transactions that overlap what was fetched. In the broker's order, which is that of their ends. */
  aborted: Aborted[]
  /** Whole record batches, and perhaps a part of one at the end. */
  bytes: Buffer
}

export interface FetchOptions {
  /** The topic's name on the cluster. */
  topic: string
  partition: number
  offset: number
  maxBytes: number
  /** Milliseconds that the broker may wait for a first record. */
  maxWaitMs: number
}

/** Committed records from an offset on. @throws kafkajs's errors, and by the broker's code those of its own */
export async function fetchBytes(broker: RawBroker, options: FetchOptions): Promise<FetchedBytes> {
  const { topic, partition, offset, maxBytes, maxWaitMs } = options
  const definition: FetchDefinition = fetchRequest(broker, {
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes,
    isolationLevel: 1,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes }] }],
  })
  const version = definition.request.apiVersion
  return (await broker.connectionPool.send({
    ...definition,
    response: { decode: async (raw: Buffer) => decodeAnswer(raw, version), parse: async (answer: unknown) => answer },
  })) as FetchedBytes
}

/**
 * The answer to a fetch of one partition, in the protocol's versions 4 to 11.
 * @throws the broker's error
 */
export function decodeAnswer(raw: Buffer, version: number): FetchedBytes {
  if (version < 4 || version > 11) throw new Error(`a fetch in version ${version} is not known here, only 4 to 11`)
  let at = 4
  if (version >= 7) {
    refuse(raw.readInt16BE(at))
    at += 6
  }
  const topics = raw.readInt32BE(at)
  at += 4
  if (topics !== 1) throw new Error(`the broker answered a fetch of one topic with ${topics}`)
  at += 2 + raw.readInt16BE(at)
  const partitions = raw.readInt32BE(at)
  at += 4
  if (partitions !== 1) throw new Error(`the broker answered a fetch of one partition with ${partitions}`)
  refuse(raw.readInt16BE(at + 4))
  // Partition, error, high watermark, last stable offset; from version 5 on the log's start as well.
  at += 4 + 2 + 8 + 8 + (version >= 5 ? 8 : 0)
  const aborted: Aborted[] = []
  const count = raw.readInt32BE(at)
  at += 4
  for (let i = 0; i < count; i++, at += 16)
    aborted.push({ producerId: raw.readBigInt64BE(at), firstOffset: Number(raw.readBigInt64BE(at + 8)) })
  if (version >= 11) at += 4
  const size = raw.readInt32BE(at)
  at += 4
  return { aborted, bytes: raw.subarray(at, at + Math.max(0, size)) }
}

function refuse(code: number): void {
  if (code !== 0) throw failureOf(code)
}
