/** Delivery of one partition to one member: a batch, its promise, the next batch. */
import type { Batch } from '../log.ts'
import type { PartitionLog } from './partition.ts'
import type { Process } from './process.ts'

export class Feed {
  readonly #partition: PartitionLog
  readonly #process: Process
  readonly #batchSize: number
  readonly #deliver: (batch: Batch) => void | Promise<void>
  readonly #failed: (error: Error) => void
  #position = 0
  /** Changes with every seek and stop: a fetch of before is discarded. */
  #turn = 0
  #active = false
  #busy = false

  constructor(
    process: Process,
    partition: PartitionLog,
    batchSize: number,
    deliver: (batch: Batch) => void | Promise<void>,
    failed: (error: Error) => void,
  ) {
    this.#process = process
    this.#partition = partition
    this.#batchSize = batchSize
    this.#deliver = deliver
    this.#failed = failed
  }

  seek(position: number): void {
    this.#position = position
    this.#turn++
    this.#active = true
    if (!this.#busy) this.#fetch()
  }

  stop(): void {
    this.#turn++
    this.#active = false
  }

  #fetch(): void {
    const turn = this.#turn
    this.#process.soon('fetch', this.#partition.name, () => {
      if (turn === this.#turn) this.#bring(turn)
    })
  }

  #bring(turn: number): void {
    const again = () => {
      if (turn === this.#turn) this.#fetch()
    }
    const { network } = this.#process
    if (network.down) {
      network.waitingForUp.push(again)
      return
    }
    const held = network.faults.verdict('fetch', this.#partition.name, this.#process.name, again)
    if (held === 'hold') return
    const batch = this.#partition.read(this.#position, this.#batchSize)
    if (batch.next > this.#position) {
      this.#busy = true
      void this.#give(batch, turn)
    } else this.#partition.watch(again)
  }

  async #give(batch: Batch, turn: number): Promise<void> {
    try {
      await this.#deliver(batch)
    } catch (error) {
      this.stop()
      this.#failed(error as Error)
      return
    } finally {
      this.#busy = false
    }
    if (turn === this.#turn) this.#position = batch.next
    if (this.#active) this.#fetch()
  }
}
