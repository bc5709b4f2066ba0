/** Reading one mail by rules: no model, no I/O, the same answer every time. */
import { isGivenName } from '../matching/given-names.ts'
import { foldName, normaliseReference } from '../matching/normalise.ts'
import { findMoney } from './amounts.ts'
import { findBirthDates } from './dates.ts'
import { personRows } from './debt/person-rows.ts'
import { withSecondOpinion } from './debt/second-opinion.ts'
import { workingOf } from './debt/working.ts'
import { type Debt, totalClaim } from './debt.ts'
import { firmDetector, type ReadingConfig } from './firm.ts'
import { findFlags } from './flags.ts'
import { findIntent } from './intent.ts'
import { findCompanies, findPersons } from './names.ts'
import { withEuro } from './one-byte.ts'
import { withoutOrders } from './orders.ts'
import { findPrincipals } from './principals.ts'
import { distinctReferences, findNumbers } from './references.ts'
import { type Line, readMail } from './reply.ts'
import { classify, type Sum } from './roles.ts'
import { summarise } from './summary.ts'
import type { Extraction, MailContent } from './types.ts'
import { toUnits, type Unit } from './units.ts'

export type { ReadingConfig } from './firm.ts'

/** Reads one mail: intent, persons, numbers, the creditor's total claim, and what a clerk should know about it. */
export function extract(mail: MailContent, config: ReadingConfig = {}): Extraction {
  const read = readMail(mail, config)
  const isFirm = firmDetector(mail, config)
  const all = toUnits(read.lines)
  const prose = all.filter(unit => unit.by === 'creditor' && !unit.row).map(unit => unit.text)
  const { strangers, undecidable } = personRows(all, [read.subject, ...prose].join('\n'))
  const units = all.filter(unit => !strangers.has(unit.line))
  let sums = classify(units, new Date(mail.receivedAt).toISOString().slice(0, 10))
  let debt = totalClaim(sums, units, read.subject)
  if (debt.how === 'unknown' && !debt.contradictory && read.outer === 'creditor') {
    // Nothing in the text: the subject may state it.
    const subject = toUnits([{ text: read.subject, by: 'creditor', zone: 'body', answers: null, part: 0 }])
    const stated = classify(subject).filter(sum => sum.role === 'total')
    if (stated.length > 0 && !/^(?:aw|re|antw|wg|fwd?):/i.test(read.subject)) {
      sums = [...sums, ...stated]
      debt = totalClaim(stated, [])
    }
  }
  debt = undecidable ? { cents: null, contradictory: false, how: 'unknown' } : withSecondOpinion(debt, sums)
  if (statesOtherwise(read.otherPart, debt)) debt = { cents: null, contradictory: true, how: 'unknown' }
  const own = read.lines.filter((line, i) => line.by === 'creditor' && !strangers.has(i))
  const body = own
    .filter(line => line.zone === 'body')
    .map(line => line.text)
    .join('\n')
    .trim()
  const signature = own
    .filter(line => line.zone === 'signature')
    .map(line => line.text)
    .join('\n')
    .trim()
  const attached = own
    .filter(line => line.zone === 'attachment')
    .map(line => line.text)
    .join('\n')
  const firm = read.lines
    .filter(line => line.by === 'firm')
    .map(line => line.text)
    .join('\n')
  const creditorText = `${body}\n${attached}`

  const mine = findNumbers(read.subject).concat(
    findNumbers(body),
    findNumbers(signature, true).filter(found => found.label !== 'none'),
    findNumbers(attached),
  )
  const theirs = findNumbers(firm)
  const answered = own.filter(line => line.answers !== null).flatMap(line => findNumbers(line.text))
  const birthDates = [...new Set([...findBirthDates(`${read.subject}\n${creditorText}`), ...findBirthDates(firm)])]
  const aktenzeichen = unique([
    ...mine.filter(found => found.label === 'firm').map(found => found.text),
    ...theirs.filter(found => found.label !== 'firm').map(found => found.text),
    ...mine.filter(found => found.label !== 'firm').map(found => found.text),
  ])
  const firmKeys = new Set(mine.filter(found => found.label === 'firm').map(found => normaliseReference(found.text)))
  const quotedKeys = new Set(theirs.map(found => normaliseReference(found.text)))
  const references = distinctReferences(
    [...mine.filter(found => found.label !== 'firm'), ...answered]
      .map(found => found.text)
      .filter(
        text =>
          !firmKeys.has(normaliseReference(text)) &&
          !(
            quotedKeys.has(normaliseReference(text)) &&
            !mine.some(found => found.label === 'creditor' && !found.plain && found.text === text)
          ),
      ),
  )
  const senderText = foldName(`${read.senderName} ${read.senderEmail.replace(/[.@_-]/g, ' ')} ${signature}`)
  const isSender = (name: string) => isFirm(name) || senderText.includes(foldName(name))
  const clientNames = unique([...findPersons(read.subject, creditorText, isSender), ...findPersons('', firm, isSender)])
  const creditorNames = unique(
    [
      ...findPrincipals(`${read.subject}\n${creditorText}`),
      fullerName(read.senderName, `${body}\n${signature}`),
      withoutWriter(read.senderName),
      read.senderName,
      ...findCompanies(`${signature}\n${read.subject}\n${creditorText}`),
    ].filter(name => name !== '' && !isFirm(name)),
  )
  // What only an order to a machine names ties the mail to nothing.
  const calmUnits = withoutOrders(units)
  const isCalm = (said: string) => read.subject.includes(said) || calmUnits.some(unit => unit.text.includes(said))
  const ties =
    (mine.some(found => found.label === 'firm' && isCalm(found.text)) ? 3 : 0) +
    (birthDates.length > 0 ? 3 : 0) +
    (references.length > 0 ? 1 : 0) +
    (clientNames.some(isCalm) ? 2 : 0)
  const unreadable = mail.attachments.some(attachment => attachment.unreadable !== null)
  const { intent, margin, counterOffer, doubtful } = findIntent({
    subject: read.subject,
    fromEmail: mail.fromEmail,
    fromName: mail.fromName,
    units: calmUnits,
    signature,
    sums,
    debt,
    ties,
    receivedAt: mail.receivedAt,
    hasAttachments: mail.attachments.length > 0,
    unreadable,
    ordered: calmUnits.length < units.length,
  })
  const isCreditorReply = intent !== 'auto_reply' && intent !== 'spam'
  const debtAmountCents = isCreditorReply ? debt.cents : null
  const flags = findFlags({
    read,
    units,
    debt,
    unreadable,
    intent,
    counterOffer,
    doubtful,
    fromScan: isFromScan(mail, sums, units, debt),
    working: isCreditorReply ? workingOf(debt, sums, intent) : null,
    unlikely: isCreditorReply && debt.doubtful === true,
  })
  return {
    isCreditorReply,
    intent,
    clientNames: clientNames.map(withEuro),
    birthDates,
    aktenzeichen,
    creditorNames: creditorNames.map(withEuro),
    references: intent === 'spam' ? [] : references,
    debtAmountCents,
    amounts: sums.map(({ cents, role, text }) => ({ cents, role, text: withEuro(text) })),
    flags,
    summary: withEuro(summarise(intent, debtAmountCents, units)),
    confidence: confidence(flags, debt.how, isCreditorReply, margin),
    cleanedLength: body.length,
    tokenEstimate: Math.ceil((body.length + attached.length) / 3.6),
    extractor: 'rules',
  }
}

/** `Küchen Amberg` signs as `Küchen Amberg & Töchter`: the name as a line of its own has it. */
function fullerName(name: string, text: string): string {
  if (name.length < 6 || !text.includes(`${name} & `)) return ''
  const lines = text.split('\n').map(line => line.trim())
  return lines.find(line => line.startsWith(`${name} & `) && line.length < name.length + 30) ?? ''
}

/** `Reiterhof Au, Petra Ohm`: whoever types at a company is not its name. */
function withoutWriter(name: string): string {
  const [, company, first] = /^(.{3,60}), (\p{Lu}\p{L}+)(?: \p{Lu}[\p{L}'’-]+){1,2}$/u.exec(name) ?? []
  return company && isGivenName(foldName(first!)) ? company : ''
}

/** Text and HTML of one mail that state different totals: somebody should look which one a person sees. */
function statesOtherwise(otherPart: () => Line[], debt: Debt): boolean {
  if (debt.how !== 'stated') return false
  const units = toUnits(otherPart())
  if (units.length === 0 || sumsIn(units).has(debt.cents ?? 0)) return false
  const other = totalClaim(classify(units), units)
  return other.how === 'stated' && other.cents !== debt.cents
}

function sumsIn(units: readonly Unit[]): Set<number> {
  return new Set(units.flatMap(unit => findMoney(unit.text).map(({ cents }) => cents)))
}

/** From here on the digits of a recognised page are taken as they are. */
const SURE_OCR = 93

/** Whether the total depends on an uncertain scan, and its parts do not add up to it either. */
function isFromScan(mail: MailContent, sums: readonly Sum[], units: readonly Unit[], debt: Debt): boolean {
  const scanned = new Set(
    mail.attachments.flatMap(({ ocrConfidence }, i) =>
      ocrConfidence != null && ocrConfidence < SURE_OCR ? [100 + i] : [],
    ),
  )
  if (scanned.size === 0 || debt.cents === null || debt.proven) return false
  const legible = (unit: Unit) => !scanned.has(unit.part)
  return (
    totalClaim(
      sums.filter(sum => legible(sum.unit)),
      units.filter(legible),
    ).cents !== debt.cents
  )
}

function confidence(flags: string[], how: string, isReply: boolean, margin: number): number {
  let sure = isReply ? 0.9 : 0.95
  if (how === 'summed') sure -= 0.1
  if (how === 'unknown' && isReply) sure -= 0.15
  if (margin < 1) sure -= 0.2 * (1 - margin)
  return Math.max(0.1, sure - 0.15 * flags.length)
}

function unique(texts: readonly string[]): string[] {
  const seen = new Set<string>()
  return texts.filter(text => {
    const key = foldName(text)
    if (key === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
