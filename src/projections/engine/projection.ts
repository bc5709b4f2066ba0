/**
 * Glossary. A *projection* turns events into rows: a name, a version, topics, and a pure function from an event to
 * operations by key. Its *position* (checkpoint) in a partition is the offset of the next record to apply; it lives in
 * the store, beside the rows. Its *lag* is how many offsets it is behind the log. A *generation* is one build of its
 * tables: a rebuild makes a new one and then switches over. A *parked* key waits in the dead letters.
 *
 * Adding a projection = one file in `postgres/definitions/` or `mongo/definitions/` (see discover.ts).
 */
import type { CATALOGUE, EventType, RecordedEvent, Topic } from '../../domain/events.ts'
import type { DocumentOperation, RowOperation } from './operations.ts'

/** The types of events that can be found on these topics, by the catalogue. */
export type EventTypeOn<T extends Topic> = {
  [K in EventType]: Extract<(typeof CATALOGUE)[K]['topics'][number], T> extends never ? never : K
}[EventType]

export type Handler<K extends EventType, Op> = (event: RecordedEvent<K>) => readonly Op[]

/** Every type of its topics is handled, or named as ignored: a new type on one of them fails the type check until it is. */
export type Handlers<T extends Topic, Op> = { [K in EventTypeOn<T>]: Handler<K, Op> | 'ignored' }

interface Definition<Op> {
  /** Also the last part of its consumer group's name. */
  name: string
  /** Raised with every change of what comes out: the tables are then built anew. */
  version: number
  topics: readonly Topic[]
  /** The operations of an event, in order. Pure. */
  operations(event: RecordedEvent): readonly Op[]
}

export interface TableSpec {
  /** The primary key. */
  key: readonly string[]
  /** The column that tells whether `create` has happened: null until then, set by every `create`. */
  createdBy?: string
}

/** A projection into PostgreSQL. */
export interface RelationalProjection extends Definition<RowOperation> {
  store: 'postgres'
  /** Makes its tables, keys and indexes, in a schema of their own; long ones are in `postgres/sql/projections/<name>.sql`. */
  sql?: string
  tables: Readonly<Record<string, TableSpec>>
}

/** A projection into MongoDB: one document a client, in a collection of the projection's name. */
export interface DocumentProjection extends Definition<DocumentOperation> {
  store: 'mongodb'
}

export type Projection = RelationalProjection | DocumentProjection
export type Operation = RowOperation | DocumentOperation

/** An event type that this projection was never told about: the code is older than the log. */
export class UnknownEventType extends Error {
  readonly code = 'MISSING_DEPLOYMENT'
  override name = 'UnknownEventType'
}

/** Declares a relational projection. */
export function relational<const T extends Topic>(
  definition: Omit<RelationalProjection, 'store' | 'operations' | 'topics'> & {
    topics: readonly T[]
    on: Handlers<T, RowOperation>
  },
): RelationalProjection {
  const { on, ...rest } = definition
  return { ...rest, store: 'postgres', operations: dispatch(definition.name, on) }
}

/** Declares a document projection. */
export function documents<const T extends Topic>(
  definition: Omit<DocumentProjection, 'store' | 'operations' | 'topics'> & {
    topics: readonly T[]
    on: Handlers<T, DocumentOperation>
  },
): DocumentProjection {
  const { on, ...rest } = definition
  return { ...rest, store: 'mongodb', operations: dispatch(definition.name, on) }
}

function dispatch<Op>(name: string, on: object): (event: RecordedEvent) => readonly Op[] {
  const handlers = new Map(Object.entries(on)) as Map<string, Handler<EventType, Op> | 'ignored'>
  return event => {
    const handler = handlers.get(event.type)
    if (handler === undefined)
      throw new UnknownEventType(`Projection ${name} does not know events of type ${event.type}`)
    return handler === 'ignored' ? [] : handler(event)
  }
}
