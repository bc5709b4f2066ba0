/** On whose behalf a mail is written, or whose claim it was. */
import { isGivenName } from '../matching/given-names.ts'
import { foldName } from '../matching/normalise.ts'
import { LEGAL_FORM, linesWith } from './names.ts'
import { matchesOf } from './patterns/matches.ts'

/**
 * Signs of whom somebody writes for, each with the name in its first or second group. None goes over a line's end; those that
 * take long are looked for only in `lines` that hold a word of theirs.
 */
const SIGNS: { pattern: RegExp; lines?: RegExp }[] = [
  // The name is looked at and not consumed: the next sign may stand within what is cut off later.
  {
    pattern:
      /(?:gl(?:ä|ae)ubiger(?:in)?|(?:original |initial )creditor|assignor|auftraggeber(?:in)?|mandant(?:in)?|zedent(?:in)?|im (?:namen|auftrag)|namens|vollmacht|vertreten|vertretung|rechtsnachfolger(?:in)?|rechtsnachfolge|abgetretene[mnr] recht|on behalf of|client|kundin|ersuchen|forderung(?:en)? der|anspr(?:ü|ue)che der)\b[:, ]{1,4}(?:und in Vollmacht )?(?:wir |ich )?(?:d(?:er|es|ie) )?(?:Firma )?(?=([\p{Lu}][^\n,;:]{2,70}))/giu,
  },
  {
    pattern:
      /\buns (?:die|der|das|durch die|von der|von dem) ((?:Firma )?[\p{Lu}\d][^\n,;:]{2,60}?) (?:mit|zur|zum|beauftragt|bevollm|mandatiert|ihre)/gu,
  },
  // `…, dass die Nord GmbH uns mit der Einziehung beauftragt hat`.
  {
    pattern:
      /\bdass (?:die|der|das) ((?:Firma )?[\p{Lu}\d][^\n,;:]{2,60}?) (?:uns|mich) (?:mit|zur|zum|am|beauftragt|bevollm|mandatiert)/gu,
  },
  {
    pattern:
      /\b(?:die|der|das|den) ((?:Firma )?[\p{Lu}\d](?:(?! wenden| richten| bitte)[^\n,;:]){2,60}?)(?:, [^,\n]{5,80},)?(?: hat uns| haben uns|, die uns| hat die| beauftragte| an)\b/gu,
  },
  // A lawyer may act for a person: `dass ich Herrn Kern vertrete`, `Herr Kern hat mich beauftragt`.
  {
    lines: /vertrete|wahrnehme/g,
    pattern:
      /\b(?:ich|wir) (?:hier )?(?:anwaltlich )?(?:die rechtlichen Interessen )?(?:die |den |das |der |des )?(?:Herrn? |Frau |Firma )?((?!Ihre?[mnrs]? )[\p{Lu}\d][^\n,;:.]{2,60}?) (?:anwaltlich |rechtlich |gerichtlich |in dieser \p{L}+ )?(?:vertreten|vertrete|wahrnehmen|wahrnehme)\b/gu,
  },
  {
    lines: /Herrn? |Frau /g,
    pattern:
      /(?:(?:vertrete[n]? (?:ich|wir)?|(?:ich|wir) vertrete[n]?|namens|im (?:Namen|Auftrag)(?: von)?|im (?:Namen|Auftrag) (?:des|der)|beauftragt von|Vollmacht (?:von|des|der)|Interessen (?:von|des|der)|(?<!\p{L})[Mm]ein(?:e[mrs]?)? (?:Mandant|Auftraggeber)(?:in|en)?,?) (?:Herrn?|Frau) (?=([\p{Lu}][^\n,;:.]{2,60}))|(?:Herrn?|Frau) ((?:Dr\. )?\p{Lu}[^\n,;:.]{2,50}?) (?:hat|haben) (?:mich|uns|unsere Kanzlei) )/gu,
  },
  // `Für die Nord OHG habe ich Ansprüche gegen …`.
  {
    lines: /[Ff]ür /g,
    pattern:
      /(?<!\p{L})[Ff]ür (?:die|den|das) ((?:Firma )?[\p{Lu}\d][^\n,;:.]{2,60}?) (?:habe|haben|mache|machen|verfolge|verfolgen) (?:ich|wir) (?:\p{L}+ ){0,2}(?:Ansprüche|Forderungen|eine Forderung|einen Anspruch)(?!\p{L})/gu,
  },
  // Who sold or gave its claim away was the creditor.
  {
    lines: /abgetreten|verkauft|veräußert|übertragen/g,
    pattern:
      /(?<!\p{L})((?:Firma )?[\p{Lu}\d][^\n,;:]{2,60}?) (?:hat|haben|hatte|hatten) (?:[^\n.]{0,160}? )?an (?:uns|mich|die|den)(?: [^\n.]{0,60})? (?:abgetreten|verkauft|veräußert|übertragen|verkauft und abgetreten)(?!\p{L})/gu,
  },
  {
    pattern:
      /\bvon (?:der|dem|den) ((?:Firma )?[\p{Lu}\d][^\n,;:]{2,60}?) (?:erworben|angekauft|gekauft|übernommen|abgetreten erhalten|abgetreten bekommen)(?!\p{L})/gu,
  },
  // Where a claim comes from: `aus einem Ratenkauf bei der Nord OHG`, `die von der Nord OHG stammende Forderung`.
  {
    lines: / aus (?:\p{L}+ ){1,4}?(?:bei|mit) /gu,
    pattern:
      /(?:[Ff]orderung(?:en)?|[Aa]nspr(?:uch|üche)),? (?:[\p{L}.]+ ){0,4}?aus (?:\p{L}+ ){1,4}?(?:bei|mit) (?:der |dem |den |Firma ){0,2}(?=([\p{Lu}\d][^\n,;:]{2,70}))/gu,
  },
  {
    lines: /stammend|herrührend/g,
    pattern:
      /(?<!\p{L})(?:von|aus|bei) (?:der|dem|den) ((?:Firma )?[\p{Lu}\d][^\n,;:]{2,60}?) (?:stammend|herrührend)e?[nrs]?(?!\p{L})/gu,
  },
  // `in meiner Sache 12/26 (Malerbetrieb Ohm ./. Kern)`
  { lines: /\.\/\./g, pattern: /\((?:Firma )?([\p{Lu}\d][^\n()]{2,60}?) ?\.\/\. ?(?! ?(?:\d|EUR|[€¤]))/gu },
  { lines: /\.\/\./g, pattern: /^(?:.{0,40}[:–-] )?([\p{Lu}\d][^\n]{2,60}?) ?\.\/\. ?(?! ?(?:\d|EUR|[€¤]))/gmu },
]

/** "Gläubigerin: X", "unsere Mandantin X", "namens und in Vollmacht der X": on whose behalf somebody writes. */
export function findPrincipals(text: string): string[] {
  return SIGNS.flatMap(({ pattern, lines }) =>
    matchesOf(pattern, lines ? linesWith(lines, text) : text)
      // `Ihre Mandantin` is the debtor, `unsere Mandantin` the creditor.
      .filter(
        match =>
          !/(?:ihre?[mnrs]?|your|dortige[mnrs]?) ?$/i.test(
            match.input.slice(Math.max(0, match.index - 12), match.index),
          ),
      )
      .filter(match => !isDebtor(match))
      .map(match => companyIn((match[1] ?? match[2])!)),
  )
    .filter(
      name =>
        name.length > 2 &&
        /^[\p{Lu}\d]/u.test(name) &&
        !/^(?:Sie|Inhaber\w*|Gl(?:ä|ae)ubiger\w*|Auftraggeber\w*|Mandant\w*|Forderung\w*|Ihr\w*|Wir|Uns\w*|Sehr|Dies\w*|Ein\w*|Herrn?|Frau|Es|Er|Ich)\b/.test(
          name,
        ),
    )
    .slice(0, 10)
}

/** `Mandantin Claudia Ruf`, and not `unsere Mandantin`: the firm's. */
function isDebtor(match: RegExpExecArray): boolean {
  if (!/^(?:mandant|client|kundin)/i.test(match[0])) return false
  if (/(?:unser|mein|our|my)\p{L}* $/iu.test(match.input.slice(Math.max(0, match.index - 12), match.index)))
    return false
  return isGivenName(foldName((match[1] ?? match[2])!.split(/[ ,]/)[0]!))
}

const UP_TO_LEGAL_FORM = new RegExp(`^(.{2,60}?${LEGAL_FORM})(?![\\p{L}])`, 'u')

/** Cuts a phrase after the legal form, or before the verb that follows a name. */
function companyIn(phrase: string): string {
  const named = phrase.replace(/^(?:(?:Dr|Prof|med|dent|vet|phil|jur)\. ?)+/u, '')
  const end = UP_TO_LEGAL_FORM.exec(named)?.[1]
  return (end ?? named.replace(/\s(?:(?!(?:für|und|des|der|zur|am|im)\s\p{Lu})\p{Ll}{2,}|\().*$/su, ''))
    .replace(/^(?:Firma|Fa\.) /, '')
    .replace(/^(?:AW|WG|Re|Fwd?): ?/i, '')
    .trim()
}
