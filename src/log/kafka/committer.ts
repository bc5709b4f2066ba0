/**
 * Mirrors positions into a group's committed offsets. One request at a time, with the latest position of each partition,
 * and the next only when the last has its answer: one that kafkajs repeats after a later one would move the mirror back.
 */
import { LogUnavailable, type TopicPartition } from '../log.ts'
import type { RawGroup } from './client.ts'
import { unavailable } from './errors.ts'
import type { Names } from './names.ts'
import { within } from './within.ts'

type Position = TopicPartition & { position: number }

/** The group as of the last join, and what is held in it. */
interface Current {
  group: Pick<RawGroup, 'commitOffsets'>
  owns(partition: TopicPartition): boolean
}

/** The caller waits for an answer no longer than this. */
const WITHIN_MS = 3_000

export class Committer {
  readonly #names: Names
  readonly #current: () => Current | null
  readonly #wanted = new Map<string, Position>()
  #last: Promise<unknown> = Promise.resolve()

  /** @param current null while the member has not joined, or joins again */
  constructor(names: Names, current: () => Current | null) {
    this.#names = names
    this.#current = current
  }

  /**
   * Resolves when the group has these positions, or later ones; those of partitions that are held no more are left out.
   * @throws LogUnavailable when it may not have them
   */
  async commit(positions: Position[]): Promise<void> {
    for (const position of positions) this.#wanted.set(`${position.topic}/${position.partition}`, position)
    const sent = this.#last.then(() => this.#send())
    this.#last = sent.catch(() => {})
    await within(sent, WITHIN_MS, 'commit of positions').catch(error => {
      throw unavailable('commit of positions', error)
    })
  }

  async #send(): Promise<void> {
    if (this.#wanted.size === 0) return
    const current = this.#current()
    if (!current) throw new LogUnavailable('commit of positions: not a member at present')
    for (const [key, position] of this.#wanted) if (!current.owns(position)) this.#wanted.delete(key)
    const sent = [...this.#wanted]
    if (sent.length === 0) return
    const topics = [...Map.groupBy(sent, ([, { topic }]) => topic)].map(([topic, own]) => ({
      topic: this.#names.topic(topic),
      partitions: own.map(([, { partition, position }]) => ({ partition, offset: String(position) })),
    }))
    await current.group.commitOffsets({ topics })
    // A failed one stays wanted, and so does what came meanwhile.
    for (const [key, position] of sent) if (this.#wanted.get(key) === position) this.#wanted.delete(key)
  }
}
