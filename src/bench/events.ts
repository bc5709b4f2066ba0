/**
 * A history of any size for benchmarks, the same for the same size: all kinds of events in the proportion that an office
 * has, mails of 300–2,000 bytes, and creditors of whom some answer often and most seldom.
 */
import { createHash } from 'node:crypto'
import type { EventData, EventType, NewEvent, Topic } from '../domain/events.ts'
import { CATALOGUE, mayAppend, SOURCES, type Source } from '../domain/events.ts'

const START = Date.UTC(2026, 0, 5, 7)
/** Mails that are in work at the same time: their events lie between one another. */
const AT_ONCE = 40
const WORDS =
  'Sehr geehrte Damen und Herren in der Angelegenheit Ihres Mandanten teilen wir mit dass sich unsere Gesamtforderung einschließlich Zinsen Kosten auf den genannten Betrag beläuft wir bitten um Kenntnisnahme Überweisung Vergleich Ratenzahlung Aktenzeichen Forderung Hauptforderung mit freundlichen Grüßen'.split(
    ' ',
  )

/** xorshift32. */
class Random {
  #state: number
  constructor(seed: number) {
    this.#state = seed | 1
  }
  /** In [0, 1). */
  next(): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return (x >>> 0) / 2 ** 32
  }
  below(n: number): number {
    return Math.floor(this.next() * n)
  }
  text(words: number): string {
    return Array.from({ length: words }, () => WORDS[this.below(WORDS.length)]).join(' ')
  }
}

export interface Shape {
  events: number
  debts: number
  clients: number
}

export const shapeOf = (events: number): Shape => {
  const debts = Math.max(10, Math.min(50_000, Math.floor(events / 10)))
  return { events, debts, clients: Math.max(2, Math.floor(debts / 5)) }
}

/** Exactly so many events, in the order in which they are appended. */
export function* history({ events, debts, clients }: Shape, seed = 1): Generator<NewEvent> {
  const teller = new Teller(seed, debts, clients)
  let left = events
  for (let debt = 0; debt < debts && left > 0; debt++, left--) yield teller.inquiry(debt)
  const open: Generator<NewEvent>[] = []
  while (left > 0) {
    while (open.length < AT_ONCE) open.push(teller.mail())
    const next = teller.random.below(open.length)
    const { value, done } = open[next]!.next()
    if (done) open.splice(next, 1)
    else {
      yield value
      left--
    }
  }
}

class Teller {
  readonly random: Random
  readonly #debts: number
  readonly #clients: number
  readonly #versions = new Map<number, number>()
  #time = START
  #count = 0

  constructor(seed: number, debts: number, clients: number) {
    this.random = new Random(seed * 2_654_435)
    this.#debts = debts
    this.#clients = clients
  }

  inquiry(debt: number): NewEvent {
    const client = debt % this.#clients
    return this.#event('InquirySent', inquiryId(debt), {
      ...this.#names(debt),
      clientFirstName: `Vorname${client % 300}`,
      clientLastName: `Nachname${client}`,
      clientBirthDate: `19${50 + (client % 50)}-0${1 + (client % 9)}-1${client % 10}`,
      aktenzeichen: `${client}/26`,
      clientAddress: `Musterstraße ${client % 200}, 2${1000 + (client % 9000)} Hamburg`,
      creditorId: `cr-${debt % 500}`,
      creditorReferences: [`KD-${debt}`],
      expectedAmountCents: 10_000 + this.random.below(1_000_000),
      sentAt: this.#time,
    })
  }

  /** A mail's events, from its arrival to the last answer of its debts. */
  *mail(): Generator<NewEvent> {
    const { random } = this
    const mail = this.#id()
    // A few creditors write often.
    const debt = Math.floor(this.#debts * random.next() ** 3)
    const names = this.#names(debt)
    const amount = 5_000 + random.below(2_000_000)
    yield this.#event('EmailReceived', mail, {
      account: 'kanzlei',
      webhookId: mail,
      ticketId: String(30_000 + this.#count),
      subject: `Re: Ihre Anfrage ${debt % this.#clients}/26 ${random.text(3)}`,
      fromEmail: names.creditorEmail,
      fromName: names.creditorName,
      toEmail: 'post@kanzlei.example',
      receivedAt: this.#time,
      bodyText: random.text(40 + random.below(220)),
      bodyHtml: null,
      attachments: [],
    })
    yield this.#started(mail)
    if (random.next() < 0.03) {
      const failure = { kind: 'dependency', code: 'STORE_UNAVAILABLE', message: 'PostgreSQL does not answer' } as const
      yield this.#event('AttemptFailed', mail, {
        step: 'extract',
        attempt: 1,
        failure,
        nextAttemptAt: this.#time + 15_000,
      })
      yield this.#started(mail)
    }
    const dismissed = random.next() < 0.08
    yield this.#event('EntitiesExtracted', mail, {
      isCreditorReply: !dismissed,
      intent: 'debt_statement',
      clientNames: [names.clientName],
      birthDates: [],
      aktenzeichen: [`${debt % this.#clients}/26`],
      creditorNames: [names.creditorName],
      references: [`KD-${debt}`],
      debtAmountCents: amount,
      amounts: [{ cents: amount, role: 'total', text: `Gesamtforderung ${amount / 100} €` }],
      flags: [],
      summary: `${names.creditorName} beziffert die Forderung auf ${amount / 100} €.`,
      confidence: 0.9,
      cleanedLength: 900,
      tokenEstimate: 300,
      extractor: 'rules',
    })
    if (dismissed) return yield this.#event('EmailDismissed', mail, { reason: 'not_creditor_reply', note: '' })
    const candidate = {
      inquiryId: inquiryId(debt),
      ...{ clientId: names.clientId, clientName: names.clientName, creditorName: names.creditorName },
      aktenzeichen: `${debt % this.#clients}/26`,
      score: 17.25,
      evidence: [{ kind: 'aktenzeichen', weight: 12.5, detail: 'gleich' }],
    }
    let decidedBy = 'rules'
    if (random.next() < 0.12) {
      const reviewId = this.#id()
      yield this.#event('ReviewRequested', mail, {
        reviewId,
        reason: 'ambiguous',
        proposals: [{ inquiryId: inquiryId(debt), amountCents: amount, references: [] }],
        candidates: [candidate],
        ...{ score: 4.5, margin: 0.25, clientName: null, aktenzeichen: null, creditorName: names.creditorName },
        registryPosition: [1, 2, 3],
      })
      decidedBy = 'anna'
      const assignments = [{ inquiryId: inquiryId(debt), amountCents: amount, references: [] }]
      yield this.#event('ReviewAnswered', mail, { reviewId, by: 'anna', assignments, dismissal: null })
    }
    const assignment = {
      inquiryId: inquiryId(debt),
      ...names,
      amountCents: amount,
      references: [`KD-${debt}`, `RE-${amount}`],
    }
    const matched = this.#event('CreditorMatched', mail, {
      assignments: [assignment],
      ...{ score: 17.25, margin: 9.5, evidence: candidate.evidence, candidates: [candidate], decidedBy },
      reason: 'clear',
      registryPosition: [1, 2, 3],
    })
    yield matched
    yield* this.#debt(debt, mail, matched.id, assignment, decidedBy)
    // Now and then what is owed is paid, and nobody need answer any more.
    if (random.next() < 0.005)
      yield this.#event('InquiryWithdrawn', inquiryId(debt), {
        reason: 'bezahlt',
        by: 'anna',
        clientId: names.clientId,
      })
  }

  *#debt(
    debt: number,
    mail: string,
    matchId: string,
    assignment: EventData['CreditorMatched']['assignments'][number],
    decidedBy: string,
  ): Generator<NewEvent> {
    const about = { correlationId: mail }
    const { clientId, amountCents, references } = assignment
    const summary = `${assignment.creditorName} beziffert die Forderung.`
    yield this.#event(
      'DebtUpdateRequested',
      inquiryId(debt),
      { ...assignment, emailId: mail, matchId, intent: 'debt_statement', summary, receivedAt: this.#time, decidedBy },
      about,
    )
    if (this.random.next() < 0.05) {
      const ignored = { emailId: mail, matchId, clientId, reason: 'older_reply' as const }
      return yield this.#event('DebtUpdateIgnored', inquiryId(debt), ignored, about)
    }
    const version = (this.#versions.get(debt) ?? 0) + 1
    this.#versions.set(debt, version)
    const view = { clientId, amountCents, status: 'debt_statement' as const, responseText: summary, references }
    const updated = { ...view, responseReceivedAt: this.#time, version, previousCents: null, emailId: mail, matchId }
    yield this.#event('DebtUpdated', inquiryId(debt), updated, about)
    yield this.#event(
      'NotificationSent',
      inquiryId(debt),
      { messageId: `<${matchId}@postbuch.example>`, to: 'post@kanzlei.example' },
      { ...about, topic: 'debts' },
    )
  }

  #started(mail: string): NewEvent {
    return this.#event('ProcessingStarted', mail, { step: 'extract', attempt: 1, epoch: 'taken-1' })
  }

  #names(debt: number) {
    const client = debt % this.#clients
    const creditor = debt % 500
    return {
      clientId: `cl-${client}`,
      clientName: `Vorname${client % 300} Nachname${client}`,
      creditorName: `Gläubiger ${creditor} AG`,
      creditorEmail: `forderung@glaeubiger${creditor}.example`,
    }
  }

  #event<T extends EventType>(
    type: T,
    subject: string,
    data: EventData[T],
    { correlationId = subject, topic = CATALOGUE[type].topics[0] as Topic } = {},
  ): NewEvent {
    this.#time += 1 + this.random.below(400)
    const id = this.#id()
    const meta = { id, subject, time: this.#time, source: sourceOf(type, topic), correlationId, causationId: id }
    return { type, topic, data, ...meta, idempotencyKey: null } as unknown as NewEvent
  }

  #id(): string {
    const hex = createHash('md5')
      .update(`${this.#count++}`)
      .digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}

const inquiryId = (debt: number) => `inq-${debt}`
const sources = new Map<string, string>()
const sourceOf = (type: EventType, topic: Topic): string => {
  const known = sources.get(type + topic)
  if (known) return known
  const found = (Object.keys(SOURCES) as Source[]).find(source => mayAppend({ type, topic, source }))!
  sources.set(type + topic, found)
  return found
}
