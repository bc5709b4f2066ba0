/** What a store holds against what the log says, row by row. */
import { type Cause, type ExpectedRows, expectedId } from './fold.ts'
import type { Value } from './operations.ts'

export interface Finding {
  /** `missing`: the log says it is there; `extra`: the log knows nothing of it; `mismatch`: another content. */
  kind: 'missing' | 'mismatch' | 'extra'
  table: string
  key: (string | number)[]
  /** Names of the columns that differ. */
  columns: string[]
  /** The event that says otherwise; null for what the log does not know. */
  cause: Cause | null
}

export interface StoredRow {
  table: string
  key: (string | number)[]
  row: Record<string, unknown>
}

/** Consumes `expected`: what is left of it in the end is missing in the store. */
export class Comparison {
  readonly findings: Finding[] = []
  checked = 0
  readonly #expected: ExpectedRows

  constructor(expected: ExpectedRows) {
    this.#expected = expected
  }

  add({ table, key, row }: StoredRow): void {
    this.checked++
    const id = expectedId(table, key)
    const expected = this.#expected.get(id)
    if (!expected) {
      this.findings.push({ kind: 'extra', table, key, columns: [], cause: null })
      return
    }
    this.#expected.delete(id)
    const columns = [...new Set([...Object.keys(row), ...Object.keys(expected.row)])].filter(
      column => canonical(row[column] as Value) !== canonical(expected.row[column]),
    )
    if (columns.length > 0) this.findings.push({ kind: 'mismatch', table, key, columns, cause: expected.cause })
  }

  finish(): Finding[] {
    for (const { table, key, cause } of this.#expected.values()) {
      this.checked++
      this.findings.push({ kind: 'missing', table, key, columns: [], cause })
    }
    return this.findings
  }
}

/** One text for equal values: members in one order, absent as null, dates as milliseconds. */
export function canonical(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (value instanceof Date) return String(value.getTime())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
