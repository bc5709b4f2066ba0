/** What came of it, as people read it: mails, the clients' lists, lag, addresses. */
import Table from 'cli-table3'
import type { ClientView, JobView, LagView } from '../../api/ports.ts'

export interface Outcome {
  jobs: JobView[]
  clients: ClientView[]
  lag: LagView[]
  open: number
}

const STATUS: Record<JobView['status'], string> = {
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

const plain = (head: string[]) =>
  new Table({
    head,
    style: { head: [], border: [], compact: true },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })

/** Every mail: subject, status, client, creditor, amount. */
export function mailsTable(jobs: JobView[]): string {
  const table = plain(['subject', 'status', 'client', 'creditor', 'amount'])
  for (const job of jobs) {
    const [assigned] = job.assignments
    const client = assigned?.clientName ?? job.clientName
    const creditor = assigned?.creditorName ?? job.creditorName
    const amount = assigned ? euros(assigned.amountCents) : '–'
    table.push([
      cut(job.subject, 44),
      STATUS[job.status],
      cut(client, 24),
      cut(creditor, 30),
      { content: amount, hAlign: 'right' },
    ])
  }
  return table.toString()
}

/** The clients' creditor lists as MongoDB has them: entries that have a reply. */
export function clientsTable(clients: ClientView[]): string {
  const table = plain(['client', 'creditor', 'status', 'claim'])
  for (const client of clients) {
    const answered = client.finalCreditorList.filter(entry => entry.status !== 'pending')
    answered.forEach((entry, index) => {
      const cents = entry.creditor_response_amount_cents as number | null
      table.push([
        index === 0 ? cut(client.clientName, 24) : '',
        cut(String(entry.creditor_name ?? '–'), 34),
        String(entry.status ?? '–'),
        { content: euros(cents), hAlign: 'right' },
      ])
    })
    const waiting = client.finalCreditorList.length - answered.length
    if (waiting)
      table.push([answered.length ? '' : cut(client.clientName, 24), `… ${waiting} without a reply`, 'pending', ''])
  }
  return table.toString()
}

/** Lag a group, summed over its partitions. */
export function lagTable(lag: LagView[]): string {
  const table = plain(['group', 'position', 'lag (events)', 'age'])
  for (const [group, rows] of Map.groupBy(lag, row => row.group)) {
    const known = rows.every(row => row.lag !== null)
    const sum = known ? String(rows.reduce((total, row) => total + row.lag!, 0)) : 'unknown'
    const position = rows.reduce((total, row) => total + (row.position ?? 0), 0)
    const age = Math.max(...rows.map(row => row.ageSeconds ?? 0))
    table.push([group, { content: String(position), hAlign: 'right' }, { content: sum, hAlign: 'right' }, `${age} s`])
  }
  return table.toString()
}

/** Number of jobs by status. */
export const countByStatus = (jobs: JobView[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(jobs, job => job.status)].map(([status, group]) => [status, group.length]))
