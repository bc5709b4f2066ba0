import type { Evidence } from './types.ts'

/** What was weighed once for all candidates of one client, or of one creditor: under its name, with what else tells it apart. */
export type Weighed = Map<string, { besides: readonly string[]; evidence: readonly Evidence[] }[]>

/**
 * The evidence about a name and what goes with it, weighed when it is asked for first; a copy each time, for what becomes
 * of it later is each candidate's own.
 */
export function weighedOnce(
  weighed: Weighed,
  name: string,
  besides: readonly string[],
  weigh: () => Evidence[],
): Evidence[] {
  let named = weighed.get(name)
  if (!named) {
    named = []
    weighed.set(name, named)
  }
  let one = named.find(other => other.besides.every((text, i) => text === besides[i]))
  if (!one) {
    one = { besides, evidence: weigh() }
    named.push(one)
  }
  return one.evidence.map(({ kind, weight, detail }) => ({ kind, weight, detail }))
}
