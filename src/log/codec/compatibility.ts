/**
 * What may be done to a schema: add a version that reads and is read by every version before it. Records are never
 * rewritten and deployments overlap, so old records meet new code and new records meet old code.
 */
import { createHash } from 'node:crypto'
import type { Type } from 'avsc'
import { partsOf } from './avro.ts'
import { fingerprintHex } from './crc64.ts'
import type { SchemaVersion } from './schemas.ts'

/** Something wrong with the schemas folder, and how to mend it. */
export interface SchemaProblem {
  file: string
  wrong: string
  mend: string
}

/** What `schemas/fingerprints.json` keeps of each file that was ever written. */
export interface LockedSchema {
  /** CRC-64-AVRO, as it stands (reversed) in records. */
  fingerprint: string
  /** SHA-256 of the file's JSON without docs: it also sees defaults, which the fingerprint does not. */
  sha256: string
}
export type SchemaLock = Record<string, LockedSchema>

export function lockOf(version: SchemaVersion): LockedSchema {
  const text = JSON.stringify(version.json, (key, value) => (key === 'doc' ? undefined : value))
  return {
    fingerprint: fingerprintHex(version.fingerprint),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

/** Every problem between versions: gaps in the numbers, equal fingerprints, versions that cannot read each other. */
export function versionProblems(versions: readonly SchemaVersion[]): SchemaProblem[] {
  const problems: SchemaProblem[] = []
  const fingerprints = new Map<bigint, string>()
  for (const { file, fingerprint } of versions) {
    const other = fingerprints.get(fingerprint)
    if (other) problems.push({ file, wrong: `has the same fingerprint as ${other}`, mend: SAME_FINGERPRINT })
    fingerprints.set(fingerprint, file)
  }
  for (const history of Map.groupBy(versions, version => version.name).values()) {
    history.sort((a, b) => a.version - b.version)
    for (const [index, version] of history.entries()) {
      if (version.version !== index + 1)
        problems.push({
          file: version.file,
          wrong: `is version ${version.version}, but version ${index + 1} is missing`,
          mend: `restore or name it ${version.name}.v${index + 1}.avsc: versions are numbered 1, 2, 3 … without gaps`,
        })
      for (const before of history.slice(0, index)) problems.push(...pairProblems(before, version))
    }
  }
  return problems
}

/** Both directions, and defaults: a value that old records are given must not depend on who reads them. */
export function pairProblems(before: SchemaVersion, after: SchemaVersion): SchemaProblem[] {
  const problems: SchemaProblem[] = []
  for (const [reader, writer] of [
    [after, before],
    [before, after],
  ] as const) {
    try {
      reader.type.createResolver(writer.type)
    } catch (error) {
      const wrong = `records written with ${writer.file} cannot be read as ${reader.file}: ${(error as Error).message}`
      problems.push({ file: after.file, wrong, mend: INCOMPATIBLE })
    }
  }
  const defaults = defaultsOf(before)
  for (const [field, value] of defaultsOf(after)) {
    const old = defaults.get(field)
    if (old !== undefined && old !== value) {
      const wrong = `the default of ${field} is ${value}, in ${before.file} it is ${old}`
      problems.push({ file: after.file, wrong, mend: 'keep the default, or add a field of another name' })
    }
  }
  return problems
}

/** What differs from the lock: files that were edited or deleted after they had been locked, and files not locked yet. */
export function lockProblems(versions: readonly SchemaVersion[], lock: SchemaLock): SchemaProblem[] {
  const problems: SchemaProblem[] = []
  const present = new Map(versions.map(version => [version.file, version]))
  for (const [file, locked] of Object.entries(lock)) {
    const version = present.get(file)
    if (!version) {
      problems.push({ file, wrong: 'was deleted; records written with it may exist', mend: `git restore ${file}` })
      continue
    }
    const now = lockOf(version)
    if (now.fingerprint !== locked.fingerprint || now.sha256 !== locked.sha256) {
      const wrong = `was edited (${locked.fingerprint} is now ${now.fingerprint}); records written with it may exist`
      const next = `${version.name}.v${version.version + 1}.avsc`
      problems.push({ file, wrong, mend: `git restore ${file}, and put the change into a new file ${next}` })
    }
  }
  for (const file of present.keys())
    if (!Object.hasOwn(lock, file))
      problems.push({
        file,
        wrong: 'is not in fingerprints.json',
        mend: 'run the check with --write and commit the lock',
      })
  return problems
}

const SAME_FINGERPRINT =
  'docs, defaults and logical types do not count: change a field, or remove the file if nothing was written with it'
const INCOMPATIBLE =
  'only add fields with a default and only remove fields that have one; never change a type or a name; else make a new event type'

/** Path of each field that has a default → its JSON. */
function defaultsOf({ type }: SchemaVersion): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (node: Type, path: string, above: Type[]): void => {
    if (above.includes(node)) return
    for (const part of partsOf(node)) {
      if (part.default !== undefined) found.set(path + part.name, JSON.stringify(part.default))
      visit(part.type, path + part.name, [...above, node])
    }
  }
  visit(type, type.name?.split('.').at(-1) ?? '', [])
  return found
}
