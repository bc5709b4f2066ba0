/**
 * Given/then for projections, without a store: `given(jobs, events).rows('jobs')`. Every specification runs its events
 * twice over, and each event twice in a row: where that gives other rows, it throws.
 */
import type { RecordedEvent } from '../../domain/events.ts'
import { canonical } from './compare.ts'
import { Fold } from './fold.ts'
import type { Value } from './operations.ts'
import type { Projection } from './projection.ts'

export interface Spec {
  /** Rows of a table by key, columns that are null left out. */
  rows(table: string): Record<string, Value>[]
  /** The one row of a table; undefined if there is none. */
  row(table: string): Record<string, Value> | undefined
}

/** @throws if a redelivered event changes the outcome */
export function given(projection: Projection, events: readonly RecordedEvent[]): Spec {
  const once = rowsOf(projection, events)
  const doubled = rowsOf(
    projection,
    events.flatMap(event => [event, event]),
  )
  if (canonical(once) !== canonical(doubled))
    throw new Error(`${projection.name}: an event that comes twice changes the rows`)
  const of = (table: string) => once.filter(row => row.table === table).map(row => row.row)
  return { rows: of, row: table => of(table)[0] }
}

/** All rows that events give, in the order of table and key, with nulls left out. */
export function rowsOf(projection: Projection, events: readonly RecordedEvent[]) {
  const fold = new Fold(projection)
  for (const event of events) fold.add(event)
  return [...fold.rows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { table, key, row }]) => ({
      table,
      key,
      row: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    }))
}
