/** `verify`: the store's content against the plain fold of the log, up to the very positions that the store has applied. */
import type { Log } from '../../log/log.ts'
import type { Decode } from './batches.ts'
import { Comparison, type Finding, type StoredRow } from './compare.ts'
import { Fold } from './fold.ts'
import type { Projection } from './projection.ts'
import { type Checkpoint, placeKey } from './store.ts'

/** One consistent look at the active build. */
export interface StoreContent {
  checkpoint: Pick<Checkpoint, 'generation' | 'version' | 'partitions' | 'parked'>
  rows(): AsyncIterable<StoredRow>
}

export interface Verification {
  projection: string
  /** Rows or documents looked at. */
  checked: number
  /** Events folded. */
  events: number
  findings: Finding[]
}

/** @param content what the store holds; see `readContent` of each store */
export async function verifyProjection(
  projection: Projection,
  log: Log,
  decode: Decode,
  content: StoreContent,
): Promise<Verification> {
  const fold = new Fold(projection)
  const parked = new Map(content.checkpoint.parked.map(letter => [`${placeKey(letter)}/${letter.key}`, letter.offset]))
  let events = 0
  for (const { topic, partition, position } of content.checkpoint.partitions) {
    for await (const batch of log.read({ topic, partition }, { from: 0, to: position })) {
      for (const record of batch.records) {
        if (record.offset >= (parked.get(`${placeKey(batch)}/${record.key}`) ?? Infinity)) continue
        fold.add(decode(record))
        events++
      }
    }
  }
  const comparison = new Comparison(fold.rows)
  for await (const row of content.rows()) comparison.add(row)
  return { projection: projection.name, events, findings: comparison.finish(), checked: comparison.checked }
}
