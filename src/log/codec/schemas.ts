/**
 * The schemas folder: every version of every event type that was ever written, one a file, `EmailReceived.v1.avsc`.
 * The newest version of a type is what is written; each older one is read as the newest.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Schema, Type } from 'avsc'
import { fingerprintOf, parseType } from './avro.ts'
import { fingerprintBytes, fingerprintHex } from './crc64.ts'

export const SCHEMAS_FOLDER = fileURLToPath(new URL('../../../schemas/', import.meta.url))

/** One schema file. */
export interface SchemaVersion {
  /** The event type: name of the file and of the record. */
  name: string
  version: number
  file: string
  /** The parsed JSON, with the docs and defaults that the canonical form drops. */
  json: Schema
  type: Type
  /** CRC-64-AVRO of the canonical form. */
  fingerprint: bigint
}

/** How a record with a certain fingerprint becomes an event of the newest version. */
export interface Reader {
  name: string
  version: number
  type: Type
  /** Undefined where the record was written with the newest version. */
  resolver: ReturnType<Type['createResolver']> | undefined
}

export interface Writer {
  name: string
  version: number
  type: Type
  /** C3 01 and the fingerprint, little-endian: the first ten bytes of every value. */
  prefix: Buffer
}

export interface Schemas {
  versions: readonly SchemaVersion[]
  /** By event type. */
  writers: ReadonlyMap<string, Writer>
  /** By the eight bytes of the fingerprint as they stand in a record, as a latin1 string. */
  readers: ReadonlyMap<string, Reader>
}

/** Reads and parses all files. @throws Error that names the file which is no schema, or is named wrongly. */
export function readSchemaFiles(folder = SCHEMAS_FOLDER): SchemaVersion[] {
  const files = readdirSync(folder).filter(file => file.endsWith('.avsc'))
  const versions = files.map(file => readSchemaFile(folder, file))
  return versions.sort((a, b) => a.name.localeCompare(b.name) || a.version - b.version)
}

/**
 * Loads a folder for reading and writing.
 * @throws Error when a file is no schema, two files have one fingerprint, or an old version cannot be read as the newest.
 */
export function loadSchemas(folder = SCHEMAS_FOLDER): Schemas {
  const versions = readSchemaFiles(folder)
  const newest = new Map(versions.map(version => [version.name, version]))
  const writers = new Map<string, Writer>()
  for (const { name, version, type, fingerprint } of newest.values()) {
    const prefix = Buffer.concat([Buffer.from([0xc3, 0x01]), fingerprintBytes(fingerprint)])
    writers.set(name, { name, version, type, prefix })
  }
  const files = new Map<string, string>()
  const readers = new Map<string, Reader>()
  for (const { name, version, file, type, fingerprint } of versions) {
    const bytes = fingerprintBytes(fingerprint).toString('latin1')
    const other = files.get(bytes)
    if (other) throw new Error(`schemas ${other} and ${file} have the same fingerprint ${fingerprintHex(fingerprint)}`)
    files.set(bytes, file)
    const target = newest.get(name)!
    const resolver = target.version === version ? undefined : resolve(target, file, type)
    readers.set(bytes, { name, version, type: target.type, resolver })
  }
  return { versions, writers, readers }
}

function resolve(newest: SchemaVersion, file: string, type: Type): Reader['resolver'] {
  try {
    return newest.type.createResolver(type)
  } catch (error) {
    throw new Error(`what was written with ${file} cannot be read as ${newest.file}: ${(error as Error).message}`)
  }
}

function readSchemaFile(folder: string, file: string): SchemaVersion {
  const match = /^([A-Z][A-Za-z0-9]*)\.v([1-9]\d*)\.avsc$/.exec(file)
  if (!match) throw new Error(`${file}: a schema file is named like EmailReceived.v1.avsc`)
  const name = match[1]!
  try {
    const json = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const type = parseType(json)
    if (type.name !== `postbuch.events.${name}`)
      throw new Error(`its record is named ${type.name ?? 'nothing'}, expected postbuch.events.${name}`)
    return { name, version: Number(match[2]), file, json, type, fingerprint: fingerprintOf(type) }
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`)
  }
}
