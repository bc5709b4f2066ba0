/**
 * The transaction coordinator, as Kafka's behaves: epochs, prepared transactions whose markers are written later, a
 * time-out, and the check with which a partition asks whether a produce belongs to the transaction that is open (KIP-890).
 */
import { Fenced, LogUnavailable, type NewRecord } from '../log.ts'
import type { PartitionLog, ProducerEpoch } from './partition.ts'
import type { Network } from './process.ts'

interface Transaction extends ProducerEpoch {
  id: string
  state: 'empty' | 'open' | 'committing' | 'aborting'
  /** Counts the transactions of this id, so that a late record of one is not taken for the next one's. */
  number: number
  partitions: Set<PartitionLog>
  cancelTimeout: () => void
  waiting: (() => void)[]
}

/** What a producer holds after its fence. */
export interface Session extends ProducerEpoch {
  id: string
}

export class Transactions {
  readonly #network: Network
  readonly #timeout: number
  readonly #all = new Map<string, Transaction>()
  #producers = 0

  /** @param timeout milliseconds after which an open transaction is aborted and its producer fenced */
  constructor(network: Network, timeout: number) {
    this.#network = network
    this.#timeout = timeout
  }

  /**
   * InitProducerId: deposes every producer with this id.
   * @throws LogUnavailable while a predecessor's transaction is being ended (CONCURRENT_TRANSACTIONS); one that was open is aborted by this
   */
  fence(id: string): Session {
    const transaction = this.#of(id)
    if (transaction.state === 'open') {
      transaction.epoch++
      this.#end(transaction, 'aborting')
    }
    if (transaction.state !== 'empty')
      throw new LogUnavailable(`fence of ${id}: CONCURRENT_TRANSACTIONS: a transaction is being ended`)
    transaction.epoch++
    return { id, producer: transaction.producer, epoch: transaction.epoch }
  }

  /**
   * AddPartitionsToTxn; waits until the same producer's transaction before is ended.
   * @returns the number of the transaction
   * @throws Fenced
   */
  begin(session: Session, partitions: readonly PartitionLog[]): number | Promise<number> {
    const transaction = this.#current(session)
    if (transaction.state === 'committing' || transaction.state === 'aborting')
      return new Promise<void>(resolve => transaction.waiting.push(resolve)).then(() => this.begin(session, partitions))
    if (transaction.state === 'empty') {
      transaction.state = 'open'
      transaction.number++
      transaction.cancelTimeout = this.#network.scheduler.after(this.#timeout, () => this.expire(session.id))
    }
    for (const partition of partitions) transaction.partitions.add(partition)
    return transaction.number
  }

  /** Records of the open transaction. @throws Fenced, or LogUnavailable when it is not (any more) the open one */
  produce(
    session: Session,
    number: number,
    partition: PartitionLog,
    records: readonly NewRecord[],
  ): void | Promise<void> {
    const transaction = this.#current(session)
    if (transaction.state !== 'open' || transaction.number !== number || !transaction.partitions.has(partition))
      throw new LogUnavailable(`produce of ${session.id} to ${partition.name}: INVALID_TXN_STATE`)
    partition.append(records, this.#network.scheduler.now(), { producer: session.producer, epoch: session.epoch })
    return partition.replicated(partition.end)
  }

  /** EndTxn: from here on it is decided. The markers are written afterwards. @throws Fenced, or LogUnavailable */
  end(session: Session, number: number, outcome: 'committing' | 'aborting'): void {
    const transaction = this.#current(session)
    if (transaction.number === number && transaction.state === outcome) return
    if (transaction.state !== 'open' || transaction.number !== number)
      throw new LogUnavailable(`end of ${session.id}: INVALID_TXN_STATE`)
    this.#end(transaction, outcome)
  }

  /** The coordinator's time-out: what is open is aborted, and its producer fenced. */
  expire(id: string): void {
    const transaction = this.#of(id)
    if (transaction.state !== 'open') return
    transaction.epoch++
    this.#end(transaction, 'aborting')
  }

  #of(id: string): Transaction {
    let transaction = this.#all.get(id)
    if (!transaction) {
      transaction = {
        id,
        producer: this.#producers++,
        epoch: -1,
        state: 'empty',
        number: 0,
        partitions: new Set(),
        cancelTimeout: () => {},
        waiting: [],
      }
      this.#all.set(id, transaction)
    }
    return transaction
  }

  #current(session: Session): Transaction {
    const transaction = this.#of(session.id)
    if (transaction.producer !== session.producer || transaction.epoch !== session.epoch)
      throw new Fenced(`${session.id}: epoch ${session.epoch} was deposed by ${transaction.epoch}`)
    return transaction
  }

  #end(transaction: Transaction, outcome: 'committing' | 'aborting'): void {
    transaction.state = outcome
    transaction.cancelTimeout()
    const fate = outcome === 'committing' ? 'committed' : 'aborted'
    const { id, producer, epoch } = transaction
    const { scheduler, faults } = this.#network
    for (const partition of transaction.partitions) {
      const write = (): void => {
        if (faults.verdict('marker', partition.name, id, write) === 'hold') return
        partition.mark({ producer, epoch }, fate)
        transaction.partitions.delete(partition)
        if (transaction.partitions.size === 0) this.#complete(transaction)
      }
      scheduler.soon({ operation: 'marker', process: id, about: partition.name, direction: 'own' }, write)
    }
    if (transaction.partitions.size === 0) this.#complete(transaction)
  }

  #complete(transaction: Transaction): void {
    transaction.state = 'empty'
    for (const go of transaction.waiting.splice(0)) go()
  }
}
