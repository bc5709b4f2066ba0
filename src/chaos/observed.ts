/** What a log says came of each mail and each debt, read as a stranger would. Shares no code with the handlers. */
import type { RecordedEvent } from '../domain/events.ts'
import { decode } from '../log/codec/codec.ts'
import type { Log, LogRecord } from '../log/log.ts'

export interface Observed {
  /** The record that each mail came in by: the first, should there be several. */
  received: Map<string, LogRecord>
  /** By mail: what was read from it, and each final outcome, in the words that must be the same in every run. */
  extracted: Map<string, string>
  finals: Map<string, string[]>
  /** By debt: what it is in the end. */
  debts: Map<string, string>
  /** Assignments of matches, and those of them that a debt has answered. */
  assigned: Set<string>
  answered: Set<string>
  /** How far each partition has been read. */
  positions: Map<string, number>
}

export const nothingSeen = (): Observed => ({
  received: new Map(),
  extracted: new Map(),
  finals: new Map(),
  debts: new Map(),
  assigned: new Set(),
  answered: new Set(),
  positions: new Map(),
})

/** Reads on from where `seen` ends, to the log's end. */
export async function observe(log: Log, seen: Observed = nothingSeen()): Promise<Observed> {
  for (const { topic, partition, stable } of await log.offsets(['emails', 'debts'])) {
    const place = `${topic}/${partition}`
    const from = seen.positions.get(place) ?? 0
    if (from >= stable) continue
    for await (const { records } of log.read({ topic, partition }, { from, to: stable })) {
      for (const record of records) note(seen, record, decode(record))
    }
    seen.positions.set(place, stable)
  }
  return seen
}

function note(seen: Observed, record: LogRecord, event: RecordedEvent): void {
  const { subject } = event
  if (event.type === 'EmailReceived' && !seen.received.has(subject)) seen.received.set(subject, record)
  if (event.type === 'EntitiesExtracted') seen.extracted.set(subject, JSON.stringify(event.data))
  const final = finalOutcome(event)
  if (final) seen.finals.set(subject, [...(seen.finals.get(subject) ?? []), final])
  if (event.type === 'CreditorMatched') {
    for (const { inquiryId } of event.data.assignments) seen.assigned.add(`${event.id}/${inquiryId}`)
  }
  if (event.type === 'DebtUpdated' || event.type === 'DebtUpdateIgnored') {
    seen.answered.add(`${event.data.matchId}/${subject}`)
  }
  if (event.type === 'DebtUpdated') {
    // How many versions there were, and which replies brought no new one, depends on the order in which they came in;
    // what the last one says does not.
    const { amountCents, status, responseText, responseReceivedAt } = event.data
    seen.debts.set(subject, JSON.stringify({ amountCents, status, responseText, responseReceivedAt }))
  }
}

/** The decision after which a mail is at rest, with what it decided and without how it came to it; else null. */
function finalOutcome(event: RecordedEvent): string | null {
  switch (event.type) {
    case 'CreditorMatched': {
      const { assignments, decidedBy, reason } = event.data
      return JSON.stringify({ type: event.type, assignments, decidedBy, reason })
    }
    case 'ReviewRequested': {
      const { reason, proposals, clientName, aktenzeichen, creditorName } = event.data
      return JSON.stringify({ type: event.type, reason, proposals, clientName, aktenzeichen, creditorName })
    }
    case 'EmailDismissed':
      return JSON.stringify({ type: event.type, reason: event.data.reason })
    case 'ProcessingFailed':
      return JSON.stringify({ type: event.type, step: event.data.step, failure: event.data.failure })
    default:
      return null
  }
}
