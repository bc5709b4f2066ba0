/**
 * What one partition of a group member delivers: contiguous from the last `seek`, one batch at a time. Batches that were
 * fetched before a seek are recognised by their offsets and by the token.
 */
import type { Batch, TopicPartition } from '../log.ts'
import type { RawMessage } from './client.ts'
import { toRecord } from './records.ts'

/** A fetched batch as kafkajs shows it, or one that held only markers and aborted records. */
export interface Fetched {
  fetchedOffset: number
  messages: RawMessage[]
  next: number
}

export class Feed {
  readonly partition: TopicPartition
  readonly #deliver: (batch: Batch) => void | Promise<void>
  #next = -1
  #live = false
  /** Changes with every seek, pause and rejoin; work that began under another one has no effect. */
  #token = 0
  #chain: Promise<unknown> = Promise.resolve()

  constructor(partition: TopicPartition, deliver: (batch: Batch) => void | Promise<void>) {
    this.partition = partition
    this.#deliver = deliver
  }

  seek(position: number): void {
    this.#token++
    this.#next = position
    this.#live = true
  }

  stop(): void {
    this.#token++
    this.#live = false
  }

  /**
   * Delivers behind what is still being worked on.
   * @returns `resolved`: kafkajs may go on behind this batch; `ignored`: a seek is coming anyway; a number: it must
   * fetch from there again
   * @throws what the listener throws
   */
  async accept(fetched: Fetched): Promise<'resolved' | 'ignored' | number> {
    const token = this.#token
    const turn = this.#chain.then(async () => {
      if (this.#token !== token || !this.#live) return 'ignored'
      if (fetched.fetchedOffset > this.#next) return this.#next
      if (fetched.next <= this.#next) return 'resolved'
      const { topic, partition } = this.partition
      const records = fetched.messages
        .filter(message => Number(message.offset) >= this.#next)
        .map(message => toRecord(topic, partition, message))
      await this.#deliver({ topic, partition, records, next: fetched.next })
      if (this.#token !== token) return 'ignored'
      this.#next = fetched.next
      return 'resolved'
    })
    this.#chain = turn.catch(() => {})
    return await turn
  }
}
