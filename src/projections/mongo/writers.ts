/**
 * Who writes to the active documents says so first, and a switch, once announced, waits until they are done. Beside an
 * upsert the embedded server's rename hangs for good, or leaves documents twice; with MongoDB, no write of the old build
 * meets the new one.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { ObjectId } from 'mongodb'
import type { ProjectionDoc, State } from './state.ts'

/** A writer that died is not waited for any longer: no write takes so long. */
const WAIT_MS = 5_000
const LOOK_MS = 20

export class Writers {
  readonly #state: State

  constructor(state: State) {
    this.#state = state
  }

  /** Works while no switch is. @returns null if one was announced, or done, since the document was read */
  async during<T>({ _id: name, generation }: ProjectionDoc, work: () => Promise<T>): Promise<T | null> {
    const writer = `writers.${new ObjectId().toHexString()}`
    const { matchedCount } = await this.#state.projections.updateOne(
      { _id: name, generation, activating: null },
      { $set: { [writer]: true } },
    )
    if (matchedCount === 0) return null
    try {
      return await work()
    } finally {
      await this.#state.projections.updateOne({ _id: name }, { $unset: { [writer]: '' } }).catch(() => {})
    }
  }

  /** Resolves when nobody is writing any more; to be asked once the switch is announced, for then nobody begins. */
  async done(name: string): Promise<void> {
    for (const end = Date.now() + WAIT_MS; Date.now() < end; await delay(LOOK_MS)) {
      const doc = await this.#state.projections.findOne({ _id: name })
      if (Object.keys(doc?.writers ?? {}).length === 0) return
    }
  }
}
