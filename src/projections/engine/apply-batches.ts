/** Applies what the group's members fetch, and finds what the store refuses in it. */
import { type Decode, type Input, oneByOne, type Parked, type Prepared, prepare } from './batches.ts'
import type { Projection } from './projection.ts'
import type { ProjectionStore } from './store.ts'

/** How records become rows, under one beginning of a runner. */
export interface Applying {
  projection: Projection
  store: Pick<ProjectionStore, 'apply' | 'classify'>
  decode: Decode
  generation: number
  parked: Parked
  now: () => number
  /** Told of each step when the store has it. */
  applied(step: Prepared): void
  /** False as soon as somebody else decides what is applied. */
  going(): boolean
}

type Outcome = 'applied' | 'superseded'

/** @throws what the store throws, unless it is about the content: then the record at fault is found and its key parked. */
export async function applyBatches(inputs: readonly Input[], on: Applying): Promise<Outcome> {
  try {
    return await write(inputs, on)
  } catch (error) {
    if (on.store.classify(error) !== 'content') throw error
  }
  for (const single of inputs.flatMap(oneByOne)) {
    const outcome = on.going() ? await writeOrPark(single, on) : 'superseded'
    if (outcome === 'superseded') return outcome
  }
  return 'applied'
}

async function writeOrPark(single: Input, on: Applying): Promise<Outcome> {
  try {
    return await write([single], on)
  } catch (refusal) {
    if (on.store.classify(refusal) !== 'content') throw refusal
    const decode = () => {
      throw refusal
    }
    return await write([single], { ...on, decode })
  }
}

async function write(
  inputs: readonly Input[],
  { projection, store, decode, generation, parked, now, applied }: Applying,
): Promise<Outcome> {
  const step = prepare(projection, inputs, decode, parked, now)
  const { moves, operations, park } = step
  if (moves.length > 0) {
    const outcome = await store.apply({ projection, generation, moves, operations, park })
    if (outcome === 'superseded') return outcome
  }
  applied(step)
  return 'applied'
}
