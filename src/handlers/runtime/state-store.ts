/** Where the folded states of one partition are kept: a cache of the log, never the truth. */

export interface Change {
  key: string
  /** The state as JSON. */
  state: string
  /** Whether the key wants a step, now or later. */
  open: boolean
}

/** A key whose record could not be decoded or folded: it waits, and later events of it wait with it. */
export interface Parked {
  key: string
  /** Of the first record that could not be folded. */
  offset: number
  error: string
}

export interface StateStore {
  /** Offset of the next record to fold. */
  readonly position: number
  get(key: string): string | undefined
  openKeys(): string[]
  parked(): Parked[]
  /**
   * States and position in one transaction; compare-and-set on the position.
   * @throws if the stored position is not `from`: somebody else folds into this store.
   */
  save(from: number, next: number, changes: Iterable<Change>, parked: Iterable<Parked>): void
  /** One key's state in the place of what was there; it waits only if `parked` says so. */
  replace(change: Change, parked: Parked | null): void
  /** Offsets of records that people dropped: the states are without them. */
  dropped(): number[]
  noteDropped(offsets: readonly number[]): void
  /** Forget everything: fold from the log's beginning. */
  reset(): void
  close(): void
}

export interface StoreIdentity {
  clusterId: string
  topic: string
  partition: number
  /** Version of `evolve`. */
  version: number
}

/** For tests of thousands of interleavings; survives as long as the object. */
export class MemoryStateStore implements StateStore {
  position = 0
  #states = new Map<string, { state: string; open: boolean }>()
  #parked = new Map<string, Parked>()
  #dropped = new Set<number>()
  get(key: string) {
    return this.#states.get(key)?.state
  }
  openKeys() {
    return [...this.#states].filter(([, { open }]) => open).map(([key]) => key)
  }
  parked() {
    return [...this.#parked.values()]
  }
  save(from: number, next: number, changes: Iterable<Change>, parked: Iterable<Parked>) {
    if (from !== this.position) throw new Error(`State store is at ${this.position}, not at ${from}.`)
    for (const { key, state, open } of changes) this.#states.set(key, { state, open })
    for (const entry of parked) this.#parked.set(entry.key, entry)
    this.position = next
  }
  replace({ key, state, open }: Change, parked: Parked | null) {
    this.#states.set(key, { state, open })
    if (parked) this.#parked.set(key, parked)
    else this.#parked.delete(key)
  }
  dropped() {
    return [...this.#dropped]
  }
  noteDropped(offsets: readonly number[]) {
    for (const offset of offsets) this.#dropped.add(offset)
  }
  reset() {
    this.#states.clear()
    this.#parked.clear()
    this.#dropped.clear()
    this.position = 0
  }
  close() {}
}
