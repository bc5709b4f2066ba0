/** Rule 2: state is a fold in log order, one `evolve` per event, kept with the position in one transaction. */
import type { RecordedEvent } from '../../domain/events.ts'
import type { Batch } from '../../log/log.ts'
import type { PartitionDeps } from './deps.ts'
import type { Change, Parked } from './state-store.ts'

export interface Folded {
  events: RecordedEvent[]
  /** Keys whose state may have changed. */
  keys: Set<string>
  /** Set when a record needs a newer deployment: everything before it is folded, nothing after it. */
  halt: Error | null
}

/** Errors that say that this deployment is too old for the record, whatever the key. */
const isMissingDeployment = (error: unknown) => (error as { code?: string })?.code === 'MISSING_DEPLOYMENT'

/** At no time is everything due that ever will be; what matters here is only whether there is anything. */
const ANY_TIME = { now: 0, epoch: '' }

/** Folds a batch into the store and moves its position. */
export function foldBatch<S, O>(deps: PartitionDeps<S, O>, batch: Batch): Folded {
  const { store, handler, codec, partition } = deps
  const { aggregate } = handler
  const from = store.position
  const events: RecordedEvent[] = []
  const states = new Map<string, { state: S; open: boolean }>()
  const waiting = new Set(store.parked().map(entry => entry.key))
  const parked: Parked[] = []
  let next = Math.max(batch.next, from)
  let halt: Error | null = null
  for (const record of batch.records) {
    if (record.offset < from || deps.letters?.isDropped(batch, record.offset)) continue
    const isWaiting = waiting.has(record.key)
    // Outside: a store that cannot be read is not the record's fault.
    const before = states.get(record.key)?.state ?? load(deps, record.key)
    try {
      const event = codec.decode(record)
      // Never kept waiting, whatever its key: a tenure goes live by it.
      if (event.type === 'PartitionTaken') events.push(event)
      if (event.type === 'PartitionTaken' || isWaiting) continue
      const state = aggregate.evolve(before, event)
      states.set(record.key, { state, open: aggregate.due(state, ANY_TIME).length > 0 })
      events.push(event)
    } catch (error) {
      if (isMissingDeployment(error)) {
        halt = error as Error
        next = record.offset
        break
      }
      if (isWaiting) continue
      waiting.add(record.key)
      parked.push({ key: record.key, offset: record.offset, error: String((error as Error).message ?? error) })
      deps.parked({ partition, offset: record.offset, key: record.key, error: error as Error })
    }
  }
  const changes: Change[] = [...states].map(([key, { state, open }]) => ({ key, state: JSON.stringify(state), open }))
  deps.crashPoint('before-state-write')
  if (next > from) store.save(from, next, changes, parked)
  deps.crashPoint('after-state-write')
  return { events, keys: new Set(states.keys()), halt }
}

/** The folded state of a key. */
export function load<S, O>({ store, handler }: Pick<PartitionDeps<S, O>, 'store' | 'handler'>, key: string): S {
  const json = store.get(key)
  return json === undefined ? handler.aggregate.initial : (JSON.parse(json) as S)
}
