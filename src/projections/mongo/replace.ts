/**
 * Single documents, read with the positions that belong to them, and replaced while nobody has written them since.
 * Without transactions the epoch does it: it is raised between reading documents and positions, so whoever has written
 * documents but not yet moved the position is superseded, and applies the same again, over what is put here.
 */
import type { Collection, Document } from 'mongodb'
import type { Value } from '../engine/operations.ts'
import type { HeldRows, RowChange, RowKey } from '../engine/store.ts'
import { isDuplicateKey } from './errors.ts'

export type Documents = Collection<Document & { _id: string }>

/** Documents asked for, or written, at once. */
const PAGE = 500

export async function readDocuments(target: Documents, keys: readonly RowKey[]): Promise<HeldRows['rows']> {
  const rows: HeldRows['rows'] = []
  for (let at = 0; at < keys.length; at += PAGE) {
    const page = keys.slice(at, at + PAGE)
    const ids = page.map(({ key }) => String(key[0]))
    const found = new Map((await target.find({ _id: { $in: ids } }).toArray()).map(found => [found._id, found]))
    for (const key of page) {
      const seen = found.get(String(key.key[0])) ?? null
      const { _id, ...row } = seen ?? { _id: '' }
      rows.push({ key, row: seen && row, seen })
    }
  }
  return rows
}

export async function replaceDocuments(target: Documents, changes: readonly RowChange[]): Promise<RowKey[]> {
  const overtaken: RowKey[] = []
  for (const { key, seen, row } of changes) {
    const _id = String(key.key[0])
    const replaced = await replaceOne(target, _id, seen as Document | null, row)
    if (!replaced) overtaken.push(key)
  }
  return overtaken
}

async function replaceOne(target: Documents, _id: string, seen: Document | null, row: Record<string, Value> | null) {
  if (seen === null) {
    if (row === null) return true
    try {
      await target.insertOne({ _id, ...toDocument(row) })
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
  const { _id: _, ...fields } = seen
  // Member by member, each as a whole: an array or an embedded document is equal only if all of it is.
  const unchanged = {
    _id,
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $eq: value }])),
  }
  if (row === null) return (await target.deleteOne(unchanged)).deletedCount === 1
  return (await target.replaceOne(unchanged, toDocument(row))).matchedCount === 1
}

/** What a fold keeps as milliseconds is a date in the document. */
export function toDocument(row: Record<string, Value>): Document {
  const date = (ms: Value | undefined) => (typeof ms === 'number' ? new Date(ms) : null)
  const list = row.final_creditor_list as Record<string, Value>[]
  return {
    ...row,
    final_creditor_list: list.map(element => ({
      ...element,
      response_received_at: date(element.response_received_at),
      withdrawn_at: date(element.withdrawn_at),
    })),
  }
}
