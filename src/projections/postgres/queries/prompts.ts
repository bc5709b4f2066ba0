import type { Pool } from 'pg'
import { inSnapshot } from '../snapshot.ts'

export interface Prompt {
  name: string
  version: number
  text: string
  model: string | null
  by: string
  note: string
  /** Milliseconds since 1970. */
  publishedAt: number
}

const SELECT = `name, version, text, model, published_by as by, note, published_at as "publishedAt"`

/** The newest version of every prompt, by name. */
export function listPrompts(pool: Pool): Promise<Prompt[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows<Prompt>(
      `select distinct on (name) ${SELECT} from ${snapshot.table('prompts', 'prompts')} order by name, version desc`,
    ),
  )
}

/** All versions of one prompt, newest first; empty if there is none. */
export function promptVersions(pool: Pool, name: string): Promise<Prompt[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows<Prompt>(
      `select ${SELECT} from ${snapshot.table('prompts', 'prompts')} where name = $1 order by version desc`,
      [name],
    ),
  )
}
