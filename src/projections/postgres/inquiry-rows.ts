/** Rows of the registry as matching knows them. */
import { normaliseReference } from '../../domain/matching/normalise.ts'
import type { Inquiry } from '../../domain/matching/types.ts'
import type { Snapshot } from './snapshot.ts'

/** Columns of the table `i`. Most inquiries were taught nothing, and a sort of nothing takes longer than a look. @param learnt the table of what matches taught */
export const INQUIRY = (learnt: string) => `i.inquiry_id as "inquiryId", i.client_id as "clientId",
  i.client_name as "clientName", i.client_first_name as "clientFirstName", i.client_last_name as "clientLastName",
  i.client_birth_date as "clientBirthDate", i.aktenzeichen, i.client_address as "clientAddress",
  i.creditor_id as "creditorId", i.creditor_name as "creditorName", i.creditor_email as "creditorEmail",
  i.creditor_references as "creditorReferences", i.expected_amount_cents as "expectedAmountCents", i.sent_at as "sentAt",
  case when (select true from ${learnt} l where l.inquiry_id = i.inquiry_id limit 1) then
    (select json_agg(l.raw order by l.learnt_at, l.match_id) from ${learnt} l where l.inquiry_id = i.inquiry_id)
  end as learnt`

export interface InquiryRow extends Inquiry {
  /** What each match taught, the oldest first. */
  learnt: string[][] | null
}

/** References that matches taught us come after the imported ones. */
export function toInquiry(row: InquiryRow): Inquiry {
  // Field by field: copying what is left of hundreds of rows takes as long as reading them.
  return {
    inquiryId: row.inquiryId,
    clientId: row.clientId,
    clientName: row.clientName,
    clientFirstName: row.clientFirstName,
    clientLastName: row.clientLastName,
    clientBirthDate: row.clientBirthDate,
    aktenzeichen: row.aktenzeichen,
    clientAddress: row.clientAddress,
    creditorId: row.creditorId,
    creditorName: row.creditorName,
    creditorEmail: row.creditorEmail,
    creditorReferences: row.learnt ? withLearnt(row.creditorReferences, row.learnt) : row.creditorReferences,
    expectedAmountCents: row.expectedAmountCents,
    sentAt: row.sentAt,
  }
}

function withLearnt(imported: string[], learnt: string[][]): string[] {
  const known = new Set(imported.map(normaliseReference))
  return [...imported, ...learnt.flat().filter(reference => !known.has(normaliseReference(reference)))]
}

/** In the order of the ids; unknown and withdrawn ones are left out. */
export async function readInquiries(snapshot: Snapshot, ids: readonly string[]): Promise<Inquiry[]> {
  if (ids.length === 0) return []
  const rows = await snapshot.prepared<InquiryRow>(
    `select ${INQUIRY(snapshot.table('inquiries', 'learnt_references'))} from ${snapshot.table('inquiries', 'inquiries')} i
      where inquiry_id = any($1) and client_id is not null and withdrawn_at is null`,
    [ids],
  )
  const byId = new Map(rows.map(row => [row.inquiryId, toInquiry(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}
