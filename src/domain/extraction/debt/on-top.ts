/** What comes on top of a total: fees beside it, a next entry of its sentence, a claim of its own in a later one. */
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import { addsUp } from './adds-up.ts'
import { areThings } from './distinct.ts'

/**
 * What is put on top of the total (`75 EUR zzgl. 5 EUR Mahngebühren`, `Beiträge 75 EUR, Mahngebühren 5 EUR`, a next sentence
 * that begins with `Zuzüglich`), unless the total says that it is all.
 */
export function added(total: Sum, sums: readonly Sum[]): number {
  if (addsUp(total, sums)) {
    // `Die restlichen 210 € sowie 30 € Mahngebühren`: what the rest follows from does not hold what joins it.
    const next = sums[total.index + 1]
    return next?.unit === total.unit && next.adjacent && remainsBeside(next, total) ? next.cents : 0
  }
  const inclusive = INCLUSIVE.test(total.unit.folded)
  let on = 0
  let unit = total.unit
  for (const sum of sums.slice(total.index + 1)) {
    if (sum.unit.part !== unit.part || sum.grand) break
    const onTop = sum.unit !== total.unit && (ON_TOP.test(sum.unit.folded) || (SINCE.test(sum.unit.folded) && sum.owed))
    if (sum.unit !== unit && !onTop) break
    // `Hier sind es 233 €, dort kommen 87 € hinzu`: only what is said to join goes beyond what is all.
    const beside = sum.joins || remainsBeside(sum, total) || (sum.added && sum.adjacent)
    if (total.grand && !(total.past && onTop) && !(beside && sum.unit === total.unit)) break
    unit = sum.unit
    // `187,60 € (Lieferung samt Porto 6,90 €)`: in brackets behind the total stands what it is made of.
    if (
      sum.included ||
      (sum.cents === total.cents && !isNextEntry(sum, total)) ||
      /\([^)]*\p{L}[^)]*$/u.test(sum.between)
    )
      continue
    const extra = sum.role === 'fee' || sum.role === 'interest'
    const announced =
      remainsBeside(sum, total) ||
      ((extra || sum.role === 'item') && ((sum.added && (sum.adjacent || (extra && !inclusive))) || sum.joins)) ||
      (sum.joins && sum.role === 'other' && sum.weight === 0)
    const listed =
      (extra || (sum.role === 'item' && ANOTHER_ENTRY.test(sum.between))) &&
      !inclusive &&
      sum.unit === total.unit &&
      sum.between.length < 70
    if (announced || listed || (onTop && (extra || sum.role === 'item' || sum.role === 'other'))) on += sum.cents
  }
  return on
}

/** `, Konto 2 mit`, `und Rechnung 12:`. */
const ANOTHER_ENTRY = /^\s*(?:[,;]\s*|(?:und|sowie)\s(?=\p{Lu}[\p{L}-]+\s\S*\d))(?:\p{Lu}|\d{1,2}\/\d\d|20\d\d)/u
/** `Offen sind März: 64 €, April: 64 €`: another entry of one sentence, with the same sum. */
const isNextEntry = (sum: Sum, total: Sum) =>
  sum.role === 'item' && sum.unit === total.unit && ANOTHER_ENTRY.test(sum.between) && areThings(total, sum)

/** `Es bleiben die Rechnung mit 77 € und 10 € Verzugskosten`. */
const remainsBeside = (sum: Sum, total: Sum) =>
  /(?:bleiben|stehen|restlich\w*|restbetrag)$/.test(total.cue) &&
  (sum.role === 'fee' || sum.role === 'interest' || sum.role === 'item') &&
  /^\s*,?\s*(?:und|sowie|plus|nebst|zzgl\.?|zuzüglich|dazu)\b/.test(sum.between)

/** `Für 2025 sind nochmals 944 € aufgelaufen`: a claim beside the one that was stated before it. */
export function comesOnTop(sum: Sum, totals: readonly Sum[]): boolean {
  return (
    sum.added &&
    !sum.grand &&
    !sum.included &&
    totals.some(
      other =>
        other.index < sum.index &&
        other.unit !== sum.unit &&
        (!other.grand || (isRest(other) && BESIDE.test(sum.unit.folded))) &&
        other.unit.part === sum.unit.part,
    )
  )
}

/** What is left of one debt, not of all. */
const isRest = (sum: Sum) => sum.grand && /verbleib|bleib|rest|sodass|^=$/.test(sum.cue)
const BESIDE = sifted(
  /^(?:daneben|ausserdem|ferner|zusatzlich|daruber hinaus|hinzu kommt|dazu kommt|zudem|weiterhin|des weiteren|unabhangig davon)\b/,
)

/** What comes on top of a chosen total behind it, unless it says that it is all. Integer cents. */
export function moreThan(chosen: { cents: number | null; sum: Sum }, further: readonly Sum[]): number {
  if (chosen.sum.grand && !isRest(chosen.sum)) return 0
  return further.filter(sum => sum.index > chosen.sum.index).reduce((total, sum) => total + sum.cents, 0)
}

const INCLUSIVE = sifted(
  /\b(?:inkl\w*|incl|einschl\w*|darin|hierin|davon|das (?:ist|iss|sind|war)|enthalten\w*|beinhaltet|including|setzt sich|zusammen aus|bestehend aus|mit zinsen)\b/,
)
/** What has been added since the total was stated. */
const SINCE = sifted(/\b(?:inzwischen|seither|seitdem|zwischenzeitlich|mittlerweile|danach|since then|meanwhile)\b/)
const ON_TOP = sifted(
  /^[\s*–-]{0,4}(?:zuzuglich|zzgl|hinzu|dazu|plus|ausserdem|ferner|daneben|nebst)\b|\bkomm(?:t|en) (?:\w+ ){0,3}(?:hinzu|dazu|obendrauf|noch)\b|^[\s*–-]{0,4}(?:mahn|verzugs|inkasso|saumnis|rucklast|vollstreckungs)\w*(?: \w+){0,2}:? |\b(?:have|has|were) (?:\w+ )?(?:accrued|been added|been incurred)\b|\b(?:sind|wurden) [^.;!?]{0,50}\b(?:angefallen|entstanden|hinzugekommen)\b/,
)
