/**
 * The recent history of every partition of every group, for `burrow.ts`, made of looks at regular intervals.
 *
 * Burrow sees each commit; a look sees only where a group is. Our consumers commit when they have moved, so a look counts
 * as a commit while a member holds the partition: alive and not moving is STALL, nobody there is STOP.
 */
import type { GroupDescription } from '../log/log.ts'
import type { GroupLag, PartitionLag } from '../projections/engine/lag.ts'
import { placeKey } from '../projections/engine/store.ts'
import { type Commit, type GroupStatus, groupStatus, type PartitionStatus, partitionStatus, WINDOW } from './burrow.ts'

/** Looks below which nothing is said. */
export const ENOUGH = 5

interface History {
  commits: Commit[]
  ends: number[]
  looks: number
}

export interface GroupVerdict {
  status: GroupStatus | null
  /** By `placeKey`. */
  partitions: Map<string, PartitionStatus | null>
}

const keep = <T>(list: T[], item: T) => void (list.push(item) > WINDOW && list.shift())

export class Windows {
  readonly #histories = new Map<string, History>()

  /** @param groups null where the log could not be asked: then only movement shows that somebody is there */
  look(lags: readonly GroupLag[], groups: readonly GroupDescription[] | null, now: number): void {
    for (const { group, partitions } of lags) {
      const members = groups?.find(description => description.group === group)?.members ?? []
      const held = new Set(members.flatMap(member => member.partitions.map(placeKey)))
      for (const partition of partitions) this.#see(partition, held.has(placeKey(partition)), now)
    }
  }

  /** What the looks so far say, with the lag of now. */
  verdict({ group, partitions }: GroupLag, now: number): GroupVerdict {
    const statuses = new Map(partitions.map(own => [placeKey(own), this.#status(group, own, now)]))
    return { status: groupStatus([...statuses.values()]), partitions: statuses }
  }

  #see({ group, position, stable, lag, ...place }: PartitionLag, held: boolean, now: number): void {
    const id = `${group}/${placeKey(place)}`
    const history = this.#histories.get(id) ?? { commits: [], ends: [], looks: 0 }
    this.#histories.set(id, history)
    history.looks++
    if (stable !== null) keep(history.ends, stable)
    if (position === null) return
    const last = history.commits.at(-1)
    if (!last || held || last.offset !== position) keep(history.commits, { offset: position, time: now, lag })
  }

  #status(group: string, own: PartitionLag, now: number): PartitionStatus | null {
    const history = this.#histories.get(`${group}/${placeKey(own)}`)
    if (!history || history.looks < ENOUGH || own.lag === null) return null
    return partitionStatus({ commits: history.commits, ends: history.ends, lag: own.lag, now })
  }
}
