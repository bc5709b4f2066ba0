/**
 * What must hold of the log itself, read as a stranger would: every mail has exactly one final outcome, every assignment
 * exactly one answer, and the versions of every debt have no gap. Shares no code with the handlers.
 */
import type { RecordedEvent } from '../domain/events.ts'
import { decode } from '../log/codec/codec.ts'
import type { Log } from '../log/log.ts'

export interface Outcomes {
  /** Mails with EmailReceived. */
  received: string[]
  /** Mails that were received and have no final outcome. */
  unfinished: string[]
  /** Mails of the list asked for that the log does not have. */
  lost: string[]
  /** What was decided twice: effective assignments, answers of an assignment, event ids. */
  duplicated: string[]
  /** Assignments without an answer. */
  unanswered: string[]
  /** Debts whose versions are not 1, 2, 3 … */
  gaps: string[]
}

/** Decisions after which a mail is at rest. */
const FINAL = new Set(['CreditorMatched', 'ReviewRequested', 'EmailDismissed', 'ProcessingFailed'])

/** @param accepted ids of the mails that were answered with 200 */
export async function checkOutcomes(log: Log, accepted: readonly string[]): Promise<Outcomes> {
  const mails = new Map<string, { received: boolean; final: number; effective: Set<string> }>()
  const requested = new Map<string, number>()
  const versions = new Map<string, number[]>()
  const seen = new Map<string, number>()
  const mail = (id: string) => {
    const known = mails.get(id) ?? { received: false, final: 0, effective: new Set<string>() }
    mails.set(id, known)
    return known
  }
  const duplicated: string[] = []
  const answer = (key: string) => requested.set(key, (requested.get(key) ?? 0) + 1)
  for await (const event of allEvents(log)) {
    // A request may be appended twice; a decision never.
    const request = event.causationId === null
    if (!request) seen.set(event.id, (seen.get(event.id) ?? 0) + 1)
    if (event.topic === 'emails' && event.type !== 'PartitionTaken') {
      const state = mail(event.subject)
      if (event.type === 'EmailReceived') state.received = true
      if (event.type === 'ProcessingStarted') state.final = 0
      if (event.type === 'AssignmentRevoked') state.effective.delete(event.data.matchId)
      if (FINAL.has(event.type)) state.final++
      if (event.type === 'CreditorMatched') {
        state.effective.add(event.id)
        if (state.effective.size > 1) duplicated.push(`${event.subject}: ${state.effective.size} effective matches`)
      }
    }
    if (event.type === 'DebtUpdateRequested' && !requested.has(event.id)) requested.set(event.id, 0)
    if (event.type === 'DebtUpdated' || event.type === 'DebtUpdateIgnored') answer(event.causationId!)
    if (event.type === 'DebtUpdated' || event.type === 'DebtUpdateReverted') {
      versions.set(event.subject, [...(versions.get(event.subject) ?? []), event.data.version])
    }
  }
  for (const [id, times] of seen) if (times > 1) duplicated.push(`event ${id}: ${times} times`)
  for (const [id, times] of requested) if (times > 1) duplicated.push(`assignment ${id}: answered ${times} times`)
  return {
    received: [...mails].filter(([, { received }]) => received).map(([id]) => id),
    unfinished: [...mails].filter(([, { received, final }]) => received && final === 0).map(([id]) => id),
    lost: accepted.filter(id => !mails.get(id)?.received),
    duplicated,
    unanswered: [...requested].filter(([, times]) => times === 0).map(([id]) => id),
    gaps: [...versions].filter(([, found]) => found.some((version, i) => version !== i + 1)).map(([id]) => id),
  }
}

async function* allEvents(log: Log): AsyncGenerator<RecordedEvent> {
  for (const topic of ['emails', 'debts'] as const) {
    for (let partition = 0; partition < log.partitions(topic); partition++) {
      for await (const batch of log.read({ topic, partition })) for (const record of batch.records) yield decode(record)
    }
  }
}
