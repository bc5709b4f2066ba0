/** The one figure that changes somebody's debt: read by a model, parsed again and compared with the rules' reading. */
import type { Claim, Claims, Notes } from './check-claims.ts'
import { cueText } from './cues.ts'
import { WORKINGS } from './debt/working.ts'
import { centsOf, type SourceText } from './source-text.ts'
import type { Extraction } from './types.ts'

interface Checking {
  rules: Extraction
  claims: Claims
  source: SourceText
  /** The mail gives orders to machines: what the model says then counts only where the rules say the same. */
  told: boolean
  /** Pictures were shown, and may be believed. */
  seen: boolean
  notes: Notes
}

/** Integer cents of the total claim, 0 for none, null where nothing is stated or nothing said is there. */
export function checkDebt({ rules, claims, source, told, seen, notes }: Checking): number | null {
  const claimed = claimedDebt(claims, source, seen, notes)
  const ruled = rules.debtAmountCents
  if (claimed === ruled) {
    // Worked out twice, and the same.
    for (const doubt of [...WORKINGS, 'doubtful_amount']) notes.drop(doubt)
    return ruled
  }
  if (told) {
    notes.flag('amount_disagreement', 0.3)
    return ruled
  }
  if (ruled === null) {
    if (!rules.flags.includes('contradicting_amounts')) notes.flag('amount_unconfirmed', 0.15)
    return claimed
  }
  // Two readings of one mail: a person decides, who is shown the one that is more likely right.
  notes.flag('amount_disagreement', 0.3)
  notes.flag('contradicting_amounts', 0)
  return claimed ?? ruled
}

/** The sum of the parts that are really there. One that is not makes the whole worthless. */
function claimedDebt({ debtParts, noClaim }: Claims, source: SourceText, seen: boolean, notes: Notes): number | null {
  if (debtParts.length === 0) return noClaim && deniesClaim(noClaim, source, seen, notes) ? 0 : null
  let total = 0
  for (const part of debtParts) {
    const cents = centsOf(part.value)
    const isThere = cents !== null && source.sums.has(cents)
    if (!isThere && !(cents !== null && part.from === 'image' && seen)) {
      notes.flag('invented_value', 0.3)
      return null
    }
    if (!isThere) notes.flag('read_from_image', 0.15)
    total += cents
  }
  return total
}

const DENIAL =
  /\b(?:kein\w*|nicht|nichts|beglichen|bezahlt|erledigt|ausgeglichen|getilgt|erlassen|null|no|not|nothing|settled|paid)\b|\b0(?:,00|,-|\.00)? ?(?:[€¤]|eur)/

/** Words that say that nothing is owed, and that the creditor wrote. */
function deniesClaim({ value, from }: Claim, source: SourceText, seen: boolean, notes: Notes): boolean {
  if (DENIAL.test(cueText(value))) {
    if (source.creditorSays(value)) return true
    if (from === 'image' && seen) {
      notes.flag('read_from_image', 0.15)
      return true
    }
  }
  notes.flag('invented_value', 0.3)
  return false
}
