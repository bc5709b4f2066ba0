/** What Postbuch asks of avsc: types that read into plain objects, and their fingerprints. */
import avsc, { type Schema, type Type } from 'avsc'
import { crc64Avro } from './crc64.ts'

/** A type from the JSON of one self-contained schema file. @throws Error that says what is wrong with the schema. */
export function parseType(schema: Schema): Type {
  const registry = { long: new ExactLong() }
  const type = avsc.Type.forSchema(schema, { registry, wrapUnions: false, omitRecordMethods: true })
  makePlain(type)
  return type
}

/** CRC-64-AVRO of the type's parsing canonical form (which has no docs, defaults, aliases or logical types). */
export function fingerprintOf(type: Type): bigint {
  return crc64Avro(Buffer.from(canonicalForm(type)))
}

export function canonicalForm(type: Type): string {
  return JSON.stringify(type.schema())
}

/** avsc doubles a long on its way to bytes, so that beyond ±2^52 it would silently be another number. */
class ExactLong extends avsc.types.LongType {
  _write(tap: unknown, value: unknown): void {
    if (typeof value === 'number' && Math.abs(value) >= 2 ** 52)
      throw new Error(`invalid "long": ${value} is beyond what can be kept exactly (2^52)`)
    writeLong.call(this, tap, value)
  }
}
const writeLong = (avsc.types.LongType.prototype as unknown as ExactLong)._write

/** The named or nameless parts of a type: of a record its fields, of an array its items, of a union its branches. */
export function partsOf(type: Type): { name: string; type: Type; default: unknown }[] {
  const { types } = avsc
  const part = (name: string, inner: Type) => ({ name, type: inner, default: undefined })
  if (type instanceof types.RecordType)
    return type.fields.map(field => ({ name: `.${field.name}`, type: field.type, default: field.defaultValue() }))
  if (type instanceof types.ArrayType) return [part('[]', type.itemsType)]
  if (type instanceof types.MapType) return [part('{}', type.valuesType)]
  if (type instanceof types.UnwrappedUnionType) return type.types.map(branch => part('', branch))
  return []
}

/**
 * avsc reads a record into an instance of a class of its own. Events are compared, spread, cloned and logged, so they
 * must be what they look like: without the class, `new` makes ordinary objects (and at the same speed).
 */
function makePlain(type: Type, seen = new Set<Type>()): void {
  if (seen.has(type)) return
  seen.add(type)
  if (type instanceof avsc.types.RecordType) type.recordConstructor.prototype = Object.prototype
  for (const part of partsOf(type)) makePlain(part.type, seen)
}
