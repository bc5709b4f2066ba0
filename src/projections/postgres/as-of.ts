import { ProjectionNotReady } from '../engine/not-ready.ts'

/** How much of the registry a snapshot sees: what was remembered of it holds for as long as this does not change. */
export interface AsOf {
  /** Names the build; no two ever have the same, also after the database was made anew. */
  build: string
  /** Offsets of the next records of topic `inquiries`. */
  positions: string
  /** A transaction id (`xid`): all that were begun before it have ended. */
  horizon: string
}

/** Gives one `AsOf`, or no row before the first worker. */
export const AS_OF = `select string_agg(s.position::text, ',' order by s.partition) as positions,
  p.active_schema || ' ' || b.started_at as build, pg_snapshot_xmin(pg_current_snapshot())::xid::text as horizon
  from postbuch.projections p join postbuch.builds b on b.projection = p.name and b.generation = p.generation
    join postbuch.positions s on s.projection = p.name and s.generation = p.generation
 where p.name = 'inquiries' and s.topic = 'inquiries' group by p.active_schema, b.started_at`

/** @throws ProjectionNotReady */
export function toAsOf(rows: readonly object[]): AsOf {
  if (!rows[0]) throw new ProjectionNotReady('inquiries')
  return rows[0] as AsOf
}
