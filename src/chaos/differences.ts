/** A run under faults against the same run without. */
import type { Observed } from './observed.ts'

/** Every mail and debt that came out otherwise, a sentence each. @param cases of the corpus, by mail */
export function differences(seen: Observed, calm: Observed, cases: ReadonlyMap<string, string>): string[] {
  const found: string[] = []
  const compare = (what: string, a: string | undefined, b: string | undefined) => {
    if (a !== b) found.push(`${what}: ${where(a, b)} under faults, ${where(b, a)} without`)
  }
  for (const id of seen.received.keys()) {
    const name = `${id} (${cases.get(id) ?? 'unconfirmed'})`
    compare(`${name} outcome`, seen.finals.get(id)?.[0], calm.finals.get(id)?.[0])
    compare(`${name} extraction`, seen.extracted.get(id), calm.extracted.get(id))
  }
  for (const id of new Set([...seen.debts.keys(), ...calm.debts.keys()])) {
    compare(`debt ${id}`, seen.debts.get(id), calm.debts.get(id))
  }
  return found
}

/** Long texts from a little before the place where they part. */
function where(text = 'nothing', other = 'nothing'): string {
  const at = [...text].findIndex((letter, index) => letter !== other[index])
  const from = Math.max(0, (at < 0 ? text.length : at) - 40)
  return `${from ? '…' : ''}${text.slice(from, from + 160)}${text.length > from + 160 ? '…' : ''}`
}
