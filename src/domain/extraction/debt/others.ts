/** What somebody beside the client owes (`gegen den Ehemann 900 €, gegen Ihre Mandantin 250 €`). */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'

const RELATIVE = sifted(
  /(?:^|[.,;:(]|\b(?:gegen|bei|von|fur|auf|vom|des|der|den|die|dem|ihre[nmrs]?|seine[nmrs]?|against|from|her|his))\s*(?:(?:den|die|der|dem|ihre[nmrs]?|seine[nmrs]?)\s)?(?:ehemann\w*|ehefrau|ehegatt\w*|exmann\w*|exfrau|bruders?|schwester|mutter|vaters?|sohn(?:es)?|tochter|lebensgefahrt\w*|lebenspartner\w*|mitbewohner\w*|mitmieter\w*|mitschuldner\w*|burgen?|burgin|nachmieter\w*|schwagers?|husband|wife|brother|sister|co-debtor)\b[^.;,]{0,45}$/,
)
const TOGETHER = sifted(
  /\b(?:und|mit|samt|sowie|gemeinsam\w*|gesamtschuldner\w*|zusammen|mandant\w*|gezahlt|bezahlt|uberwiesen|and|with|jointly)\b[^.;,]{0,60}$/,
)
const OWED = new Set(['total', 'item', 'principal'])

/** Leaves out what is said of a relative or fellow debtor, where something else is said of the client. */
export function leaveOthers(sums: readonly Sum[]): void {
  const theirs = sums.filter(sum => OWED.has(sum.role) && !sum.unit.row && isAnothers(sum))
  if (
    theirs.length === 0 ||
    !sums.some(sum => !theirs.includes(sum) && ((OWED.has(sum.role) && sum.weight > 0) || isBeside(sum, theirs[0]!)))
  )
    return
  const role = theirs.some(sum => sum.role === 'total') ? 'total' : 'item'
  for (const sum of theirs) {
    const next = sums.find(other => other.index > sum.index && other.unit === sum.unit)
    if (next?.role === 'item' || (next?.role === 'other' && next.weight === 0)) next.role = role
    Object.assign(sum, { role: 'other', grand: false })
  }
}

function isAnothers(sum: Sum): boolean {
  const before = cueText(sum.unit.text.slice(Math.max(0, sum.start - 90), sum.start))
  return RELATIVE.test(before) && !TOGETHER.test(before)
}

/** Said of somebody else in the same sentence: `…, Ihr Mandant 230 €`. */
const isBeside = (sum: Sum, other: Sum) =>
  sum.unit === other.unit && (sum.role === 'item' || (sum.role === 'other' && sum.weight === 0))
