/** What a mail mentions, prepared once so that many candidates can be compared with it quickly. */
import { findDates } from '../extraction/dates.ts'
import { findDebtors } from '../extraction/names.ts'
import { givesOrders } from '../extraction/orders.ts'
import { findPrincipals } from '../extraction/principals.ts'
import { type FoundNumber, findNumbers } from '../extraction/references.ts'
import { type ReadingConfig, readMail } from '../extraction/reply.ts'
import type { Extraction, MailContent } from '../extraction/types.ts'
import { onceFor } from '../remember.ts'
import { type CasedWord, casedWords } from './neighbours.ts'
import {
  domainAndParents,
  emailDomain,
  foldName,
  isMailboxProvider,
  nameTokens,
  normaliseReference,
} from './normalise.ts'
import { addressesOf, aktenzeichenKeys } from './query.ts'
import { withSignedName } from './signed-name.ts'

export interface Mentions {
  /** Folded words of the creditor's own text (subject, body, attachments), and of the firm's quoted text. */
  own: string[]
  quoted: string[]
  /** Sender name, signature and mail address, folded, where the creditor shows itself. */
  senderText: string
  /** The same without the mail address. */
  shownText: string
  /** On whose behalf the sender says it writes, folded. */
  principalText: string
  /** What the sender calls itself in the address line, folded. */
  senderName: string
  senderEmail: string
  senderDomains: string[]
  otherEmails: string[]
  /** Keys of file numbers in the own text, and in the quoted text. */
  ownNumbers: Set<string>
  quotedNumbers: Set<string>
  references: Set<string>
  /** Names of persons as lists of folded words. */
  persons: (readonly string[])[]
  /** Of each person, whether it is written `Last, First`. */
  inverted: boolean[]
  /** Persons in full whom the creditor's own words are about, folded. */
  debtors: (readonly string[])[]
  birthDates: string[]
  /** Dates right behind a word with a capital, or in brackets behind it, by that word, folded: `Kern (03.04.1970)`. */
  datedWords: ReadonlyMap<string, string>
  /** Dates in the own text (letters that are referred to), ISO. */
  dates: Set<string>
  /** Own text, folded, as one string with spaces around: for addresses and names of several words. */
  ownText: string
  quotedText: string
  /** All text without the words by which a letter greets whom it goes to: titles in it belong to persons it is about. */
  titledText: string
  /** Folded words that follow `Herr` or `Frau`, or stand in the subject with a capital: names, not the adjective `groß`. */
  called: Set<string>
  /** As written, composed: tells `Müller` from `Mueller`. */
  ownRaw: string
  /** The same with its case, and the persons whom only an attachment names, folded. */
  written: string
  attachedNames: string
  /** The creditor's words in order with their case. */
  cased: CasedWord[]
  /** The creditor's words with the signature, and the firm's, as written: where file numbers are looked for. */
  ownWritten: string
  quotedWritten: string
  /** Keys of numbers by the label that the creditor gives them: `Ihr Zeichen`, its own (`Kundennummer`), and just that (`Unser Zeichen`). */
  labels: { firm: ReadonlySet<string>; creditor: ReadonlySet<string>; ours: ReadonlySet<string> }
  /** References in the subject, or behind a label that begins a line, unlike those that a sentence mentions. */
  headed: ReadonlySet<string>
}

export function mentionsOf(mail: MailContent, extraction: Extraction, config: ReadingConfig = {}): Mentions {
  const read = readMail(mail, config)
  const lines = read.outer === 'creditor' ? withSignedName(read.lines, read.senderName) : read.lines
  const text = (by: string, ...zones: string[]) =>
    lines
      .filter(line => line.by === by && zones.includes(line.zone))
      .map(line => line.text)
      .join('\n')
      .slice(0, 200_000)
  const calm = (written: string) =>
    extraction.flags.includes('instructions_to_ai')
      ? written.replace(/[^\n]+?(?:[.!?]+(?=\s)|(?=\n|$))/g, dropOrder)
      : written
  const ownRaw = calm(`${read.subject}\n${text('creditor', 'body', 'attachment')}`)
  const quotedRaw = text('firm', 'body', 'attachment')
  const signature = text('creditor', 'signature')
  const letterhead = letterheadOf(
    lines.filter(line => line.by === 'creditor' && line.zone === 'body').map(line => line.text),
  )
  const shown = foldName(`${read.senderName} ${letterhead} ${signature}`)
  const attachedNames = onlyAttached(extraction.clientNames, ownRaw, quotedRaw)
  const own = `${foldName(ownRaw)}${attachedNames}`
  const quoted = foldName(quotedRaw)
  const keysIn = (folded: string) => (written: string) => ` ${folded} `.includes(` ${foldName(written)} `)
  const numbers = [...new Set([...extraction.aktenzeichen, ...extraction.references])]
  const domain = emailDomain(read.senderEmail)
  // Matching may see a mail without its attachments: a number that stands nowhere in it stands there.
  const whole = foldName(text('creditor', 'body', 'attachment'))
  const attached = numbers.filter(number => ![own, quoted, whole].some(folded => keysIn(folded)(number)))
  const found = findNumbers(ownRaw.slice(0, 30_000))
  const references = new Set(extraction.references)
  const labelled = (label: string, head = /./) =>
    found.filter(one => one.label === label && !one.plain && head.test(one.head)).map(one => one.text)
  return {
    own: own.split(' '),
    quoted: quoted.split(' '),
    senderText: ` ${shown} ${foldName(read.senderEmail.replace(/[@._-]/g, ' '))} `,
    shownText: ` ${shown} `,
    // Who speaks of itself (`Forderungen der Stadt`) writes for nobody else.
    principalText: ` ${findPrincipals(ownRaw)
      .map(foldName)
      .filter(name => !` ${foldName(read.senderName)} `.includes(` ${name} `))
      .join(' | ')} `,
    senderName: foldName(read.senderName),
    senderEmail: read.senderEmail,
    senderDomains: isMailboxProvider(domain) ? [] : domainAndParents(domain),
    otherEmails: addressesOf(mail, config).filter(address => address !== read.senderEmail),
    ownNumbers: new Set([...numbers.filter(keysIn(own)), ...attached].flatMap(aktenzeichenKeys)),
    quotedNumbers: new Set(numbers.filter(keysIn(quoted)).flatMap(aktenzeichenKeys)),
    references: new Set([...extraction.references, ...extraction.aktenzeichen].map(normaliseReference)),
    persons: extraction.clientNames.map(nameTokens),
    inverted: extraction.clientNames.map(name => name.includes(',')),
    debtors: findDebtors(ownRaw.slice(0, 30_000)).map(nameTokens),
    birthDates: extraction.birthDates,
    datedWords: datedWords(ownRaw.slice(0, 30_000), new Date(mail.receivedAt).getUTCFullYear()),
    dates: new Set(findDates(ownRaw.slice(0, 60_000)).map(date => date.iso)),
    ownText: ` ${own} `,
    quotedText: ` ${quoted} `,
    titledText: ` ${foldName(`${ownRaw}\n${quotedRaw}`.replace(GREETING, ' '))} `,
    called: calledIn(read.subject, `${ownRaw}\n${quotedRaw}`),
    ownRaw: ownRaw.normalize('NFC').toLowerCase(),
    written: ownRaw.normalize('NFC'),
    attachedNames,
    cased: casedWords(ownRaw.slice(0, 60_000)),
    ownWritten: `${ownRaw}\n${signature}`,
    quotedWritten: quotedRaw,
    labels: {
      firm: new Set([...labelled('firm'), ...attached.filter(one => !references.has(one))].flatMap(aktenzeichenKeys)),
      creditor: new Set(labelled('creditor', OWN_HEAD).flatMap(aktenzeichenKeys)),
      ours: new Set(labelled('creditor', /^(?:unser|mein|hiesig|our)/i).flatMap(aktenzeichenKeys)),
    },
    headed: new Set(
      [
        ...found.filter(one => isHeaded(one, ownRaw, read.subject)).map(one => one.text),
        ...numbers.filter(text => read.subject.includes(text)),
        ...attached,
      ].map(normaliseReference),
    ),
  }
}

const DAY_MS = 86_400_000
const daysOf = onceFor((dates: ReadonlySet<string>) => new Set([...dates].map(iso => Date.parse(iso) / DAY_MS)))

/** The day of the letter of inquiry, ISO, if the mail mentions it; else null. */
export function letterDate({ sentAt }: { sentAt: number }, { dates }: Mentions): string | null {
  // Writing dates costs much more than counting days.
  if (!daysOf(dates).has(Math.floor(sentAt / DAY_MS))) return null
  const sent = new Date(sentAt).toISOString().slice(0, 10)
  return dates.has(sent) ? sent : null
}

/** The creditor's words, a gap, and the firm's. */
export const allWords = onceFor((mentions: Mentions): readonly string[] => mentions.own.concat(['|'], mentions.quoted))

/** `Guten Tag Frau Kern`: whom the letter goes to. `Guten Tag,` above `Frau Kern schuldet …` greets nobody of that name. */
const GREETING =
  /(?<!\p{L})(?:geehrte[rs]?|liebe[rs]?|hallo|tag|moin|dear|morgen)(?:[ ]{1,2}|,[ ]{1,2}(?=[^\n,!.]{2,40}[,!]?[ ]*(?:\n|$)))(?:herrn?|frau|mrs?|ms)(?![\p{L}])/giu

/** Labels of what only a creditor numbers; `Vorgang`, `Akte` or `Fall` may be either side's. */
const OWN_HEAD =
  /^(?:unser|mein|hiesig|our|kunden?|kd|vertrag|versicher|vers|police|mitglied|rechnung|rg|konto|kto|kredit|darlehen|beitrag|miet|bestell|auftrag|buchung|kassen|steuer|ticket|invoice|account|contract|customer|policy|loan|member)/i

function isHeaded({ label, head, start, end }: FoundNumber, text: string, subject: string): boolean {
  if (end <= subject.length) return true
  return (
    label !== 'none' &&
    /(?:^|\n)[\s*•–-]{0,4}(?:[A-Z][^\n]{0,30}:[^\n]{0,30})?$/.test(
      text.slice(Math.max(0, start - head.length - 70), start - head.length),
    )
  )
}

/** A person in debt is at least so old, in years. */
const YOUNGEST = 14

function datedWords(text: string, year: number): Map<string, string> {
  const found = new Map<string, string>()
  for (const { iso, start } of findDates(text)) {
    if (Number(iso.slice(0, 4)) > year - YOUNGEST) continue
    const [, word] = /(\p{Lu}[\p{L}'’-]+)[ ]?[,(/]{0,2}[ ]?\*?$/u.exec(text.slice(Math.max(0, start - 40), start)) ?? []
    if (word) for (const token of nameTokens(word)) found.set(token, iso)
  }
  return found
}

/** Numbers and names in an order to a machine are nobody's. */
function dropOrder(sentence: string): string {
  return givesOrders(sentence) ? ' ' : sentence
}

/** Persons whom only an attachment names, folded, with a gap before each. */
function onlyAttached(names: readonly string[], own: string, quoted: string): string {
  const text = ` ${foldName(own)} ${foldName(quoted)} `
  return names
    .map(foldName)
    .filter(name => name !== '' && !text.includes(` ${name} `))
    .map(name => ` | ${name}`)
    .join('')
}

function calledIn(subject: string, text: string): Set<string> {
  const called = new Set<string>()
  for (const [word] of subject.matchAll(/\p{Lu}[\p{L}'’-]{1,40}/gu))
    for (const token of nameTokens(word)) called.add(token)
  const saluted =
    /\b(?:herrn?|frau|fr\.|hr\.|mrs?\.?|ms\.?|familie|eheleute|mandant(?:in|en)?|schuldner(?:in|s)?|kunde[n]?|kundin|namen)[ :]{1,3}((?:[\p{L}.'’-]{1,40}[ ,]{0,2}){1,5})/giu
  for (const match of text.matchAll(saluted)) {
    // Whom the letter greets works for the firm.
    if (
      /(?:geehrte[rs]?|liebe[rs]?|hallo|tag|moin|dear|morgen)[ ]{1,2}$/i.test(
        text.slice(Math.max(0, match.index - 12), match.index),
      )
    )
      continue
    for (const token of nameTokens(match[1]!)) called.add(token)
  }
  return called
}

/** The lines before the salutation or the first sentence, where letters carry the sender's name. */
function letterheadOf(lines: string[]): string {
  const head: string[] = []
  for (const line of lines.slice(0, 8)) {
    if (
      /^(?:sehr geehrte|guten tag|liebe|hallo|dear|betr|ihr |unser |schuldner|mandant)/i.test(line.trim()) ||
      /[.!?]$/.test(line.trim())
    )
      break
    if (line.length < 80 && !/:\s/.test(line)) head.push(line)
  }
  return head.slice(0, 3).join(' ')
}
