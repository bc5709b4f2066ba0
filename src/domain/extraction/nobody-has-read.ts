/**
 * Whether a mail only speaks of itself: that a message has come, when somebody will look at it, who is away meanwhile. Told by
 * what its sentences are about and not by how they say it: none of them may speak of a debtor, a claim, or what to do.
 */
import { isProofRefused, signsOfAsking } from './intent/asking.ts'
import { PLAN } from './intent/consent.ts'
import { anyOf } from './intent/signs.ts'
import { sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'

/** What was sent to the creditor. */
const MESSAGE = sifted(
  /\b(?:(?:ihre?[nmrs]?|eure?[nmrs]?|euer|deine?[nmrs]?|your|diese?[nmrs]?|this|the) (?:[\w-]+ ){0,2})(?:\w*nachricht(?:en)?|e-?mails?|mails?|\w*anfragen?|zuschrift(?:en)?|eingaben?|anliegens?|schreibens?|zeilen|post|mitteilung(?:en)?|kontaktaufnahme|meldung|briefe?s?|fax|\w*formular|angaben|datei(?:en)?|unterlagen|messages?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)|letters?)\b/,
)
/** What it is about, up to the verb, says nothing that the sender means. */
const ABOUT =
  /^[,:]? ?(?:about|regarding|concerning|zu[mr]?|wegen|bezuglich|betreffend|betreffs|in (?:der )?sachen?|hinsichtlich|uber|mit (?:dem )?betreff|vom|von)\b/
/** Where it is now, and what was done with it there. */
const HANDLED = anyOf`
  erhalten | bekommen | empfangen | eingegangen | eingelangt | eingetroffen | angekommen | erreicht | gelandet | landete | liegt | steht | wartet | warteschlange | registriert | erfasst |
  aufgenommen | angenommen | eroffnet | angelegt | zugeleitet | zugewiesen | weitergeleitet | weitergegeben | ubergeben | vorgemerkt | gespeichert | kennung | nummer | eingang | erhalt | danke | dank |
  gesendet | abgeschickt | ubermittelt | kopie | bei uns |
  logged | landed | received | reached | assigned | opened | created | queued? | in guten handen | in good hands | thanks? | got
`
/** Who writes is thanked for that. */
const THANKED = sifted(
  /\b(?:danke|dank|schon|freu\w*|thanks?|thank you)\b[^.;!?]{0,40}\b(?:schreiben|geschrieben|meldest|melden|gemeldet|wenden|gewandt|kontaktier\w*|kontaktaufnahme|writing|contacting|getting in touch|reaching out)\b/,
)
/** How long it takes, in which order, and who comes to it then. */
const LATER = anyOf`
  (?:warte|antwort|reaktions|bearbeitungs)(?:zeit|zeiten|dauer)\w* | (?:waiting|response|turnaround|processing) times? | reihenfolge | (?:\d+|ein(?:e|em|en|er|ige\w*)?|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|vierzehn|wenige\w*|mehrere\w*|two|three|four|five|seven|ten|few|several) (?:\w+ )?(?:werk|arbeits|bank)?(?:tage?n?|wochen?|stunden|monate?n?|days?|weeks?|hours?) |
  so (?:bald|schnell|rasch|zugig) (?:wie|es) | schnellst ?moglich | baldmoglichst | as soon as | demnachst | in kurze | zeitnah | shortly | geduld | gedulden | patience | sobald | (?:meldet|melden) (?:\w+ )?(?:sich|uns) | get back | be in touch | pick it up | (?:nimmt|kummert|widmet) sich | ubernimmt | bearbeitet\w* |
  der reihe nach | (?:zum|nach dem) (?:stand|sachstand) | (?:sachstands|ruck|nach)\w*fragen | (?:stau|ruckstau) | aufkommen | in the order
`
/** Help for everybody. */
const FOR_ALL = anyOf`
  app | kundenbereich | (?:kunden|service|online)-?\w*portal | faqs? | haufig\w* (?:gestellte\w* )?fragen | hilfe-?(?:seite|bereich|center)\w* | homepage | internetseite | website | webseite | chat\w* | tipps? | tips? | ubrigens | did you know | wussten sie | by the way | rund um die uhr
`
/** Nobody is there. */
const NOBODY = anyOf`
  (?:niemand|keiner|kein mensch|nicht|nobody|no one|none of us|nie)\b[^.;!?]{0,40}\b(?:da|dienst|buro|platz|haus|besetzt|liest|lesen|gelesen|abgerufen|abrufen|stellung|erreichbar|schreibtisch|im land|there|around|desk|office|reading) | (?:post|mails?|postfach|e-?mails)\b[^.;!?]{0,30}\b(?:keiner|niemand|nicht|nobody|no one) | (?:bis|ab|vom|until|from)\b[^.;!?]{0,40}\b(?:fort|weg|verreist|unterwegs|away|gone)
`
/** Why. */
const AWAY = anyOf`
  \w*urlaub\w* | \w*ferien | sabbat\w* | elternzeit | mutterschutz | krank\w* | erkrankt | kur | reha | reise | dienstreise | auszeit | ruhestand | rente | feiertag\w* | bruckentag\w* | inventur | umzug | betriebsausflug | belegschaftsversammlung |
  kehr\w* (?:[\w.-]+ ){0,8}zuruck | zuruckkehr\w* |
  holidays? | vacation | leave | sabbatical | retire\w* | travelling | geschlossen | zu | dicht | closed
`
/** Who is asked meanwhile: the only persons that such a note names. */
const DEPUTY = sifted(
  /\b(?:dringend\w*|eilig\w*|eilt|eilt es|unaufschiebbar\w*|notfall\w*|notfalle\w*|zwischenzeit|solange|so lange|bis dahin|unterdessen|derweil|vertretung|vertritt|vertreten|vertretungsweise|springt|hilft|helfen|urgent\w*|meanwhile|in my absence|kolleg\w*)\b/,
)
/** Somebody's debt, what is done about it, and what the firm is asked for. */
const OF_THE_CASE = anyOf`
  (?:herrn?|frau|eheleute|mr|mrs|ms) \w+ | mandant\w* | mandantschaft | klient\w* | schuldner\w* | (?:unser|der|die|dem|den|einen?|keine?n?) ?\w* (?:kunden?|kundin|mitglied|mieter\w*|patient\w*) | clients? | debtors? | betrag | \w*forderung(?:en)? | anspruche?\w* | schulde\w* | schulden | \w*ruckstand\w* | saldo | restschuld | guthaben | offen\w* |
  outstanding | owe[sd]? | balance | claims? | \w*inkasso\w* | \w*anwalt\w* | \w*anwalte\w* | lawyers? | solicitors? | \w*gericht\w* | insolvenz\w* | \w*vollstreckung\w* | pfandung\w* | abgetreten | abtretung | verkauft | sold | bezahlt | beglichen | erledigt | paid | settled | kundigung\w* | gekundigt | verjahrt\w*
`
/** What a machine asks for. */
const PATIENCE = sifted(/\b(?:abzusehen|abstand|geduld|gedulden|verzichten|patience|patient|bear with)\b/)
const NOT = sifted(/\b(?:nicht|nichts|kein\w*|weder|nie|ohne|not|no|cannot|unable)\b/)
/** A price for whoever asks for the service. */
const PRICE = /\b(?:je|pro|ab|kostenlos|kostenfrei|gratis|per|free|from)\b/
const ROBOT =
  /^(?:[\w.]*no-?_?reply|do-?_?not-?_?reply|keine-?antwort\w*|nicht-?antworten|noreply\w*|auto-?(?:reply|mail|responder)?|automat\w*|notifications?|system|robot|bot)\b/i
/** A number in brackets or behind `#`, as ticket systems set it. */
const TICKET = /\[[^\]]{0,20}\d{4,}\]|#\d{3,}|\b(?:ticket|case|vorgang|fall)\b.{0,12}\d{3,}/

/** A field of a form that is sent back. */
const FIELD =
  /^(?:(?:vor|nach|familien)?name|absender|e-?mail\w*|betreff|thema|kategorie|kanzlei|firma|telefon|rubrik|vorgang|ticket\w*|datum|uhrzeit|subject|sender|category)(?::| )/
/** A machine that talks: says what it is, or waits for a word as an answer. */
const BOT = sifted(
  /\b(?:ich bin|hier (?:ist|schreibt)|mein name ist|this is|i am|i'm)\b[^.!?]{0,40}\b(?:digital|virtuell|automati|virtual|automated|kunstlich)\w* \w+|\bchat-?bot|\b(?:antworte\w*|schreib\w*|tipp\w*|reply|type) (?:sie |bitte |einfach |uns )*(?:mit |with )?\w{1,12} (?:oder|or) \w{1,14}\s*(?:[.!]|$)/,
)
const SOMEBODY = sifted(/\b(?:herrn?|frau|eheleute|mandant\w*|mandantschaft|schuldner\w*|clients?|debtors?)\b/)

const GREETING = /^(?:guten|hallo|hi|hey|sehr geehrte|liebe|moin|servus|gruezi|dear|hello|good)\b/

interface Told {
  /** The subject, folded, and the creditor's sentences. */
  subject: string
  sentences: readonly string[]
  fromEmail: string
  sums: readonly Sum[]
}

/** Whether a mail tells nothing but what becomes of the message, in so many words that a machine or a note must have sent it. */
export function saysNothingOfTheCase({ subject, sentences, fromEmail, sums }: Told): boolean {
  if (sentences.length > MOST || sums.some(isClaimed)) return false
  if (sentences.slice(0, 12).some(sentence => BOT.test(sentence)))
    return !sentences.some(sentence => SOMEBODY.test(sentence))
  const told = countKinds(sentences)
  if (told === null) return false
  if (told.come === 0 && kindOf(subject) === 'come') told.come++
  const { come, later, away, other } = told
  const robot = (ROBOT.test(fromEmail) ? 1.5 : 0) + (TICKET.test(subject) ? 1 : 0)
  const points = Math.min(come, 1) * 2 + Math.min(later, 2) * 1.5 + Math.min(away, 2) * 2 + robot
  return points >= 3.5 && other <= come + later + away
}

/**
 * The same of a mail that does nothing else: no claim was read, no sentence agrees, refuses, asks or hands over. `perhaps`
 * where something is said beside it, which may be an answer in words that nobody has thought of.
 */
export function tellsOnlyOfItself({ sentences, sums }: Told): 'surely' | 'perhaps' | null {
  if (sentences.length > MOST || sums.some(isClaimed)) return null
  const told = countKinds(sentences)
  if (told === null) return null
  const said = told.come + told.later + told.away
  if (said === 0 || told.other > said + 1) return null
  const rest = sentences.filter(sentence => kindOf(sentence) === 'other' && !GREETING.test(sentence))
  return rest.length === 0 && told.later + told.away > 0 ? 'surely' : 'perhaps'
}

/** A longer mail has something to say. */
const MOST = 30

/** How many sentences are about what; null as soon as one is about the case. */
function countKinds(sentences: readonly string[]): { come: number; later: number; away: number; other: number } | null {
  const told = { come: 0, later: 0, away: 0, other: 0 }
  for (const sentence of sentences) {
    const kind = kindOf(sentence)
    if (kind === 'case') return null
    if (kind === 'for_all' || (kind === 'other' && sentence.length < 26)) continue
    told[kind]++
  }
  return told
}

const isClaimed = ({ role, unit }: Sum) =>
  ['total', 'principal', 'item', 'interest', 'payment'].includes(role) &&
  !PRICE.test(unit.folded) &&
  !FIELD.test(unit.folded)

type Kind = 'come' | 'later' | 'away' | 'for_all' | 'other' | 'case'

function kindOf(written: string): Kind {
  // Addresses are called after anything.
  const sentence = written.replace(/\S+@\S+/g, ' ')
  if (FIELD.test(sentence)) return 'for_all'
  if (FOR_ALL.test(sentence) && !/\b(?:herrn?|frau|mandant\w*|client)\b/.test(sentence)) return 'for_all'
  if (PRICE.test(sentence) && /\bbetrag\b/.test(sentence) && sentence.length < 80) return 'for_all'
  const { text, come } = withoutAbout(sentence)
  if (AWAY.test(text) && NOBODY.test(text)) return isOfTheCase(text, true) ? 'case' : 'away'
  // `Zuständig ist nicht unser Haus`: that is an answer.
  if (NOBODY.test(text) && !isOfTheCase(text, false)) return /\bzustandig\b/.test(text) ? 'case' : 'away'
  if (DEPUTY.test(text) && !isOfTheCase(text, true)) return 'away'
  if (isOfTheCase(text, false)) return 'case'
  if (AWAY.test(text) && /\b(?:bis|ab|vom|until|from|till|wieder|back|zuruck)\b/.test(text)) return 'away'
  if (come) return 'come'
  return LATER.test(text) ? 'later' : 'other'
}

/** A sentence about the message without what the message was about. */
function withoutAbout(sentence: string): { text: string; come: boolean } {
  const found = MESSAGE.exec(sentence)
  if (!found) return { text: sentence, come: THANKED.test(sentence) }
  const end = found.index + found[0].length
  const tail = sentence.slice(end)
  const handled = HANDLED.exec(tail)
  const object = ABOUT.test(tail) ? tail.slice(0, handled?.index ?? tail.length) : ''
  const text = sentence.slice(0, end) + tail.slice(object.length)
  return { text, come: HANDLED.test(text) && !NOT.test(text) }
}

/** `deputed`: persons and areas of work are those of the one who stands in. */
function isOfTheCase(text: string, deputed: boolean): boolean {
  const said = deputed
    ? text.replace(
        /\b(?:herrn?|frau|mr|mrs|ms|kolleg\w+) \w+|\bin \w*sachen\b|\b\w*forderungs?\w*sachen\b|\berledigt\b/g,
        ' ',
      )
    : text
  if (OF_THE_CASE.test(said) || PLAN.test(said) || isProofRefused(said)) return true
  return signsOfAsking(said).length > 0 && !PATIENCE.test(said)
}
