/** References that are known of an inquiry, from its import or from earlier answers. */
import type { Mentions } from './mentions.ts'
import { normaliseReference } from './normalise.ts'
import type { Evidence, Inquiry } from './types.ts'
import { WEIGHTS } from './weights.ts'

/** Keys of references that inquiries for several clients have: the sender's own, or the firm's, and nobody's mark. */
export function sharedReferences(inquiries: readonly Inquiry[], { references }: Mentions): Set<string> {
  const bearers = new Map<string, string>()
  const shared = new Set<string>()
  for (const { clientId, creditorReferences } of inquiries)
    for (const key of creditorReferences.map(normaliseReference)) {
      if (!references.has(key)) continue
      if (bearers.has(key) && bearers.get(key) !== clientId) shared.add(key)
      bearers.set(key, clientId)
    }
  return shared
}

/** A reference known of this inquiry: less if a sentence only mentions it, or if it is so short that chance may repeat it. */
export function knownReference(
  { creditorReferences }: Inquiry,
  mentions: Mentions,
  shared: ReadonlySet<string>,
): Evidence | null {
  if (mentions.references.size === 0) return null
  const keys = creditorReferences
    .map(normaliseReference)
    .filter(key => mentions.references.has(key) && !shared.has(key))
  if (keys.length === 0) return null
  const weigh = (key: string) =>
    Math.min(mentions.headed.has(key) ? WEIGHTS.reference : WEIGHTS.mentionedReference, 2 * key.length - 2)
  const best = keys.reduce((a, b) => (weigh(b) > weigh(a) ? b : a))
  const detail = creditorReferences.find(text => normaliseReference(text) === best)!
  return { kind: 'reference', weight: weigh(best), detail }
}
