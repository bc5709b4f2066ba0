/**
 * Holds the schemas folder against its rules: one schema for every event type, every version compatible both ways with
 * all before it, no version that was ever written edited or deleted (schemas/fingerprints.json is the memory of that).
 *
 *   node scripts/checks/schemas.ts            prints what is wrong and how to mend it; exit code 1
 *   node scripts/checks/schemas.ts --write    also takes new files into the lock, if nothing else is wrong
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CATALOGUE } from '../../src/domain/events.ts'
import {
  lockOf,
  lockProblems,
  type SchemaLock,
  type SchemaProblem,
  versionProblems,
} from '../../src/log/codec/compatibility.ts'
import { readSchemaFiles, SCHEMAS_FOLDER, type SchemaVersion } from '../../src/log/codec/schemas.ts'

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: SCHEMAS_FOLDER },
    write: { type: 'boolean', default: false },
  },
})

const lockFile = join(options.folder, 'fingerprints.json')

try {
  const versions = readSchemaFiles(options.folder)
  const lock: SchemaLock = existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')) : {}
  const fixed = [...catalogueProblems(versions), ...versionProblems(versions)]
  const against = lockProblems(versions, lock)
  const unlocked = against.filter(problem => !Object.hasOwn(lock, problem.file))
  const problems = [...fixed, ...against.filter(problem => !unlocked.includes(problem))]
  if (options.write && problems.length === 0 && unlocked.length > 0) {
    const entries = versions.map(version => [version.file, lockOf(version)] as const)
    writeFileSync(lockFile, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`)
    console.log(`schemas: ${unlocked.length} new in fingerprints.json: ${unlocked.map(({ file }) => file).join(', ')}`)
  } else report(versions.length, [...problems, ...unlocked])
} catch (error) {
  report(0, [{ file: 'schemas', wrong: (error as Error).message, mend: 'correct or restore that file' }])
}

function catalogueProblems(versions: readonly SchemaVersion[]): SchemaProblem[] {
  const named = new Set(versions.map(version => version.name))
  const missing = Object.keys(CATALOGUE).filter(type => !named.has(type))
  const extra = versions.filter(version => !Object.hasOwn(CATALOGUE, version.name))
  return [
    ...missing.map(type => ({
      file: `${type}.v1.avsc`,
      wrong: 'is missing',
      mend: 'write it, as src/domain/events.ts says',
    })),
    ...extra.map(({ file }) => ({
      file,
      wrong: 'its event type is not in the catalogue',
      mend: 'put the type back into src/domain/events.ts: its records are in the log for ever',
    })),
  ]
}

function report(count: number, problems: SchemaProblem[]): void {
  for (const { file, wrong, mend } of problems) console.error(`schemas/${file}: ${wrong}\n  mend: ${mend}`)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`schemas: ${count} versions, all compatible with those before them and as locked`)
}
