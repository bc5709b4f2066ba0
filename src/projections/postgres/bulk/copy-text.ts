/** Rows in COPY's text format: tab between columns, \N for null, backslash before what would be mistaken. */
import type { PendingRow } from '../../engine/bulk/row-fold.ts'
import { storable, storableText, type Value } from '../../engine/operations.ts'
import type { TableSpec } from '../../engine/projection.ts'
import type { TableShape } from '../shape.ts'
import { encode } from '../write.ts'

const SPECIAL = /[\\\n\r\t]/
const EACH_SPECIAL = /[\\\n\r\t]/g
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
/** In JSON's own escapes: NUL, and half a surrogate pair. */
const UNSTORABLE_JSON = /\\u0000|\\ud[89a-f]/

/** Makes a line of a row that is not in the table yet. */
export function copyLine(spec: TableSpec, shape: TableShape): (row: PendingRow) => string {
  const columns = [...shape].map(([name, type]) => ({ name, type, key: spec.key.indexOf(name) }))
  return row => {
    let line = ''
    for (const { name, type, key } of columns) {
      const value = key >= 0 ? row.key[key] : (row.set?.[name] ?? row.create?.[name] ?? row.merge?.[name])
      line += line === '' ? field(value, type) : `\t${field(value, type)}`
    }
    return `${line}\n`
  }
}

function field(value: Value | undefined, type: string): string {
  if (value === null || value === undefined) return '\\N'
  if (type === 'jsonb') {
    const json = JSON.stringify(value)
    return escaped(UNSTORABLE_JSON.test(json) ? JSON.stringify(storable(value)) : json)
  }
  if (typeof value === 'string') return escaped(storableText(value))
  return typeof value === 'object' ? escaped(encode(storable(value), type)!) : String(value)
}

const escaped = (text: string) => (SPECIAL.test(text) ? text.replace(EACH_SPECIAL, one => ESCAPED[one]!) : text)
