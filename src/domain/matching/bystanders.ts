/**
 * Whom a letter names although they owe nothing: who works for the creditor and who is greeted, and, beside a debtor, witnesses,
 * landlords, relatives. Their names are taken out of the text, and who is left is whom it may be about.
 */
import { onceFor } from '../remember.ts'
import { has, hasFirstName, PROOFS, type Scored } from './evidence.ts'
import { findName } from './find-name.ts'
import { familyName } from './generations.ts'
import { isGivenName } from './given-names.ts'
import type { Mentions } from './mentions.ts'
import { foldName, nameTokens } from './normalise.ts'
import { soundsLike } from './similar.ts'

const WORD = "\\p{Lu}[\\p{L}'’]*(?:\\.|(?:-\\p{Lu}[\\p{L}'’]+)*)"
const NAME = `(?:(?:Herrn?|Frau|Dr\\.|Prof\\.)[ ]){0,3}(?:(?:von|van|de|da|zu|al|el)[ ]){0,2}${WORD}(?:[ ](?:(?:von|van|der|de|da|zu|al|el)[ ]){0,2}${WORD}){0,3}`
/** `Peter Kern (Vorsitzender), Ute Blum`. */
const NAMES = `${NAME}(?:(?:[ ]\\([^)\\n]{1,40}\\))?(?:,|[ ]und|[ ]sowie|[ ]&)[ ]${NAME}){0,4}`

/** The first letter of each word in either case. */
const words = (list: string) =>
  list
    .split(' ')
    .map(word => (/^\p{L}/u.test(word) ? `[${word[0]!.toUpperCase()}${word[0]!}]${word.slice(1)}` : word))
    .join('|')

/** Who works for a creditor, and by what words a letter shows him. */
const OFFICES = words(
  'ansprechpartner(?:in)? gesprächspartner(?:in)? bearbeiter(?:in)? sachbearbeiter(?:in)? sachbearbeitung kunden(?:berater|betreuer)(?:in)? prokurist(?:in)? geschäftsführer(?:in)? geschäftsführung vorstand(?:svorsitzende[rn]?|smitglied(?:er)?)? vorsitzende[rn]? aufsichtsrat(?:svorsitzende[rn]?)? amtsleit(?:er|erin|ung) abteilungsleit(?:er|erin|ung) teamleit(?:er|erin|ung) gruppenleit(?:er|erin|ung) filialleit(?:er|erin|ung) direktor(?:in)? kontakt(?:person)? auskunft\\serteilt zuständig',
)
const HELD = `(?<!\\p{L})(?:${OFFICES})(?:[ ](?:ist|für[ ]Sie|hier|in[ ]dieser[ ]Sache)){0,3}(?:[ ]\\([^)\\n]{1,30}\\))?(?::|,)?[ ]{0,3}\\n?[ ]{0,3}${NAMES}`
/** An owner may owe for his business: only where a line is for nothing else, as in an imprint. */
const OWNED = `(?<!\\p{L})(?:${words('inhaber(?:in)? eigentümer(?:in)? betreiber(?:in)?')}):[ ]{0,3}${NAMES}`
const ACTING = `(?<!\\p{L})(?:[Ii]n[ ]Vertretung(?:[ ](?:für|von|der|des))?|[Ii]\\.[ ]?[VA]\\.|[Ii]m[ ]Auftrag|[Gg]ez\\.|[Bb]earbeitet[ ](?:von|durch)|[Vv]ertreten[ ]durch)[ :]{0,3}\\n?${NAME}`
const ASKED = `(?<!\\p{L})(?:[Ff]ragen(?:[ ](?:bitte[ ])?an)?:?|[Rr]ückfragen(?:[ ](?:bitte[ ])?(?:an|beantwortet(?:[ ]Ihnen)?))?:?|[Ww]enden[ ]Sie[ ]sich(?:[ ](?:bitte|gern|dazu|jederzeit)){0,2}[ ]an|[Ee]rreichen[ ]Sie|[Rr]ufen[ ]Sie(?:[ ](?:bitte|gern|dazu|uns)){0,2}|[Ss]prechen[ ]Sie(?:[ ](?:bitte|gern|dazu)){0,2}[ ]mit)[ ]{0,3}${NAME}(?![ ]betreff)`
const TITLED = `${NAME}(?:,[ ]?|[ ]?\\n|[ ][-–|][ ]|[ ]\\()(?:${OFFICES}|${words('durchwahl rechtsabteilung buchhaltung forderungsmanagement kundenservice mahnwesen')})(?!\\p{L})`
/** By what stands before a name, then by what stands behind it. */
const STAFF_BEFORE = new RegExp([HELD, OWNED, ACTING, ASKED].join('|'), 'gu')
const STAFF_BEHIND = new RegExp(TITLED, 'gu')
/** `Guten Tag, Frau Kern schuldet …` greets nobody. */
const GREETED = new RegExp(
  `(?<!\\p{L})(?:[Gg]eehrte[rs]?|${words('liebe[rs]? hallo tag moin morgen dear')})(?:[ ]{1,2}|,[ ]{1,2}(?=[^\\n,!.]{2,40}[,!]?[ ]*(?:\\n|$)))(?:[Hh]errn?|[Ff]rau|Mrs?\\.?|Ms\\.?)[ ]${NAME}`,
  'gu',
)

/** Who is named beside a debtor. */
const BESIDE = words(
  'zeug(?:e|in|en) vormieter(?:in)? nachmieter(?:in)? untermieter(?:in)? vermieter(?:in)? hausverwalter(?:in)? eigentümer(?:in)? arbeitgeber(?:in)? arbeitnehmer(?:in)? mitarbeiter(?:in)? kolleg(?:e|in) lebensgefährt(?:e|in) partner(?:in)? lebenspartner(?:in)? ehepartner(?:in)? ehefrau ehemann verlobte[rn]? mitbewohner(?:in)? nachbar(?:in)? unfallgegner(?:in)? vorgänger(?:in)? nachfolger(?:in)? betreuer(?:in)? bevollmächtigte[rn]? lieferanschrift lieferadresse empfänger(?:in)? geliefert',
)
const BYSTANDERS = new RegExp(
  `(?<!\\p{L})(?:(?:${BESIDE})(?:[ ](?:des|der|dieser|am|vom)[ ]\\p{L}+)?(?:[ ](?:war|ist|wurde|sei|heißt|hieß|an|nach|zuvor|damals)){0,3}:?|[Cc]/[Oo]|nicht|statt|anstelle[ ]von)[ ]${NAME}`,
  'gu',
)

/** The words that say whom the mail is about, of the creditor's and of its attachments, and the firm's; without staff, and bystanders. */
const aboutWhom = onceFor((mentions: Mentions) => {
  const { written, attachedNames, quotedText, senderName } = mentions
  // A client who passes on what it got is greeted there.
  const isSender = (greeting: string) => nameTokens(greeting).some(word => nameTokens(senderName).includes(word))
  const rest = written
    .replace(GREETED, greeting => (isSender(greeting) ? greeting : ' | '))
    .replace(STAFF_BEFORE, ' | ')
    .replace(STAFF_BEHIND, ' | ')
  const toWords = (text: string) => `${foldName(text)} ${attachedNames} ${quotedText}`.split(/\s+/)
  return { withoutStaff: toWords(rest), withoutBystanders: toWords(rest.replace(BYSTANDERS, ' | ')) }
})

const isNamedIn = (text: readonly string[], one: Scored) => {
  const last = nameTokens(familyName(one.inquiry))
  return [last, ...last.filter(part => part.length > 3).map(part => [part])].some(
    name => findName(text, name).length > 0,
  )
}

/** Named nowhere but as somebody of the creditor's own, or as the one who is greeted. */
export function isStaffOnly(one: Scored, mentions: Mentions): boolean {
  return isNamedIn(mentions.own, one) && !isNamedIn(aboutWhom(mentions).withoutStaff, one)
}

/** Named nowhere but as somebody of the creditor's own or as who stands beside the debtor. */
export function isBystander(one: Scored, mentions: Mentions): boolean {
  return isNamedIn(mentions.own, one) && !isNamedIn(aboutWhom(mentions).withoutBystanders, one)
}

/** `Ute Blum schuldet uns …`, `Ute Blum hat die Ware nicht bezahlt`: in full, at the beginning of a sentence. */
const OWES = new RegExp(
  `(?:^|[\\n.:;][ ]?|[ ])(?:(?:Herrn?|Frau)[ ])?(${WORD}(?:[ ]${WORD}){1,2})(?:[ ](?:schuldet|haftet)(?!\\p{L})|[ ](?:hat|ist|steht|befindet)(?!\\p{L})[^.!?\\n]{0,80}?(?<!\\p{L})(?:offen|Rückstand|Verzug|nicht[ ](?:bezahlt|beglichen|gezahlt)|unbezahlt)(?!\\p{L}))`,
  'gu',
)

const owing = onceFor(({ written }: Mentions) =>
  [...written.slice(0, 30_000).matchAll(OWES)]
    .map(([, name]) => nameTokens(name!))
    .map(name => name.slice(name.findIndex(isGivenName)))
    .filter(name => name.length > 1 && isGivenName(name[0]!)),
)

/** Nothing but a name says who is meant, and it is that of somebody who works for the creditor, or who stands beside a debtor. */
export function owesNothingByName(best: Scored, mentions: Mentions): boolean {
  if (PROOFS.some(kind => has(best, kind))) return false
  if (isStaffOnly(best, mentions)) return true
  const names = nameTokens(best.inquiry.clientName)
  const isStrange = (person: readonly string[]) => person.every(word => names.every(name => !soundsLike(word, name)))
  if (owing(mentions).length > 0 && owing(mentions).every(isStrange) && !hasFirstName(best)) return true
  const others = mentions.persons.filter(
    (person, i) => person.length > 1 && isGivenName(person[mentions.inverted[i] ? 1 : 0]!) && isStrange(person),
  )
  return (others.length > 0 || owing(mentions).some(isStrange)) && isBystander(best, mentions)
}
