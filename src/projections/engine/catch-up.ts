/**
 * Applies what a projection is far behind of: read as rebuilds read, all partitions at once in the order of their times,
 * so that most of what belongs to one row is one write; and written in large steps, the next made ready while the store
 * works on the one before.
 *
 * It knows nothing of trouble. At the first record or answer that is not plain sailing it ends, and the runner's ordinary
 * way goes on from what is applied, meets the same, and does what is to be done about it.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Batch, Log } from '../../log/log.ts'
import type { Applying } from './apply-batches.ts'
import { type Input, prepare } from './batches.ts'
import { interleave } from './bulk/interleave.ts'
import type { RunningPartition } from './partition.ts'
import { placeKey } from './store.ts'

/** Bytes of events in one write, some 2,000 events: in larger ones little more meets, and they take memory. */
const STEP_BYTES = 512 * 1024

export interface CatchUp extends Applying {
  log: Pick<Log, 'read'>
}

/** Up to each partition's target, or to the first trouble; what was begun is decided when it resolves. Never throws. */
export async function catchUp(partitions: readonly RunningPartition[], on: CatchUp): Promise<void> {
  const { projection, store, decode, generation, parked, now } = on
  let written = Promise.resolve(true)
  try {
    for await (const inputs of steps(partitions, on)) {
      const step = prepare(projection, inputs, decode, parked, now)
      if (!on.going() || step.park.length > 0 || step.failures.length > 0) break
      const { moves, operations } = step
      if (moves.length === 0) continue
      const before = written
      written = store.apply({ projection, generation, moves, operations, park: [], after: before }).then(
        outcome => {
          if (outcome === 'applied') on.applied(step)
          return outcome === 'applied'
        },
        () => false,
      )
      // One is being written and one is ready: more would only take memory.
      if (!(await before)) break
    }
  } catch {
    // The log is away: the ordinary way will say so.
  } finally {
    await written
  }
}

async function* steps(partitions: readonly RunningPartition[], { log, going }: CatchUp): AsyncGenerator<Input[]> {
  const inputs = new Map<string, Input>()
  for (const { topic, partition, position, epoch } of partitions)
    inputs.set(placeKey({ topic, partition }), input({ topic, partition, records: [], next: position }, epoch))
  const ranges = partitions.map(({ topic, partition, position: from, target: to }) => ({ topic, partition, from, to }))
  let bytes = 0
  for await (const records of interleave(log, ranges)) {
    for (const record of records) {
      const { batch } = inputs.get(placeKey(record))!
      batch.records.push(record)
      batch.next = record.offset + 1
      bytes += record.value.length
    }
    if (bytes >= STEP_BYTES) {
      yield [...inputs.values()]
      for (const [place, { batch, epoch }] of inputs) inputs.set(place, input({ ...batch, records: [] }, epoch))
      bytes = 0
    }
    // The store's answers, timers and the group's heartbeats have their turn.
    await breathe()
    if (!going()) return
  }
  // A range may end with markers only.
  for (const { target, ...place } of partitions) inputs.get(placeKey(place))!.batch.next = target
  yield [...inputs.values()]
}

const input = (batch: Batch, epoch: number): Input => ({ batch, from: batch.next, epoch })
