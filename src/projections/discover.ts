/**
 * Finds the projections there are. The convention: a file `NAME.ts` in a `definitions/` folder exports one projection,
 * called NAME, into the store whose folder it is; nothing else names it anywhere. Helpers live in other folders.
 */
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Projection } from './engine/projection.ts'
import { tablesFile } from './postgres/builds.ts'

export type DefinitionFolders = Readonly<Record<Projection['store'], URL>>

const FOLDERS: DefinitionFolders = {
  postgres: new URL('./postgres/definitions/', import.meta.url),
  mongodb: new URL('./mongo/definitions/', import.meta.url),
}
/** What names of schemas, collections, consumer groups and `worker --only` have room for. */
const NAME = /^[a-z][a-z0-9-]*$/

/** A file in a `definitions/` folder that does not keep to the convention: the message names it, and what is wrong. */
export class BadDefinition extends Error {
  readonly code = 'BAD_DEFINITION'
  override name = 'BadDefinition'
}

/**
 * By name, whatever the order of the files.
 * @param folders whose files they are, by store
 * @throws BadDefinition
 */
export async function discover(folders: DefinitionFolders = FOLDERS): Promise<readonly Projection[]> {
  const files = Object.entries(folders).flatMap(([store, folder]) =>
    readdirSync(folder)
      .filter(file => file.endsWith('.ts'))
      .map(file => ({ store, name: file.slice(0, -'.ts'.length), url: new URL(file, folder) })),
  )
  const found = await Promise.all(files.map(load))
  const projections = found.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const [i, { name }] of projections.entries()) {
    if (name !== projections[i - 1]?.name) continue
    const both = files.filter(file => file.name === name).map(({ url }) => fileURLToPath(url))
    throw new BadDefinition(
      `Expected names that differ, for they name consumer groups; found ${name} in ${both.join(' and ')}.`,
    )
  }
  return projections
}

async function load({ store, name, url }: { store: string; name: string; url: URL }): Promise<Projection> {
  const file = fileURLToPath(url)
  const bad = (wrong: string, cause?: unknown) => new BadDefinition(`${file}: ${wrong}`, { cause })
  const module: object = await import(/* @vite-ignore */ url.href).catch(error => {
    throw bad(`it cannot be loaded: ${(error as Error).message}`, error)
  })
  const exported = Object.values(module).filter(isProjection)
  const [projection] = exported
  if (!projection || exported.length > 1)
    throw bad(`expected one export made with relational() or documents(), found ${exported.length || 'none'}.`)
  if (!NAME.test(name)) throw bad(`expected small letters, digits and hyphens in its name, which are a projection's.`)
  if (projection.name !== name)
    throw bad(`expected projection ${name}, as the file is called; found ${projection.name}.`)
  if (projection.store !== store) throw bad(`expected a projection into ${store}; found one into ${projection.store}.`)
  if (!Number.isInteger(projection.version) || projection.version < 1)
    throw bad(`expected a version 1, 2, 3 …; found ${projection.version}.`)
  if (projection.store === 'postgres' && projection.sql === undefined && !existsSync(tablesFile(name)))
    throw bad(`expected its tables as \`sql\` or in ${fileURLToPath(tablesFile(name))}; found neither.`)
  return projection
}

const isProjection = (value: unknown): value is Projection => {
  const { name, store, operations } = Object(value) as Partial<Projection>
  return typeof name === 'string' && typeof store === 'string' && typeof operations === 'function'
}
