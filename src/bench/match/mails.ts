/**
 * Mails as creditors write them, about inquiries of the registry and about none: short, long, clear and vague ones, as long,
 * with as many names and numbers and as often in HTML as those of the development corpora.
 */
import type { Random } from '../../chaos/random.ts'
import { formatEuro } from '../../domain/extraction/summary.ts'
import type { MailContent } from '../../domain/extraction/types.ts'
import type { Sent } from './registry.ts'

type Writer = (about: Sent, random: Random) => { subject: string; body: string }

const euro = (random: Random) => formatEuro(random.between(1_000, 3_000_000))
const german = (iso: string) => iso.split('-').reverse().join('.')
const slip = (name: string) => name.replace(/(?<=.{2})[a-zäöü]/, '')

const WRITERS: Writer[] = [
  (about, random) => ({
    subject: `Ihr Zeichen ${about.aktenzeichen}`,
    body: `in der Sache ${about.clientName} beträgt unsere Gesamtforderung ${euro(random)}.\nUnser Zeichen: ${about.creditorReferences[0] ?? 'ohne'}`,
  }),
  (about, random) => ({
    subject: `Kundennummer ${about.creditorReferences[0] ?? ''}`,
    body: `offen sind derzeit ${euro(random)}, davon Zinsen ${euro(random)}.`,
  }),
  (about, random) => ({
    subject: `Forderungsaufstellung ${about.clientLastName}`,
    body: `für Ihren Mandanten ${about.clientName}${about.clientBirthDate ? ` (geb. ${german(about.clientBirthDate)})` : ''} beläuft sich der Saldo auf ${euro(random)}.`,
  }),
  (about, random) => ({
    subject: 'Ihre Anfrage',
    body: `Frau/Herr ${slip(about.clientLastName)}, ${about.clientFirstName} schuldet uns noch ${euro(random)}.`,
  }),
  about => ({ subject: `AW: ${about.clientLastName}`, body: `zu ${about.clientName} führen wir kein Konto.` }),
  (_, random) => ({ subject: 'Ihre Anfrage', body: `wir fordern insgesamt ${euro(random)}. Um wen geht es bitte?` }),
]

/** Who works at the creditor's: names that a lookup meets and that are no client's. */
const STAFF = [
  'Anneliese Brück',
  'Tarek Haddad',
  'Ute Sonnleitner',
  'Jörn Petersen',
  'Mandy Kröger',
  'Dr. Elke Mertens',
]
const LAWYER = 'Frau Rechtsanwältin Lohe'
const DISCLAIMER =
  'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den ' +
  'Absender und vernichten Sie diese Mail. Informationen zum Datenschutz: www.datenschutz.example'

type Wrapping = (core: string, about: Sent, random: Random) => string

const farewell = (about: Sent, random: Random) => {
  const [clerk, head] = [random.pick(STAFF), random.pick(STAFF)]
  return `Mit freundlichen Grüßen\ni. A. ${clerk}\n\n${about.creditorName}\nForderungsmanagement\nTelefon: 0${random.between(200, 999)} ${random.between(10_000, 99_999)}-${random.between(10, 99)}\nGeschäftsführung: ${head}\nAmtsgericht Altstadt HRB ${random.between(1_000, 99_999)}`
}

/** The firm's letter below the answer, as mail programs quote it. */
const quoted = (about: Sent) =>
  [
    'Von: Schuldnerhilfe Lohe <post@schuldnerhilfe-lohe.example>',
    `An: ${about.creditorEmail}`,
    `Betreff: ${about.clientName}, unser Zeichen ${about.aktenzeichen}`,
    '',
    'Sehr geehrte Damen und Herren,',
    `wir vertreten ${about.clientName}${about.clientBirthDate ? `, geboren am ${german(about.clientBirthDate)}` : ''}. Bitte teilen Sie uns die Höhe Ihrer Forderung mit und nennen Sie das Datum der Titulierung.`,
    'Unser Zeichen bitte stets angeben.',
  ].join('\n')

/** What stands around an answer: nothing, a letterhead, the letter that is answered, a page of small print. */
const WRAPPINGS: Wrapping[] = [
  (core, about) => `Sehr geehrte Damen und Herren,\n\n${core}\n\nMit freundlichen Grüßen\n${about.creditorName}`,
  (core, about, random) =>
    `${about.creditorName}\nPostfach ${random.between(1_000, 9_999)}\n\nIhr Ansprechpartner: ${random.pick(STAFF)}\n\nSehr geehrte ${LAWYER},\n\n${core}\n\n${farewell(about, random)}`,
  (core, about, random) =>
    `Guten Tag ${LAWYER},\n\n${core}\n\n${farewell(about, random)}\n\n-----Ursprüngliche Nachricht-----\n${quoted(about)}`,
  (core, about, random) =>
    `Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihr Schreiben, das ${random.pick(['Frau', 'Herr'])} ${random.pick(STAFF)} hier bearbeitet.\n\n${core}\n\n${farewell(about, random)}\n\n${DISCLAIMER}`,
]

const html = (text: string) => {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<html><head><style>p.MsoNormal {margin:0cm;font-family:"Calibri",sans-serif;}</style></head><body lang="DE"><div class="WordSection1">${escaped
    .split('\n\n')
    .map(paragraph => `<p class="MsoNormal">${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('\n')}</div></body></html>`
}

/** One mail in ten comes from an address that the registry does not know; every second has an HTML part, some only that. */
export function mailAbout(n: number, about: Sent, random: Random): MailContent {
  const { subject, body } = WRITERS[n % WRITERS.length]!(about, random)
  const stranger = random.next() < 0.1
  const text = random.pick(WRAPPINGS)(body, about, random)
  const format = random.next()
  return {
    subject,
    fromEmail: stranger ? `post${n}@kanzlei-${n}.example` : about.creditorEmail,
    fromName: stranger ? `Kanzlei ${n}` : about.creditorName,
    toEmail: 'post@schuldnerhilfe-lohe.example',
    receivedAt: about.sentAt + 20 * 86_400_000,
    bodyText: format < 0.15 ? null : text,
    bodyHtml: format < 0.55 ? html(text) : null,
    attachments: [],
  }
}

/** No sentence of a long mail stands in it twice: each names something of its own. */
const SENTENCES: ((random: Random) => string)[] = [
  random =>
    `Die Hauptforderung beruht auf dem Vertrag vom ${day(random)} und wurde ${random.pick(['mehrfach', 'zweimal', 'zuletzt schriftlich'])} angemahnt.`,
  random =>
    `Wir bitten um Mitteilung bis zum ${day(random)}, ob ein außergerichtlicher Einigungsversuch unternommen wird.`,
  random => `Zinsen werden seit dem ${day(random)} in Höhe von fünf Prozentpunkten über dem Basiszinssatz berechnet.`,
  random => `Für Rückfragen erreichen Sie ${random.pick(STAFF)} montags bis freitags ab ${random.between(7, 10)} Uhr.`,
  random =>
    `Eine Ratenzahlung von monatlich ${euro(random)} wurde am ${day(random)} vereinbart und nach ${random.between(2, 9)} Raten eingestellt.`,
  random =>
    `Der Titel des Amtsgerichts Altstadt vom ${day(random)} liegt uns vor, eine Kopie auf ${random.between(2, 30)} Seiten fügen wir bei.`,
  random =>
    `Auf das Schreiben vom ${day(random)} ging bei uns weder eine Zahlung noch eine Antwort ein, sodass wir ${random.pick(STAFF)} mit dem Vorgang betraut haben.`,
  random =>
    `Die Rücklastschrift vom ${day(random)} verursachte Kosten der Bank, die wir mit ${euro(random)} beziffern müssen.`,
]

const day = (random: Random) => `${random.between(1, 28)}.${random.between(1, 12)}.20${random.between(18, 25)}`

/** A long reply about `size` characters long: an account of items and prose, and below it now and then a long thread. */
export function longMail(n: number, about: Sent, size: number, random: Random): MailContent {
  const mail = mailAbout(0, about, random)
  const parts = [
    `Sehr geehrte Damen und Herren,\n\nin der Sache ${about.clientName}, Ihr Zeichen ${about.aktenzeichen}, nehmen wir wie folgt Stellung.\n`,
  ]
  const thread = n % 3 === 2
  for (let length = 0; length < size; length += parts.at(-1)!.length) {
    const row = `${day(random)}\tRechnung ${random.between(10_000, 99_999)}\t${euro(random)}`
    const prose = `${random.pick(SENTENCES)(random)} ${random.pick(SENTENCES)(random)}\n`
    const old = thread && length > size / 2
    parts.push(old ? `> ${prose}` : random.next() < 0.4 ? row : prose)
  }
  return { ...mail, bodyText: parts.join('\n').slice(0, size), bodyHtml: null }
}
