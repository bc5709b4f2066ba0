/**
 * The status of a consumer group from the recent history of its positions, by the rules that Burrow made common: pure.
 * The order matters: a partition that stands still is told apart from one whose reader is gone, and neither alarms
 * while there is nothing to read.
 */

/** A position as it was committed. */
export interface Commit {
  offset: number
  /** Milliseconds since 1970. */
  time: number
  /** Events behind the log's end then; null where that was not known. */
  lag: number | null
}

export const WINDOW = 10

export type PartitionStatus = 'OK' | 'WARN' | 'STOP' | 'STALL' | 'REWIND'
export type GroupStatus = 'OK' | 'WARN' | 'ERR'

export interface Situation {
  /** Oldest first, at most `WINDOW`. */
  commits: readonly Commit[]
  /** The log's end at the last few looks, whatever the consumer did. */
  ends: readonly number[]
  lag: number
  /** Milliseconds since 1970. */
  now: number
  /** A lag that nobody minds. */
  allowedLag?: number
}

/**
 * STOP: no commit for longer than the whole window took. REWIND: went back and has not caught up. STALL: commits, but
 * always the same, with work before it. WARN: moves, and falls behind all the same. A lag of 0 is always OK.
 */
export function partitionStatus({ commits, ends, lag, now, allowedLag = 0 }: Situation): PartitionStatus {
  if (lag <= allowedLag || commits.length === 0) return 'OK'
  if (hasStopped(commits, now) && !wasAtEnd(commits, ends)) return 'STOP'
  if (isRewound(commits)) return 'REWIND'
  if (!isAlwaysBehind(commits, allowedLag)) return 'OK'
  if (hasStalled(commits)) return 'STALL'
  return isFallingBehind(commits) ? 'WARN' : 'OK'
}

/** The worst of the partitions, where STOP, STALL and REWIND are errors; null while one that is not is unknown. */
export function groupStatus(partitions: readonly (PartitionStatus | null)[]): GroupStatus | null {
  if (partitions.some(status => status === 'STOP' || status === 'STALL' || status === 'REWIND')) return 'ERR'
  if (partitions.includes(null)) return null
  return partitions.includes('WARN') ? 'WARN' : 'OK'
}

export const hasStopped = (commits: readonly Commit[], now: number) => {
  const last = commits.at(-1)!.time
  return now - last > last - commits[0]!.time
}

/** At the end of the log at one of the last looks: what has come since may only be on its way. */
export const wasAtEnd = (commits: readonly Commit[], ends: readonly number[]) =>
  ends.some(end => end <= commits.at(-1)!.offset)

/** Went back, and has not come again to where it was: a reader that repeats a few records is forgiven. */
export function isRewound(commits: readonly Commit[]): boolean {
  const back = commits.findIndex((commit, i) => i > 0 && commit.offset < commits[i - 1]!.offset)
  if (back < 0) return false
  const before = commits[back - 1]!.offset
  return commits.slice(back).every(commit => commit.offset < before)
}

export const isAlwaysBehind = (commits: readonly Commit[], allowedLag = 0) =>
  commits.every(({ lag }) => lag === null || lag > allowedLag)

export const hasStalled = (commits: readonly Commit[]) => commits.every(({ offset }) => offset === commits[0]!.offset)

/** No commit was less behind than the one before it. */
export function isFallingBehind(commits: readonly Commit[]): boolean {
  const lags = commits.flatMap(({ lag }) => (lag === null ? [] : [lag]))
  return lags.every((lag, i) => i === 0 || lag >= lags[i - 1]!)
}
