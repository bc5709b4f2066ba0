/** Lets a parked key go: its events are applied from the parked one on, in order, up to where its partition is. */
import type { Log } from '../../log/log.ts'
import { type Decode, describe } from './batches.ts'
import { identityOf } from './identity.ts'
import type { Operation, Projection } from './projection.ts'
import { type ParkedLetter, type ProjectionStore, placeKey } from './store.ts'

export type RetryOutcome =
  | { outcome: 'applied'; events: number }
  /** It still cannot be applied: the key stays parked. */
  | { outcome: 'failed'; code: string; message: string; offset: number }
  /** Nothing is parked under this key. */
  | { outcome: 'unknown' }

export interface RetryOptions {
  projection: Projection
  log: Log
  store: ProjectionStore
  decode: Decode
  letter: Pick<ParkedLetter, 'topic' | 'partition' | 'key'>
  /** Leave the parked event itself out (an operator dropped it) and go on behind it. */
  drop?: boolean
}

/** How often the partition may move on while the key's events are being read. */
const ATTEMPTS = 20

/** While a worker runs: it is superseded by the epoch, and reads again which keys are parked. */
export async function retryLetter({
  projection,
  log,
  store,
  decode,
  letter,
  drop,
}: RetryOptions): Promise<RetryOutcome> {
  for (let attempt = 1; ; attempt++) {
    const checkpoint = await store.open(projection, identityOf(log, projection))
    const key = placeKey(letter)
    const parked = checkpoint.parked.find(one => placeKey(one) === key && one.key === letter.key)
    const partition = checkpoint.partitions.find(one => placeKey(one) === key)
    if (!parked || !partition) return { outcome: 'unknown' }
    const { topic, position, epoch } = partition
    const operations: Operation[] = []
    let events = 0
    for await (const batch of log.read(partition, { from: parked.offset, to: position })) {
      for (const record of batch.records) {
        if (record.key !== letter.key || (drop && record.offset === parked.offset)) continue
        try {
          operations.push(...projection.operations(decode(record)))
          events++
        } catch (error) {
          const { code, message } = describe(error)
          return { outcome: 'failed', code, message, offset: record.offset }
        }
      }
    }
    const moves = [{ topic, partition: partition.partition, epoch, from: position, to: position }]
    const write = { projection, generation: checkpoint.generation, moves, operations, park: [], unpark: [parked] }
    if ((await store.apply(write)) === 'applied') return { outcome: 'applied', events }
    if (attempt >= ATTEMPTS)
      throw new Error(`Key ${letter.key} of ${key} could not be retried: its partition moves on too fast.`)
  }
}
