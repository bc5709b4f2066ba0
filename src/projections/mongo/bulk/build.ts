/**
 * A rebuild in MongoDB: whole documents, folded in memory (and on disk when that is short), written once and unordered
 * into a collection of their own, which is then renamed over the active one. Who dies before the switch leaves only that
 * collection behind, which the next rebuild sweeps; who dies in the middle of the switch is finished by whoever comes.
 */
import type { Collection, Document } from 'mongodb'
import { type Build, type BuildOptions, type BuildSummary, RebuildStopped } from '../../engine/bulk/build.ts'
import { DocumentFold, wholeDocument } from '../../engine/bulk/document-fold.ts'
import { Spool } from '../../engine/bulk/spool.ts'
import { Withdrawals } from '../../engine/documents.ts'
import { type DocumentOperation, type ElementOperation, isWithdrawal } from '../../engine/operations.ts'
import type { Operation } from '../../engine/projection.ts'
import type { Place } from '../../engine/store.ts'
import { DURABLE } from '../connect.ts'
import { toDocument } from '../replace.ts'
import type { Lease } from './lease.ts'

/** Documents written at once, and at most so many of their bytes, about. */
const PAGE = 500
const AT_ONCE = 2

/** What the store does around the documents. */
export interface Surroundings {
  generation: number
  target: Collection<Document>
  lease: Lease
  /** Writes the positions and switches; false if the lease is lost. */
  activate(positions: readonly (Place & { position: number })[]): Promise<boolean>
  discard(): Promise<void>
}

interface Given {
  documents: number
  elements: number
  versions: number
}

export class MongoBuild implements Build {
  readonly #around: Surroundings
  readonly #options: BuildOptions
  readonly #fold = new DocumentFold()
  readonly #spool = new Spool()
  readonly #withdrawals = new Withdrawals()
  readonly #given: Given = { documents: 0, elements: 0, versions: 0 }
  #over = false

  constructor(around: Surroundings, options: BuildOptions) {
    this.#around = around
    this.#options = options
  }

  get generation(): number {
    return this.#around.generation
  }

  add(operations: readonly Operation[], bytes: number): void {
    for (const operation of operations as readonly DocumentOperation[]) {
      if (isWithdrawal(operation)) this.#withdrawals.add(operation)
      else this.#fold.add(operation, bytes)
    }
    if (this.#fold.bytes > this.#options.memory) this.#putAside()
  }

  async room(): Promise<void> {
    if (this.#around.lease.lost) throw superseded()
  }

  async finish(positions: readonly (Place & { position: number })[]): Promise<BuildSummary> {
    const { step } = this.#options
    const writer = new Writer(this.#around.target)
    for (const document of this.#documents()) {
      this.#count(document)
      await writer.add(document)
      await this.room()
    }
    await writer.flush()
    step('loaded')
    await this.#check()
    step('checked')
    if (!(await this.#around.activate(positions))) throw superseded()
    this.#over = true
    this.#spool.close()
    await this.#around.lease.release()
    return { rows: { [this.#around.target.collectionName.replace(/_g\d+$/, '')]: this.#given.documents } }
  }

  async abandon(): Promise<void> {
    if (this.#over) return
    this.#over = true
    this.#spool.close()
    // Without the lease no switch of ours can be announced any more, not even by a request that is still under way.
    if (await this.#around.lease.release()) await this.#around.discard().catch(() => {})
  }

  #putAside(): void {
    for (const [clientId, operations] of this.#fold.leave())
      for (const operation of operations) this.#spool.add(clientId, operation)
  }

  /** From memory if all had room there, else client by client from disk. */
  *#documents(): Generator<Document> {
    if (this.#spool.size > 0) this.#putAside()
    for (const operation of this.#spool.drain<ElementOperation>()) {
      if (operation === null) yield* this.#leave()
      else this.#fold.add(operation, 0)
    }
    yield* this.#leave()
  }

  *#leave(): Generator<Document> {
    for (const [clientId, operations] of this.#fold.leave())
      yield { _id: clientId, ...toDocument(wholeDocument(clientId, operations, this.#withdrawals)) } as Document
  }

  #count({ final_creditor_list }: Document): void {
    this.#given.documents++
    this.#given.elements += final_creditor_list.length
    for (const { version } of final_creditor_list) this.#given.versions += version
  }

  /** Exactly the documents that were given, with as many elements, and as many versions of debts in them. */
  async #check(): Promise<void> {
    const sums = {
      $group: {
        _id: null,
        documents: { $sum: 1 },
        elements: { $sum: { $size: '$final_creditor_list' } },
        versions: { $sum: { $sum: { $map: { input: '$final_creditor_list', in: '$$this.version' } } } },
      },
    }
    const [found] = await this.#around.target.aggregate([sums]).toArray()
    const { documents, elements, versions } = found ?? { documents: 0, elements: 0, versions: 0 }
    const text = (of: Given) => `${of.documents} documents, ${of.elements} elements, versions ${of.versions}`
    const [there, given] = [text({ documents, elements, versions }), text(this.#given)]
    if (there !== given)
      throw new RebuildStopped(
        'CHECK_FAILED',
        `There are ${there}, but ${given} were written. The old build serves as before.`,
      )
  }
}

/** Some bulk writes under way at once; each on disk when it is answered. */
class Writer {
  readonly #target: Collection<Document>
  readonly #running = new Set<Promise<void>>()
  #page: Document[] = []
  #error: unknown

  constructor(target: Collection<Document>) {
    this.#target = target
  }

  async add(document: Document): Promise<void> {
    this.#page.push(document)
    if (this.#page.length >= PAGE) await this.#write()
  }

  async flush(): Promise<void> {
    await this.#write()
    await Promise.all(this.#running)
    if (this.#error) throw this.#error
  }

  async #write(): Promise<void> {
    if (this.#error) throw this.#error
    if (this.#page.length === 0) return
    if (this.#running.size >= AT_ONCE) await Promise.race(this.#running)
    const page = this.#page
    this.#page = []
    const write: Promise<void> = this.#target
      .insertMany(page, { ordered: false, ...DURABLE })
      .then(
        () => {},
        error => {
          this.#error ??= error
        },
      )
      .finally(() => this.#running.delete(write))
    this.#running.add(write)
  }
}

const superseded = () =>
  new RebuildStopped('SUPERSEDED', 'Another rebuild has taken over; this one was away for too long.')
