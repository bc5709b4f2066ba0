/** What came of it, as people read it: mails, the clients' lists, lag. */
import Table from 'cli-table3'
import type { JobStatus } from '../../domain/job-status.ts'
import type { GroupLag } from '../../projections/engine/lag.ts'
import type { ClientDocument } from '../../projections/mongo/queries.ts'
import type { JobSummary } from '../../projections/postgres/queries/jobs.ts'

const STATUS: Record<JobStatus, string> = {
  queued: 'queued',
  processing: 'processing',
  review: 'review',
  completed: 'completed',
  not_creditor_reply: 'no creditor reply',
  no_match: 'no match',
  dismissed: 'dismissed',
  failed: 'failed',
}

/** `1.234,56 €`, or a dash where no amount is known. */
export const euros = (cents: number | null | undefined) =>
  cents === null || cents === undefined
    ? '–'
    : (cents / 100).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })

const cut = (text: string | null | undefined, width: number) => {
  const line = (text ?? '–').replaceAll(/\s+/g, ' ')
  return line.length > width ? `${line.slice(0, width - 1)}…` : line
}

/** A table without rules between its rows. */
export const plainTable = (head: string[]) =>
  new Table({
    head,
    style: { head: [], border: [], compact: true },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })

const right = (content: string) => ({ content, hAlign: 'right' as const })

/** Every mail: subject, status, client, creditor, amount. */
export function mailsTable(jobs: readonly JobSummary[]): string {
  const table = plainTable(['subject', 'status', 'client', 'creditor', 'amount'])
  for (const { subject, status, clientName, creditorName, amountCents } of jobs) {
    table.push([
      cut(subject, 44),
      STATUS[status],
      cut(clientName, 22),
      cut(creditorName, 28),
      right(euros(amountCents)),
    ])
  }
  return table.toString()
}

/** The clients' creditor lists as MongoDB has them. */
export function clientsTable(clients: readonly ClientDocument[]): string {
  const table = plainTable(['client', 'creditor', 'status', 'claim'])
  for (const { client_name, final_creditor_list } of clients) {
    const answered = final_creditor_list.filter(entry => entry.status !== 'pending')
    const waiting = final_creditor_list.length - answered.length
    const rows = answered.map(entry => [
      cut(entry.creditor_name, 34),
      entry.status,
      right(euros(entry.creditor_response_amount_cents)),
    ])
    if (waiting) rows.push([`… ${waiting} without a reply`, 'pending', right('')])
    rows.forEach((row, index) => {
      table.push([index === 0 ? cut(client_name, 24) : '', ...row])
    })
  }
  return table.toString()
}

/** Lag a group, summed over its partitions. */
export function lagTable(lag: readonly GroupLag[]): string {
  const table = plainTable(['group', 'partitions', 'position', 'lag (events)', 'age (s)'])
  for (const { group, partitions, lag: behind, ageSeconds } of lag) {
    const position = partitions.reduce<number | null>(
      (total, row) => (total === null || row.position === null ? null : total + row.position),
      0,
    )
    const age = ageSeconds?.toFixed(1) ?? (behind === null ? 'unknown' : '–')
    table.push([
      group,
      right(String(partitions.length)),
      right(String(position ?? 'unknown')),
      right(String(behind ?? 'unknown')),
      right(age),
    ])
  }
  return table.toString()
}
