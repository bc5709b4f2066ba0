/** Which rebuilds are under way: see engine/under-way.ts. */
import type { Pool } from 'pg'
import type { RebuildNote } from '../engine/store.ts'

/** @returns false if somebody has asked this rebuild to stop */
export async function noteRebuild(pool: Pool, name: string, note: RebuildNote | null): Promise<boolean> {
  if (note === null) {
    await pool.query('delete from postbuch.rebuilds where projection = $1', [name])
    return true
  }
  const { events, total, startedAt } = note
  const { rows } = await pool.query<{ cancel: boolean }>(
    `insert into postbuch.rebuilds as r (projection, events, total, started_at) values ($1, $2, $3, $4)
     on conflict (projection) do update set events = excluded.events, total = excluded.total, seen_at = now(),
       started_at = excluded.started_at, cancel = r.cancel and r.started_at = excluded.started_at
     returning cancel`,
    [name, events, total, startedAt],
  )
  return !rows[0]!.cancel
}

/** Of a rebuild that is there: one that was killed leaves its row. */
export const FRESH = "seen_at > now() - interval '10 seconds'"

export async function cancelRebuild(pool: Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update postbuch.rebuilds set cancel = true where projection = $1 and ${FRESH}`,
    [name],
  )
  return rowCount === 1
}
