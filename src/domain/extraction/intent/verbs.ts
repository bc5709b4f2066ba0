/**
 * Verbs with all forms that a clause may give them: `stimmen wir … zu`, `zustimmen`, `zuzustimmen`, `zugestimmt`. A list of
 * turns of phrase knows the few in which somebody has met a verb. For sentences folded by `cueText`.
 */
import { type Sifted, sifted } from '../patterns/sieve.ts'

/** Where a clause ends or another one begins: there, and not before a noun, `an`, `zu` or `mit` is a part of the verb. */
const CLAUSE_END =
  '(?=\\s*(?:[.,:;!?]|$)| (?:und|oder|aber|jedoch|wenn|sofern|falls|soweit|sobald|solange|da|weil|obwohl|obgleich|dass|unter|damit|um|vorausgesetzt|and|but)\\b)'
const FINITE = '(?:e|en|t|et|te|ten|ete|eten|st)?'

/** `zu|stimm|gestimmt`: prefix (may be empty), stems of present and past, participle (none where it means something else). */
function formsOf(verb: string): string {
  const [prefix, stems, participle = stems] = verb.split('|') as [string, string, string?]
  const stem = `(?:${stems.replaceAll(',', '|')})`
  if (prefix === '') return `${stem}${FINITE}\\b|${participle}\\b`
  return `${stem}${FINITE}\\b[^.;!?]{0,120} ${prefix}${CLAUSE_END}|${prefix}(?:zu)?${stem}${FINITE}\\b|${prefix}${participle}\\b`
}

/** Any form of one of the verbs, written `prefix|stems|participle` and parted by spaces. */
export function anyVerb({ raw }: TemplateStringsArray): Sifted {
  return sifted(new RegExp(`\\b(?:${raw.join('').trim().split(/\s+/).map(formsOf).join('|')})`))
}
