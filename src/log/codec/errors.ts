/** The two ways in which a record can be unreadable. They must never be confused: one stops a consumer, the other parks a record. */

/** Written by a newer deployment: its schema or event type is unknown here. The consumer must stop at it, not skip it. */
export class MissingDeployment extends Error {
  readonly code = 'MISSING_DEPLOYMENT'
  override name = 'MissingDeployment'
}

/** Poison: no deployment could read this record, because it contradicts itself or is no event at all. */
export class UndecodableRecord extends Error {
  readonly code = 'UNDECODABLE_RECORD'
  override name = 'UndecodableRecord'
}
