import type { Pool } from 'pg'
import type { DebtStatus } from '../../../domain/events.ts'
import { inSnapshot } from '../snapshot.ts'
import { decodeCursor, limitOf, type Page, type PageRequest, pageOf } from './page.ts'

/** One claim the firm asked about (debt id = inquiry id). Amounts are integer euro cents, times milliseconds since 1970. */
export interface Debt {
  debtId: string
  clientId: string
  clientName: string | null
  aktenzeichen: string | null
  creditorName: string | null
  creditorEmail: string | null
  expectedAmountCents: number | null
  sentAt: number | null
  withdrawnAt: number | null
  /** 0 while no reply counts. */
  version: number
  amountCents: number | null
  previousCents: number | null
  status: DebtStatus
  responseText: string | null
  references: string[]
  responseReceivedAt: number | null
  /** The mail that made this version. */
  emailId: string | null
  updatedAt: number | null
}

export interface DebtVersion {
  version: number
  kind: 'updated' | 'reverted'
  amountCents: number | null
  previousCents: number | null
  status: DebtStatus
  responseText: string | null
  emailId: string
  matchId: string
  reason: string | null
  at: number
}

export interface DebtFilter extends PageRequest {
  clientId?: string
  /** Only debts that a reply has changed. Default false. */
  answered?: boolean
}

const SELECT = `debt_id as "debtId", coalesce(client_id, inquiry_client_id) as "clientId",
  coalesce(client_name, requested_client_name) as "clientName", aktenzeichen,
  coalesce(creditor_name, requested_creditor_name) as "creditorName", creditor_email as "creditorEmail",
  expected_amount_cents as "expectedAmountCents", sent_at as "sentAt", withdrawn_at as "withdrawnAt",
  coalesce(version, 0) as version, amount_cents as "amountCents", previous_cents as "previousCents",
  coalesce(status, 'pending') as status, response_text as "responseText", coalesce(reference_numbers, '[]') as references,
  response_received_at as "responseReceivedAt", email_id as "emailId", updated_at as "updatedAt"`

/** Last changed first, those without a reply at the end. @throws InvalidCursor */
export function listDebts(pool: Pool, filter: DebtFilter = {}): Promise<Page<Debt>> {
  const limit = limitOf(filter)
  const values: unknown[] = []
  const value = (v: unknown) => `$${values.push(v)}`
  const where = ['coalesce(client_id, inquiry_client_id) is not null']
  if (filter.clientId) where.push(`coalesce(client_id, inquiry_client_id) = ${value(filter.clientId)}`)
  if (filter.answered) where.push('version is not null')
  if (filter.cursor) {
    const [updatedAt, debtId] = decodeCursor(filter.cursor, 2)
    where.push(`(coalesce(updated_at, 0), debt_id) < (${value(updatedAt ?? 0)}::bigint, ${value(debtId)})`)
  }
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<Debt>(
      `select ${SELECT} from ${snapshot.table('debts', 'debts')} where ${where.join(' and ')}
        order by coalesce(updated_at, 0) desc, debt_id desc limit ${limit + 1}`,
      values,
    )
    return pageOf(
      rows,
      limit,
      row => [row.updatedAt, row.debtId],
      row => row,
    )
  })
}

/** A debt with all its versions, newest first; null if neither an inquiry nor a reply is known. */
export function getDebt(pool: Pool, debtId: string): Promise<(Debt & { versions: DebtVersion[] }) | null> {
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<Debt>(
      `select ${SELECT} from ${snapshot.table('debts', 'debts')} where debt_id = $1`,
      [debtId],
    )
    if (!rows[0]) return null
    const versions = await snapshot.rows<DebtVersion>(
      `select version, kind, amount_cents as "amountCents", previous_cents as "previousCents", status,
              response_text as "responseText", email_id as "emailId", match_id as "matchId", reason, at
         from ${snapshot.table('debts', 'debt_versions')} where debt_id = $1 order by version desc`,
      [debtId],
    )
    return { ...rows[0], versions }
  })
}

/** How many replies changed a debt, were ignored (a newer one was there), or were taken back. */
export function countDebtAnswers(pool: Pool): Promise<{ updated: number; ignored: number; reverted: number }> {
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<{ updated: number; ignored: number; reverted: number }>(
      `select count(*) filter (where kind = 'updated') as updated, count(*) filter (where kind = 'reverted') as reverted,
              (select count(*) from ${snapshot.table('debts', 'ignored_replies')}) as ignored
         from ${snapshot.table('debts', 'debt_versions')}`,
    )
    return rows[0]!
  })
}
