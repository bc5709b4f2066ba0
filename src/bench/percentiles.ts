/** What measured times come to. */

export interface Percentiles {
  p50: number
  p99: number
}

/** Nearest rank, in the unit given, to a hundredth. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]! * 100) / 100
  return { p50: at(0.5), p99: at(0.99) }
}
