/** A state store that can be copied: the search restarts members with what they had, an older copy, or nothing. */
import type { Change, Parked, StateStore } from '../../src/handlers/runtime/state-store.ts'

export class SearchStore implements StateStore {
  position = 0
  states = new Map<string, { state: string; open: boolean }>()
  get(key: string) {
    return this.states.get(key)?.state
  }
  openKeys() {
    return [...this.states].flatMap(([key, { open }]) => (open ? [key] : []))
  }
  parked(): Parked[] {
    return []
  }
  save(from: number, next: number, changes: Iterable<Change>) {
    if (from !== this.position) throw new Error(`the store is at ${this.position}, not at ${from}`)
    for (const { key, state, open } of changes) this.states.set(key, { state, open })
    this.position = next
  }
  reset() {
    this.states.clear()
    this.position = 0
  }
  replace(): never {
    throw new Error('no letters in these tests')
  }
  dropped() {
    return []
  }
  noteDropped() {}
  close() {}
  copy(): SearchStore {
    const copy = new SearchStore()
    copy.position = this.position
    copy.states = new Map(this.states)
    return copy
  }
}
