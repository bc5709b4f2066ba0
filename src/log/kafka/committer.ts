/**
 * Mirrors positions into a group's committed offsets. One commit at a time, the latest position of each partition, no
 * repetitions: a commit that kafkajs repeats after a later one would move the mirror back.
 */
import type { TopicPartition } from '../log.ts'
import type { RawGroup } from './client.ts'
import type { Names } from './names.ts'
import { within } from './within.ts'

type Position = TopicPartition & { position: number }

export class Committer {
  readonly #names: Names
  readonly #current: () => { group: RawGroup; owns: (partition: TopicPartition) => boolean } | null
  readonly #wanted = new Map<string, Position>()
  #flushing: Promise<void> | null = null

  constructor(names: Names, current: () => { group: RawGroup; owns: (partition: TopicPartition) => boolean } | null) {
    this.#names = names
    this.#current = current
  }

  /** Resolves when these positions, or later ones, have been tried. Never rejects. */
  async commit(positions: Position[]): Promise<void> {
    for (const position of positions) this.#wanted.set(`${position.topic}/${position.partition}`, position)
    while (this.#flushing) await this.#flushing
    if (this.#wanted.size === 0) return
    this.#flushing = this.#flush().finally(() => {
      this.#flushing = null
    })
    await this.#flushing
  }

  async #flush(): Promise<void> {
    const current = this.#current()
    const own = [...this.#wanted.values()].filter(position => current?.owns(position))
    this.#wanted.clear()
    if (!current || own.length === 0) return
    const topics = [...Map.groupBy(own, p => p.topic)].map(([topic, positions]) => ({
      topic: this.#names.topic(topic),
      partitions: positions.map(p => ({ partition: p.partition, offset: String(p.position) })),
    }))
    await within(current.group.commitOffsets({ topics }), 3_000, 'commit').catch(() => {})
  }
}
