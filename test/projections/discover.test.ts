/** What makes a file a projection, and what is said of one that is none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { discover } from '../../src/projections/discover.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { PROJECTIONS } from '../../src/projections/registry.ts'

const ENGINE = new URL('../../src/projections/engine/projection.ts', import.meta.url).href

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postbuch-definitions-'))
  for (const folder of ['postgres', 'mongo']) mkdirSync(join(root, folder))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const found = () =>
  discover({
    postgres: pathToFileURL(join(root, 'postgres/')),
    mongodb: pathToFileURL(join(root, 'mongo/')),
  })
const file = (path: string, text: string) =>
  writeFileSync(join(root, path), `import { documents, relational } from '${ENGINE}'\n${text}\n`)

const table = (name: string, more = '') =>
  `export const it = relational({ name: '${name}', version: 1, topics: ['prompts'], tables: { t: { key: ['id'] } },
    sql: 'create table t (id text primary key)', on: { PromptPublished: 'ignored' }, ${more} })`
const collection = (name: string) =>
  `export const it = documents({ name: '${name}', version: 1, topics: ['prompts'], on: { PromptPublished: 'ignored' } })`

test('the projections there are, by name; the same objects as their files export', () => {
  const names = PROJECTIONS.map(({ name }) => name)
  expect(names).toEqual([...names].sort())
  expect(names).toContain('jobs')
  expect(PROJECTIONS.find(({ name }) => name === 'clients')).toBe(clients)
})

test('a file is a projection, in the order of names whatever the store; what else it exports does not matter', async () => {
  file('postgres/zebras.ts', `export const helper = (n: number) => n\nexport type T = string\n${table('zebras')}`)
  file('postgres/apes-2.ts', table('apes-2'))
  file('mongo/mice.ts', collection('mice'))
  writeFileSync(join(root, 'postgres/notes.sql'), '')
  expect((await found()).map(({ name, store }) => `${name} in ${store}`)).toEqual([
    'apes-2 in postgres',
    'mice in mongodb',
    'zebras in postgres',
  ])
})

test.each([
  ['no projection', 'postgres/some.ts', 'export const some = 1', /expected one export made with .*found none/],
  ['two of them', 'postgres/some.ts', `${table('some')}\nexport const two = it`, /found 2/],
  ['another name', 'postgres/some.ts', table('other'), /expected projection some.*found other/],
  ['another store', 'mongo/some.ts', table('some'), /into mongodb; found one into postgres/],
  ['no version', 'postgres/some.ts', table('some', 'version: 0'), /version 1, 2, 3 …; found 0/],
  ['no tables', 'postgres/some.ts', table('some', 'sql: undefined'), /its tables as `sql` or in .*some\.sql/],
  ['a name that no group may have', 'postgres/Some_one.ts', table('Some_one'), /small letters, digits and hyphens/],
  ['an error of its own', 'postgres/some.ts', `throw new Error('broken')`, /cannot be loaded: broken/],
])('%s: the file and the mistake are named', async (_, path, text, wrong) => {
  file(path, text)
  const error = await found().catch(e => e)
  expect(error).toMatchObject({ code: 'BAD_DEFINITION', message: expect.stringMatching(wrong) })
  expect(error.message).toContain(path)
})

test('one name in both stores: both files are named', async () => {
  file('postgres/twice.ts', table('twice'))
  file('mongo/twice.ts', collection('twice'))
  await expect(found()).rejects.toThrow(/postgres\/twice\.ts and .*mongo\/twice\.ts/)
})
