/**
 * What stands next to a name in the creditor's own words, as written: `Susanne Müßig` is not Jörg-Uwe Müßig, also where no
 * title and no label says that a person is meant. German writes every noun with a capital, so a word beside a last name is
 * taken for a first name only if it is a known one, or if nothing speaks for a thing, a role or a place.
 */
import { NOT_A_NAME } from '../extraction/names.ts'
import { isNoun } from '../extraction/nouns.ts'
import { isGivenName, sameGivenName } from './given-names.ts'
import { foldName } from './normalise.ts'

/** A word with its spelling's case and what stands between it and the word before. */
export interface CasedWord {
  token: string
  upper: boolean
  gap: string
}

/** The words of a text in order, folded. */
export function casedWords(text: string): CasedWord[] {
  const words: CasedWord[] = []
  let end = 0
  for (const match of text.normalize('NFC').matchAll(/[\p{L}\p{N}]+/gu)) {
    const token = foldName(match[0])
    if (token === '') continue
    words.push({ token, upper: /^\p{Lu}/u.test(match[0]), gap: text.normalize('NFC').slice(end, match.index) })
    end = match.index + match[0].length
  }
  return words
}

const THING =
  /(?:ung|ungen|heit|keit|schaft|tion|ment|konto|konten|vertrag|vertrage|nummer|nr|sache|sachen|rechnung|darlehn|darlehen|kredit|schaden|frage|foto|bild|auskunft|funk|strom|gas|wasser|miete|mieten|beitrag|beitrage|posten|stand|leistung|plan|eingang|schreiben|mahnung|schuld|schulden|antrag|bescheid|forderung|karte|zeichen|nachricht|anlage|saldo|raten|rate|auto|wagen|haus|wohnung|gesprach|akte|fall|vorgang|betrag|kosten|zahlung|verfahren|titel|urteil|inkasso|gmbh|bank|kasse|amt|strasse|str|weg|platz|gasse|allee|ring|damm|ufer|hof|markt|berg|tal|feld)$/
const ROLE =
  /^(?:ehe(?:frau|mann|leute|paar|gatt\w+)|witwe|witwer|erb\w+|mutter|vater|sohn|tochter|bruder|schwester|geschwister|tante|onkel|oma|opa|herrn?|frau|fraulein|familie|fam|dr|prof|dipl|ing|mag|med|firma|fa|mieter\w*|vermieter\w*|schuldner\w*|gesamtschuldner\w*|kund\w+|patient\w*|mandant\w*|klient\w*|versicherte\w*|versicherungsnehmer\w*|mitglied\w*|student\w*|schuler\w*|nutzer\w*|teilnehmer\w*|inhaber\w*|kontoinhaber\w*|darlehensnehmer\w*|kreditnehmer\w*|halter\w*|besteller\w*|kaufer\w*|leser\w*|fahrer\w*|pachter\w*|burg\w+|betroffene\w*|betreute\w*|genannte\w*|rechtsanwalt\w*|kolleg\w+|notar\w*|geb|geborene?|genannt|alias|namens|person\w*|name\w*|nachname\w*|vorname\w*|betreff|betr|re|aw|wg|fwd|fw|az|ihr\w*|unser\w*|sehr|liebe\w*|guten|tag|hallo|und|oder|gegen|von|an|in|zu|fur|mit|wegen|bei|nach|vom|der|die|das|den|dem|des|ein\w*|kein\w*|offen\w*|neu\w*|alt\w*|letzte\w*|erste\w*|zweite\w*|dritte\w*)$/

/** Whether a capitalised word beside a last name can hardly be a first name. */
const isThing = (token: string) =>
  token.length < 3 ||
  /\d/.test(token) ||
  NOT_A_NAME.has(token) ||
  THING.test(token) ||
  ROLE.test(token) ||
  isNoun(token)

export interface OtherName {
  detail: string
  /** A known first name; else only a word that looks like one. */
  sure: boolean
}

/**
 * Another first name, or another initial, right before the last name at `places`, or behind it and a comma; null if none, or
 * if somewhere the right one stands. `known` are first names of other clients.
 */
export function otherNameBeside(
  words: readonly CasedWord[],
  places: readonly { start: number; end: number }[],
  first: readonly string[],
  known: ReadonlySet<string>,
): OtherName | null {
  let other: OtherName | null = null
  for (const { start, end } of places) {
    const before = words[start - 1]
    const after = words[end]
    const beside = [
      before && /^(?:\.? |-)$/.test(words[start]!.gap) ? before : null,
      after && /^,? ?$/.test(after.gap) ? after : null,
    ]
    for (const [i, word] of beside.entries()) {
      if (!word?.upper && !(word && isKnown(word.token, known))) continue
      if (
        first.some(name => sameGivenName(name, word.token) || (word.token.length === 1 && name.startsWith(word.token)))
      )
        return null
      const inverted = i === 1
      if (word.token.length === 1) {
        const dotted = inverted ? /^\./.test(words[end + 1]?.gap ?? '.') : /^\. ?$/.test(words[start]!.gap)
        if (dotted && !isAbbreviation(words, inverted ? end : start - 1))
          other ??= { detail: `${word.token}.`, sure: true }
      } else if (isKnown(word.token, known)) other = { detail: word.token, sure: true }
      else if (!isThing(word.token) && (inverted ? isListed(words, end) : isIntroduced(words, start - 1)))
        other ??= { detail: word.token, sure: !inverted && isPersonNext(words, start - 1) }
    }
  }
  return other
}

const isKnown = (token: string, known: ReadonlySet<string>) => known.has(token) || isGivenName(token)

/** `i. A. Kern`, `z. B.`: a letter after a letter. */
const isAbbreviation = (words: readonly CasedWord[], i: number) => (words[i - 1]?.token.length ?? 0) === 1

/** A comma before it, and then an end: `Müßig, Susanne`, and not `Müßig, Bergstadt 7`. */
function isListed(words: readonly CasedWord[], i: number): boolean {
  const next = words[i + 1]
  return words[i]!.gap.startsWith(',') && (next === undefined || (/[^ ]/.test(next.gap) && !/^\d/.test(next.token)))
}

/** `gegen Bogdan Kern`: a preposition, or a title, and no article. */
function isIntroduced(words: readonly CasedWord[], i: number): boolean {
  const isPreposition = /^(?:gegen|von|fur|betreffend|wegen)$/.test(words[i - 1]?.token ?? '')
  return (words[i]!.gap === ' ' && isPreposition) || isPersonNext(words, i)
}

/** `Herrn`, `den Sohn`, `Mieter:` before a word: a person follows. */
function isPersonNext(words: readonly CasedWord[], i: number): boolean {
  return (
    /^:? $/.test(words[i]!.gap) &&
    /^(?:herrn?|frau|ehefrau|ehemann|sohn|tochter|vater|mutter|bruder|schwester|enkel(?:in)?|neffen?|nichte|onkel|tante|erben?|erbin|witwer?|(?:mit|gesamt)?schuldner(?:in|s)?|mieter(?:in|s)?|kund(?:e|en|in)|patient(?:in|en)?|versicherte[nr]?)$/.test(
      words[i - 1]?.token ?? '',
    )
  )
}

const ARTICLES = new Set(
  'der die das den dem des ein eine einem einen einer eines kein keine keinen im am zum zur beim vom ins ans als wie vor neben hinter zwischen the a an'.split(
    ' ',
  ),
)
/** Words with a capital from which on a text keeps to German spelling. */
const SPELT = 5

/** Whether a last name of one word only stands there as a word: `Sie sind ein Engel`, `schwarz auf weiß`. */
export function isWordHere(words: readonly CasedWord[], last: readonly string[]): boolean {
  if (last.length !== 1) return false
  const places = words.flatMap((word, i) => (word.token === last[0] ? [i] : []))
  const spelt = words.filter(word => word.upper).length >= SPELT
  return (
    places.length > 0 &&
    places.every(i => (spelt && !words[i]!.upper) || (words[i]!.gap === ' ' && ARTICLES.has(words[i - 1]?.token ?? '')))
  )
}

/** Whether a first name only stands as a part of another: `Karl-Heinz` is not Heinz. `whole`: all words of the name. */
export function isHalf(words: readonly CasedWord[], first: string, whole: readonly string[]): boolean {
  const places = words.flatMap((word, i) => (word.token === first ? [i] : []))
  const joined = (i: number, other: number) =>
    words[Math.max(i, other)]?.gap === '-' && !whole.includes(words[other]?.token ?? '')
  return places.length > 0 && places.every(i => joined(i, i - 1) || joined(i, i + 1))
}

/** Whether everywhere a first name stands, a last name follows it, or goes before it with a comma: then it is that person's. */
export function hasLastName(words: readonly CasedWord[], first: string, whole: readonly string[]): boolean {
  const places = words.flatMap((word, i) => (word.token === first ? [i] : []))
  return (
    places.length > 0 &&
    places.every(i => {
      const [before, after] = [words[i - 1], words[i + 1]]
      if (after && whole.includes(after.token)) return false
      if (after?.upper && /^[ -]$/.test(after.gap) && after.token.length > 1 && !isThing(after.token)) return true
      return before?.upper === true && /^, ?$/.test(words[i]!.gap) && !isThing(before.token)
    })
  )
}
