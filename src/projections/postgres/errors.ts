/** What an error of PostgreSQL means for whoever was writing. */

/** Classes: connection, rollback (deadlock, serialisation), resources, intervention, system, lock not available. */
const PASSING = /^(08|40|53|57|58|55P03|25P0[23]|XX)/
const SCHEMA = /^(42|3D|3F|28|0A)/
const CONTENT = /^(22|23)/

/** Undefined table, unknown schema. */
export const isGone = (error: unknown) => ['42P01', '3F000'].includes((error as { code?: string } | null)?.code ?? '')

/**
 * `dependency`: the store is down, or said "again"; nothing is known about what was written.
 * `deployment`: tables or rights are not as this code needs them. `content`: this data can never be written.
 */
export function classifyPostgres(error: unknown): 'dependency' | 'deployment' | 'content' {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
    if (PASSING.test(code)) return 'dependency'
    if (CONTENT.test(code)) return 'content'
    if (SCHEMA.test(code)) return 'deployment'
  }
  // Ours: an operation that does not fit its table.
  return error instanceof TypeError ? 'content' : 'dependency'
}
