/**
 * Parked keys of a handler whose letters were retried or dropped. Done after the fence and before the fold goes on, so
 * nobody else decides, nothing is delivered meanwhile, and every drop that a predecessor knew of is known here as well:
 * a state never depends on when somebody heard of a drop.
 */
import type { TopicPartition } from '../../log/log.ts'
import type { PartitionDeps } from './deps.ts'
import { load } from './fold.ts'
import type { Parked } from './state-store.ts'

/** At no time is everything due that ever will be; what matters here is only whether there is anything. */
const ANY_TIME = { now: 0, epoch: '' }

/** Whether a letter of this partition asks for something that its states are still without. */
export function hasNews<S, O>({ letters, store, handler, partition }: PartitionDeps<S, O>): boolean {
  if (!letters) return false
  const place = { topic: handler.topic, partition }
  const known = new Set(store.dropped())
  return (
    letters.dropped(place).some(({ offset }) => !known.has(offset)) ||
    store.parked().some(({ offset }) => letters.word(place, offset) === 'retried')
  )
}

/** Folds anew what was let go: the key alone, from where it waits, up to where its partition is. @throws LogUnavailable */
export async function settleLetters<S, O>(deps: PartitionDeps<S, O>): Promise<void> {
  const { letters, store, handler, partition, logger } = deps
  if (!letters) return
  await letters.refresh()
  if (!hasNews(deps)) return
  const place = { topic: handler.topic, partition }
  const parked = new Map(store.parked().map(entry => [entry.key, entry]))
  const known = new Set(store.dropped())
  const drops = letters.dropped(place).filter(({ offset }) => !known.has(offset))
  const from = new Map<string, number>()
  for (const { key, offset } of parked.values()) if (letters.word(place, offset) === 'retried') from.set(key, offset)
  for (const { key, offset } of drops) {
    // Folded already, by a newer version than the one that parked it: the key is folded from its beginning without it.
    const waits = parked.get(key)
    if (offset < store.position) from.set(key, waits && waits.offset <= offset ? waits.offset : 0)
  }
  for (const [key, offset] of from) await refold(deps, place, key, offset, parked.get(key) ?? null)
  store.noteDropped(drops.map(({ offset }) => offset))
  logger.info({ partition, keys: [...from.keys()], dropped: drops.length }, 'letters settled')
}

async function refold<S, O>(
  deps: PartitionDeps<S, O>,
  place: TopicPartition,
  key: string,
  from: number,
  waiting: Parked | null,
): Promise<void> {
  const { log, store, handler, codec, letters, partition } = deps
  const { aggregate } = handler
  let state = waiting && from === waiting.offset ? load(deps, key) : aggregate.initial
  let open = aggregate.due(state, ANY_TIME).length > 0
  let parked: Parked | null = null
  for await (const { records } of log.read(place, { from, to: store.position })) {
    for (const record of records) {
      if (parked || record.key !== key || letters!.isDropped(place, record.offset)) continue
      try {
        const event = codec.decode(record)
        if (event.type === 'PartitionTaken') continue
        const next = aggregate.evolve(state, event)
        open = aggregate.due(next, ANY_TIME).length > 0
        state = next
      } catch (error) {
        parked = { key, offset: record.offset, error: String((error as Error).message ?? error) }
        deps.parked({ partition, offset: record.offset, key, error: error as Error })
      }
    }
  }
  store.replace({ key, state: JSON.stringify(state), open }, parked)
}
