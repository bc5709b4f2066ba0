/** Searching schedules: all of them where the bounds are small, else seeded random ones. */

/** Picks a number from 0 to `of` − 1. */
export type Pick = (of: number) => number

/**
 * Runs `body` once for each sequence of picks, depth first, until all are done or `limit` is reached. The body must be
 * deterministic but for the picks.
 * @returns how many runs there were, and whether those are all
 */
export async function explore(
  body: (pick: Pick) => Promise<void>,
  { limit = Number.POSITIVE_INFINITY }: { limit?: number } = {},
): Promise<{ runs: number; complete: boolean }> {
  let path: { picked: number; of: number }[] = []
  for (let runs = 1; ; runs++) {
    let depth = 0
    await body(of => {
      const known = path[depth]
      if (!known) path.push({ picked: 0, of })
      else if (known.of !== of) throw new Error(`pick ${depth} was one of ${known.of}, is now one of ${of}`)
      return path[depth++]!.picked
    })
    while (path.length > 0 && path.at(-1)!.picked === path.at(-1)!.of - 1) path.pop()
    if (path.length === 0) return { runs, complete: true }
    if (runs >= limit) return { runs, complete: false }
    const last = path.at(-1)!
    path = [...path.slice(0, -1), { picked: last.picked + 1, of: last.of }]
  }
}

/** Pseudo-random picks that are the same for the same seed (mulberry32). */
export function seeded(seed: number): Pick {
  let state = seed | 0
  return of => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * of)
  }
}
