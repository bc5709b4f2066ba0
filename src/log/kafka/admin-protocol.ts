/**
 * Three requests that kafkajs does not know: the features of a broker, the producers of a partition, the transactions of
 * a coordinator. All are read-only, for `postbuch doctor`.
 */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const Encoder = require('kafkajs/src/protocol/encoder.js') as new () => Encoder
const Decoder = require('kafkajs/src/protocol/decoder.js') as new (data: Buffer) => Decoder

interface Encoder {
  writeInt32(value: number): Encoder
  writeInt64(value: string): Encoder
  writeUVarInt(value: number): Encoder
  writeUVarIntString(value: string): Encoder
}

interface Decoder {
  readInt16(): number
  readInt32(): number
  readInt64(): { toString(): string }
  readUVarInt(): number
  readUVarIntString(): string | null
  readUVarIntArray<T>(read: (decoder: Decoder) => T): T[] | null
  readTaggedFields(): unknown
}

/** A kafkajs broker, connected. */
export interface AskableBroker {
  connectionPool: { send(request: object): Promise<unknown> }
}

function ask<T>(
  broker: AskableBroker,
  api: { apiKey: number; apiVersion: number; apiName: string },
  write: (encoder: Encoder) => void,
  read: (decoder: Decoder) => T,
): Promise<T> {
  return broker.connectionPool.send({
    request: {
      ...api,
      // kafkajs writes header version 1; the tagged fields of version 2 follow it.
      encode: async () => {
        const encoder = new Encoder().writeUVarInt(0)
        write(encoder)
        return encoder
      },
    },
    response: { decode: async (data: Buffer) => read(new Decoder(data)), parse: async (data: T) => data },
  }) as Promise<T>
}

/** The highest level of `metadata.version` that the broker's software supports; null if it does not say. */
export function metadataLevel(broker: AskableBroker): Promise<number | null> {
  return ask(
    broker,
    { apiKey: 18, apiVersion: 3, apiName: 'ApiVersions' },
    encoder => encoder.writeUVarIntString('postbuch').writeUVarIntString('1').writeUVarInt(0),
    decoder => {
      if (decoder.readInt16() !== 0) return null
      decoder.readUVarIntArray(each => {
        each.readInt16()
        each.readInt16()
        each.readInt16()
        each.readTaggedFields()
      })
      decoder.readInt32()
      // Tagged fields come in the order of their tags; 0 has the features that the software supports.
      if (decoder.readUVarInt() === 0 || decoder.readUVarInt() !== 0) return null
      decoder.readUVarInt()
      const features = decoder.readUVarIntArray(each => {
        const name = each.readUVarIntString()
        each.readInt16()
        const highest = each.readInt16()
        each.readTaggedFields()
        return { name, highest }
      })
      return features?.find(({ name }) => name === 'metadata.version')?.highest ?? null
    },
  )
}

export interface OpenProducer {
  producerId: string
  /** Offset at which its open transaction begins. */
  firstOffset: number
}

/** Producers with an open transaction in a partition; asked of its leader. */
export function openProducers(broker: AskableBroker, topic: string, partition: number): Promise<OpenProducer[]> {
  return ask(
    broker,
    { apiKey: 61, apiVersion: 0, apiName: 'DescribeProducers' },
    encoder =>
      encoder
        .writeUVarInt(2)
        .writeUVarIntString(topic)
        .writeUVarInt(2)
        .writeInt32(partition)
        .writeUVarInt(0)
        .writeUVarInt(0),
    decoder => {
      decoder.readTaggedFields()
      decoder.readInt32()
      const topics = decoder.readUVarIntArray(each => {
        each.readUVarIntString()
        const partitions = each.readUVarIntArray(readProducers)
        each.readTaggedFields()
        return partitions ?? []
      })
      return (topics ?? []).flat(2).filter(({ firstOffset }) => firstOffset >= 0)
    },
  )
}

function readProducers(decoder: Decoder): OpenProducer[] {
  decoder.readInt32()
  decoder.readInt16()
  decoder.readUVarIntString()
  const producers = decoder.readUVarIntArray(each => {
    const producerId = each.readInt64().toString()
    each.readInt32()
    each.readInt32()
    each.readInt64()
    each.readInt32()
    const firstOffset = Number(each.readInt64())
    each.readTaggedFields()
    return { producerId, firstOffset }
  })
  decoder.readTaggedFields()
  return producers ?? []
}

export interface ListedTransaction {
  transactionalId: string
  producerId: string
  state: string
}

/** Transactions that this broker coordinates. */
export function listTransactions(broker: AskableBroker): Promise<ListedTransaction[]> {
  return ask(
    broker,
    { apiKey: 66, apiVersion: 0, apiName: 'ListTransactions' },
    encoder => encoder.writeUVarInt(1).writeUVarInt(1).writeUVarInt(0),
    decoder => {
      decoder.readTaggedFields()
      decoder.readInt32()
      decoder.readInt16()
      decoder.readUVarIntArray(each => each.readUVarIntString())
      return (
        decoder.readUVarIntArray(each => {
          const transactionalId = each.readUVarIntString() ?? ''
          const producerId = each.readInt64().toString()
          const state = each.readUVarIntString() ?? ''
          each.readTaggedFields()
          return { transactionalId, producerId, state }
        }) ?? []
      )
    },
  )
}
