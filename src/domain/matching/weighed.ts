import type { Evidence } from './types.ts'

/** What was weighed once for all candidates of one client, or of one creditor. */
export type Weighed = Map<string, readonly Evidence[]>

/** The evidence under a key, weighed when it is asked for first; a copy each time, for what becomes of it later is each candidate's own. */
export function weighedOnce(weighed: Weighed, key: readonly string[], weigh: () => Evidence[]): Evidence[] {
  const name = key.join('\n')
  let evidence = weighed.get(name)
  if (!evidence) {
    evidence = weigh()
    weighed.set(name, evidence)
  }
  return evidence.map(one => ({ ...one }))
}
