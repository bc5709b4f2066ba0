/** Inquiries into the registry's tables by COPY: the same rows, columns and indexes as the projection would have made. */
import { once } from 'node:events'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { inquiries } from '../../projections/postgres/definitions/inquiries.ts'
import { PostgresStore } from '../../projections/postgres/store.ts'
import type { Sent } from './registry.ts'

const LOG = { clusterId: 'bench', partitions: { inquiries: 1, emails: 1 } }
const SCHEMA = `inquiries_v${inquiries.version}_g1`
/** Inquiries between two pieces. */
const PIECE = 2_000

/** @param pool of an empty database that has been migrated */
export async function loadRegistry(pool: Pool, all: Iterable<Sent>, onProgress: (done: number) => void): Promise<void> {
  await new PostgresStore(pool).open(inquiries, LOG)
  const client = await pool.connect()
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i
         join pg_class c on c.oid = i.indrelid where c.relnamespace = $1::regnamespace and not indisprimary`,
      [SCHEMA],
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await copy(client, all, onProgress)
    await client.query("set maintenance_work_mem = '256MB'")
    for (const { definition } of indexes) await client.query(definition)
    await client.query('update postbuch.positions set position = 1, state = $1', ['live'])
  } finally {
    client.release()
  }
  await pool.query('vacuum (analyze)')
}

async function copy(client: PoolClient, all: Iterable<Sent>, onProgress: (done: number) => void): Promise<void> {
  /** Keys of the small tables, whose rows many inquiries share. */
  const known = new Set<string>()
  const lines = new Map<string, { columns: string[]; text: string }>()
  const send = async () => {
    for (const [table, target] of lines) {
      if (target.text === '') continue
      const stream = client.query(copyFrom(`copy ${SCHEMA}.${table} (${target.columns.join(', ')}) from stdin`))
      stream.end(target.text)
      target.text = ''
      await once(stream, 'finish')
    }
  }
  let done = 0
  for (const { inquiryId, ...data } of all) {
    for (const operation of inquiries.operations(sent(inquiryId, data))) {
      const { table, key, set = {} } = operation as { table: string; key: object; set?: object }
      const row = { ...key, ...set }
      const columns = Object.keys(row)
      const line = `${Object.entries(row)
        .map(([column, value]) => field(column, value))
        .join('\t')}\n`
      if (table !== 'inquiries') {
        if (known.has(table + line)) continue
        known.add(table + line)
      }
      const target = lines.get(table) ?? { columns, text: '' }
      target.text += line
      lines.set(table, target)
    }
    if (++done % PIECE === 0) {
      await send()
      onProgress(done)
    }
  }
  await send()
  onProgress(done)
}

const sent = (subject: string, data: Omit<Sent, 'inquiryId'>) =>
  ({ type: 'InquirySent', topic: 'inquiries', partition: 0, offset: 0, subject, data }) as never

/** COPY's text format; `reference_norms` is an array, other lists are JSON. */
function field(column: string, value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (!Array.isArray(value)) return escaped(String(value))
  const text = column === 'reference_norms' ? `{${value.join(',')}}` : JSON.stringify(value)
  return escaped(text)
}

const escaped = (text: string) => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, '\\$&') : text)
