import type { Pool } from 'pg'
import type { ParkedLetter, PartitionCheckpoint, RebuildNote } from '../../engine/store.ts'
import { FRESH } from '../rebuilds.ts'

/** A projection as its store knows it. */
export interface StoredProjection {
  name: string
  version: number
  generation: number
  desired: 'running' | 'paused'
  partitions: PartitionCheckpoint[]
  parked: ParkedLetter[]
  /** How far a rebuild is that is under way. */
  rebuild: RebuildNote | null
}

/** Where every projection of PostgreSQL stands: the active builds only. Empty before the first worker. */
export async function storedProjections(pool: Pool): Promise<StoredProjection[]> {
  const { rows } = await pool.query<StoredProjection>(
    `select name, version, generation, desired,
            coalesce((select jsonb_agg(jsonb_build_object('topic', topic, 'partition', partition, 'position', position, 'epoch', epoch,
                'state', state, 'failure', failure) order by topic, partition)
               from postbuch.positions s where s.projection = p.name and s.generation = p.generation), '[]') as partitions,
            coalesce((select jsonb_agg(jsonb_build_object('topic', topic, 'partition', partition, 'key', key,
                'offset', first_offset, 'failure', failure, 'at', parked_at) order by topic, partition, first_offset)
               from postbuch.parked d where d.projection = p.name and d.generation = p.generation), '[]') as parked,
            (select jsonb_build_object('events', events, 'total', total, 'startedAt', started_at)
               from postbuch.rebuilds r where r.projection = p.name and ${FRESH}) as rebuild
       from postbuch.projections p order by name`,
  )
  return rows
}
