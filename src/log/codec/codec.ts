/**
 * Events to records and back: the one place where payloads become bytes. A value is Avro in single-object encoding
 * (C3 01, the schema's fingerprint, the data), so each record names its own schema and stays readable for ever.
 */
import { CATALOGUE, type EventMeta, mayAppend, type NewEvent, type RecordedEvent } from '../../domain/events.ts'
import type { LogRecord, NewRecord } from '../log.ts'
import { MissingDeployment } from './errors.ts'
import { fromHeaders, header, place, toHeaders, undecodable } from './headers.ts'
import { loadSchemas, type Reader, type Schemas, type Writer } from './schemas.ts'

export { MissingDeployment, UndecodableRecord } from './errors.ts'

const PREFIX = 10

/**
 * Where personal data will be encrypted, with keys kept outside the log. `seal` is given the plain single-object
 * encoding and may return bytes with a first byte of its own; `open` is given every value and undoes it.
 */
export interface Envelope {
  seal(plain: Buffer, type: string, meta: EventMeta): Buffer
  open(value: Buffer, record: LogRecord): Buffer
}

export interface Codec {
  /**
   * @throws Error when the data does not fit the type's newest schema, or the catalogue does not let this source append
   * this event: mistakes in the program.
   */
  encode(event: NewEvent): NewRecord
  /**
   * @throws MissingDeployment for an unknown schema or event type: the consumer must stop here.
   * @throws UndecodableRecord for a record that no deployment can read.
   */
  decode(record: LogRecord): RecordedEvent
}

/** A codec of these schemas. Most want `encode` and `decode` below, which have those of the schemas folder. */
export function createCodec(schemas: Schemas, envelope?: Envelope): Codec {
  return {
    encode(event) {
      if (Object.hasOwn(CATALOGUE, event.type) && !mayAppend(event))
        throw new Error(`${event.source} must not append ${event.type} to ${event.topic}`)
      const writer = schemas.writers.get(event.type)
      if (!writer) throw new Error(`there is no schema for events of type ${event.type}`)
      const plain = toBytes(writer, event.data)
      const record: NewRecord = {
        topic: event.topic,
        key: event.subject,
        value: envelope ? envelope.seal(plain, event.type, event) : plain,
        headers: toHeaders(event.type, event),
        timestamp: event.time,
      }
      if (event.partition !== undefined) record.partition = event.partition
      return record
    },
    decode(record) {
      const value = envelope ? envelope.open(record.value, record) : record.value
      const reader = readerOf(schemas, value, record)
      const data = fromBytes(reader, value, record)
      const { topic, partition, offset } = record
      return { type: reader.name, data, topic, partition, offset, ...fromHeaders(record) } as RecordedEvent
    },
  }
}

let standard: Codec | undefined
const codec = () => (standard ??= createCodec(loadSchemas()))

/** With the schemas folder's newest schema. See `Codec.encode`. */
export const encode: Codec['encode'] = event => codec().encode(event)
/** Whatever version it was written with, as the newest. See `Codec.decode`. */
export const decode: Codec['decode'] = record => codec().decode(record)

function readerOf(schemas: Schemas, value: Buffer, record: LogRecord): Reader {
  if (value.length < PREFIX || value[0] !== 0xc3 || value[1] !== 0x01)
    throw undecodable(record, `its ${value.length} bytes are not in Avro's single-object encoding`)
  const type = header(record, 'ce_type')
  const reader = schemas.readers.get(value.toString('latin1', 2, PREFIX))
  if (!reader) {
    const hex = Buffer.from(value.subarray(2, PREFIX)).reverse().toString('hex')
    const why = `its schema ${hex} (event type ${type}) is unknown to this version of Postbuch`
    throw new MissingDeployment(`record ${place(record)} cannot be read yet: ${why}; deploy the version that wrote it`)
  }
  if (reader.name !== type) throw undecodable(record, `its ce_type is ${type}, its schema is one of ${reader.name}`)
  if (!Object.hasOwn(CATALOGUE, type)) {
    const why = `its event type ${type} is unknown to this version of Postbuch`
    throw new MissingDeployment(`record ${place(record)} cannot be read yet: ${why}; deploy the version that wrote it`)
  }
  return reader
}

function fromBytes(reader: Reader, value: Buffer, record: LogRecord): unknown {
  let decoded: { value: unknown; offset: number }
  try {
    decoded = reader.type.decode(value, PREFIX, reader.resolver)
  } catch (error) {
    throw undecodable(record, `its data does not fit ${reader.name}.v${reader.version}: ${(error as Error).message}`)
  }
  // avsc reads past the end without a word, and says so by a negative offset.
  if (decoded.offset !== value.length)
    throw undecodable(
      record,
      `its data is ${decoded.offset < 0 ? 'shorter' : 'longer'} than ${reader.name}.v${reader.version}`,
    )
  return decoded.value
}

const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/** Written into one buffer that is used again and again, then copied once, at its real length. */
function toBytes(writer: Writer, data: unknown): Buffer {
  let end = writer.type.encode(data, scratch, PREFIX)
  if (end < 0) {
    // What is missing. A mail of some megabytes would keep them for ever, so a large buffer is used only once.
    const length = scratch.length - end
    const large = Buffer.allocUnsafe(length)
    end = writer.type.encode(data, large, PREFIX)
    writer.prefix.copy(large)
    return large.subarray(0, end)
  }
  writer.prefix.copy(scratch)
  return Buffer.from(scratch.subarray(0, end))
}
