/** Keys and indexes of empty tables, taken away for a bulk load and made again behind it. */
import type { PoolClient } from 'pg'
import { quote } from '../write.ts'

export interface Deferred {
  keys: string[]
  indexes: string[]
}

/** Takes every key and index of a schema away. @returns what makes them again */
export async function deferIndexes(client: PoolClient, schema: string): Promise<Deferred> {
  const { rows } = await client.query<{ table: string; index: string; definition: string; constraint: string | null }>(
    `select t.relname as table, x.relname as index, pg_get_indexdef(x.oid) as definition,
            (select pg_get_constraintdef(c.oid) from pg_constraint c where c.conindid = x.oid and c.contype in ('p', 'u')) as constraint
       from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
       join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = $1 order by t.relname, x.relname`,
    [schema],
  )
  const deferred: Deferred = { keys: [], indexes: [] }
  for (const { table, index, definition, constraint } of rows) {
    const target = `${quote(schema)}.${quote(table)}`
    if (constraint === null) {
      await client.query(`drop index ${quote(schema)}.${quote(index)}`)
      deferred.indexes.push(definition)
    } else {
      await client.query(`alter table ${target} drop constraint ${quote(index)}`)
      deferred.keys.push(`alter table ${target} add constraint ${quote(index)} ${constraint}`)
    }
  }
  return deferred
}
