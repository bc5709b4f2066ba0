/** Mails as creditors write them, about inquiries of the registry and about none: short, long, clear and vague ones. */
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

/** One mail in ten comes from an address that the registry does not know. */
export function mailAbout(n: number, about: Sent, random: Random): MailContent {
  const { subject, body } = WRITERS[n % WRITERS.length]!(about, random)
  const stranger = random.next() < 0.1
  return {
    subject,
    fromEmail: stranger ? `post${n}@kanzlei-${n}.example` : about.creditorEmail,
    fromName: stranger ? `Kanzlei ${n}` : about.creditorName,
    toEmail: 'post@schuldnerhilfe-lohe.example',
    receivedAt: about.sentAt + 20 * 86_400_000,
    bodyText: `Sehr geehrte Damen und Herren,\n\n${body}\n\nMit freundlichen Grüßen\n${about.creditorName}`,
    bodyHtml: null,
    attachments: [],
  }
}

const SENTENCES = [
  'Die Hauptforderung beruht auf dem Vertrag vom 3. März 2019 und wurde mehrfach angemahnt.',
  'Wir bitten um Mitteilung, ob ein außergerichtlicher Einigungsversuch unternommen wird.',
  'Zinsen werden in Höhe von fünf Prozentpunkten über dem Basiszinssatz berechnet.',
  'Für Rückfragen erreichen Sie uns montags bis freitags von 8 bis 17 Uhr.',
  'Eine Ratenzahlung wurde am 14.02.2020 vereinbart und nach zwei Raten eingestellt.',
  'Der Titel des zuständigen Gerichts liegt uns vor, eine Kopie fügen wir bei.',
]

/** A long reply with an account of items and prose, about `size` characters. */
export function longMail(n: number, about: Sent, size: number, random: Random): MailContent {
  const mail = mailAbout(0, about, random)
  const parts = [`${mail.bodyText}\n\nForderungsaufstellung\n`]
  for (let length = 0; length < size; length += parts.at(-1)!.length) {
    const row = `${random.between(1, 28)}.${random.between(1, 12)}.2024\tRechnung ${random.between(10_000, 99_999)}\t${euro(random)}`
    parts.push(
      random.next() < 0.4 ? row : `${SENTENCES[(n + parts.length) % SENTENCES.length]} ${random.pick(SENTENCES)}\n`,
    )
  }
  return { ...mail, bodyText: parts.join('\n').slice(0, size) }
}
