/**
 * What is wanted of the firm itself and of no client: its time, its opinion, its money, a click. Told by what comes together in
 * a mail, each of which alone may stand below a creditor's reply.
 */
import { anyOf } from './intent/signs.ts'
import { sifted } from './patterns/sieve.ts'

/** To be asked about its work, as a customer or for a study. */
const OPINION = anyOf`
  \w*umfrage\w* | \w*befragung\w* | fragebog\w* | wie (?:zufrieden|erleben|bewerten|beurteilen|empfanden|gut) | (?:ihre|eure|your) (?:meinung|einschatzung|bewertung|erfahrung\w*|opinion|feedback) | feedback | survey | questionnaire | rate (?:us|our)
`
const STUDY = anyOf`
  (?:master|bachelor|diplom|doktor|abschluss|examens|haus|seminar|semester)-?arbeit | dissertation | promotionsvorhaben | studie | study | forschungs\w* | forsche | research | lehrstuhl | thesis | untersuch\w*,? (?:wir |ich )?(?:warum|wie|ob|weshalb) | (?:unsere|meine) (?:schul|projekt)?klasse | schulerprojekt\w* |
  redaktion | (?:sendung|beitrag|artikel|reportage|podcast|dokumentation|interview)\b[^.;!?]{0,60}\b(?:suche|suchen|dreh\w*|zeitung|magazin|fernseh\w*|radio|uber) | vor der kamera | journalist\w* | reporter\w*
`
const TAKES_PART = anyOf`
  interviews? | befragen | (?:\d+|ein|eine|funf|zehn|halbe|dreiviertel\w*|wenige) (?:minuten?|stunde) | teilnehm\w* | teilnahme\w* | mitmachen | ausfullen | anonym\w* | verlos\w* | gewinnen | gewinnspiel | aufwandsentschadigung | dreht | fragen (?:zu )?beantworten | minutes | take part | participate | anonymous\w* | prize
`
/** To give, for somebody else. */
const CHARITY = anyOf`
  spende\w* | gespendet | spendenkonto | patenschaft\w* | donat\w* | gemeinnutzig\w* | steuerlich (?:absetzbar|abzugsfahig)
`
const HELPS = sifted(/\b(?:helfen|hilft|hilfe|unterstutz\w*|ermoglich\w*|bewahr\w*|support\w*|help\w*)\b/)
/** What the reader is said to have with the sender. */
const READERS = sifted(
  /\b(?:ihre?[nmrs]?|deine?[nmrs]?|eure?[nmrs]?|your) (?:\w+ ){0,2}(?:zahlung|rechnung|lastschrift|rucklastschrift|konto|anschluss(?:es)?|vertrag|anlage|zahler|bestellung|lieferung|sendung|paket|abo\w*|karte|daten|betrag|ruckstand|postfach|zugang|payment|invoice|account|order|subscription|card)\b/,
)
const LINK = sifted(
  /https?:|\bwww\.|\.(?:zip|exe|html?|iso|rar)\b|\b(?:(?:diesen|den|folgenden|this) (?:\w+ )?link|hier (?:\w+ ){0,3}(?:einsehen|klicken|bezahlen|begleichen|herunterladen|abrufen|anmelden|bestatigen)|klick\w*|herunter(?:laden)?|download|qr-?code)\b/,
)
const HURRY = sifted(
  /\b(?:stunden|noch heute|heute noch|sofort|andernfalls|ansonsten|sonst|sperr\w*|abschalt\w*|abgeschaltet|letzte (?:mahnung|erinnerung|aufforderung|chance)|hours|today|otherwise|immediately)\b/,
)
/** What is sold by the month or the seat, and to be shown. */
const SOLD = sifted(
  /\bbetrag (?:\w+ ){0,2}(?:im|pro|je|per|a) (?:monat|month|nutzer|platz|arbeitsplatz|lizenz|user|seat|anwalt|akte)\b/,
)
const SHOWN = sifted(
  /\b(?:zeig|fuhr|prasentier|demonstrier|stell)\w* (?:wir|ich) (?:\w+ ){0,3}(?:ihnen|euch|dir|vor)\b|\b(?:zeigen|fuhren|prasentieren|stellen) (?:es |das )?(?:ihnen|euch)\b|\b(?:app|tool|programm|plattform|losung|produkt|software|kunstliche intelligenz|ki)\b/,
)

/** What is held on a day, for who pays to come. */
const HELD = sifted(
  /\b(?:am|vom|ab|on) (?:datum|\w+ \d{1,2}\b)[^.;!?]{0,60}\b(?:diskutier\w*|referier\w*|tagen|tagt|findet|treffen|beginnt|ladt|laden|spricht|sprechen)\b|\b(?:einladung|veranstaltung|vortrag\w*|forum|fachtag|messe|lehrgang|konferenz|conference)\b/,
)
const ENTRY = sifted(
  /\b(?:eintritt\w*|tickets?|teilnahme(?:gebuhr|beitrag|entgelt)?|fruhentschlossene\w*|anmeldeschluss|platze|sitzplatz\w*|registration|admission)\b/,
)
/** The reader itself is to pay. */
const UNPAID = sifted(
  /\b(?:unbezahlt|unbeglichen|offen|uberfallig|nicht (?:bezahlt|beglichen|eingegangen)|unpaid|overdue)\b/,
)
const PAY = sifted(/\b(?:uberweisen|begleichen|zahlen|bezahlen|uberweis|pay|settle) (?:sie|bitte|it|this)\b/)
const SOMEBODY = sifted(
  /\b(?:herrn?|frau|eheleute|mandant\w*|mandantschaft|schuldner\w*|kund(?:e|in|en)|mitglied\w*|mieter\w*|client|debtor)\b/,
)

/** Money for what the firm's own clients owe it, and a talk about that. */
const ADVANCED = sifted(
  /\b(?:ankauf|factoring|vorfinanzier\w*|bevorschuss\w*|liquiditat\w*|auszahlung|ausfallrisiko)\b|\bauf (?:ihrem|dem) \w*konto\b/,
)
const FEES = sifted(
  /\b(?:honorar(?:e[ns]?|forderung\w*)?|gebuhrenforderung\w*|aussenstande\w*|kanzleikonto|saumige\w* mandant\w*|freie\w* beruf\w*|bestand)\b/,
)
const MEETING = sifted(
  /\b(?:termin|vorbeikommen|telefonat|am telefon|telefonisch besprochen|(?:kurzes|personliches|erstes) gesprach|kennenlernen|passt ihnen|haben sie \w+ \w+ zeit)\b/,
)

/** How much speaks for it. `text`: subject, sentences and rows, folded, sums as `betrag`; `answers`: it states a claim of a case. */
export function wantedOfTheFirm(text: string, answers: boolean): number {
  const both = (one: boolean, other: boolean, weight: number) => (one && other ? weight : 0)
  const takesPart = TAKES_PART.test(text)
  const readers = READERS.test(text)
  const link = LINK.test(text)
  return (
    // Below an answer, a question how it was liked is part of the letterhead.
    (answers ? 0 : both(OPINION.test(text), takesPart, 6)) +
    both(STUDY.test(text), takesPart, 6) +
    (answers ? 0 : both(CHARITY.test(text), HELPS.test(text), 6)) +
    both(readers && link, HURRY.test(text), 7) +
    (answers ? 0 : both(HELD.test(text), ENTRY.test(text), 6)) +
    both(readers && UNPAID.test(text), PAY.test(text) && !SOMEBODY.test(text), 5) +
    both(SOLD.test(text), SHOWN.test(text), 4) +
    both(ADVANCED.test(text) && FEES.test(text), MEETING.test(text), 7)
  )
}
