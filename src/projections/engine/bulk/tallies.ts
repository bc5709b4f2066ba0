/** Records counted on their way, partition by partition: what came from the log must be what was applied. */
import type { Place } from '../place.ts'

export interface Tally {
  records: number
  /** Sum of the offsets, modulo 2^52: records that were left out or read twice change it. */
  offsets: number
}

export class Tallies {
  readonly #topics = new Map<string, Tally[]>()

  count(record: Place & { offset: number }): void {
    const tally = this.of(record)
    tally.records++
    tally.offsets = (tally.offsets + record.offset) % 2 ** 52
  }

  of({ topic, partition }: Place): Tally {
    const partitions = this.#topics.get(topic) ?? []
    if (partitions.length === 0) this.#topics.set(topic, partitions)
    partitions[partition] ??= { records: 0, offsets: 0 }
    return partitions[partition]
  }
}
