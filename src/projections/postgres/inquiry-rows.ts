/** Rows of the registry as matching knows them. */
import { normaliseReference } from '../../domain/matching/normalise.ts'
import type { Inquiry } from '../../domain/matching/types.ts'
import type { Snapshot } from './snapshot.ts'

const COLUMNS = `inquiry_id as "inquiryId", client_id as "clientId", client_name as "clientName",
  client_first_name as "clientFirstName", client_last_name as "clientLastName", client_birth_date as "clientBirthDate",
  aktenzeichen, client_address as "clientAddress", creditor_id as "creditorId", creditor_name as "creditorName",
  creditor_email as "creditorEmail", creditor_references as "creditorReferences",
  expected_amount_cents as "expectedAmountCents", sent_at as "sentAt"`

/** In the order of the ids; unknown and withdrawn ones are left out. References that matches taught us come after the imported ones. */
export async function readInquiries(snapshot: Snapshot, ids: readonly string[]): Promise<Inquiry[]> {
  if (ids.length === 0) return []
  const rows = await snapshot.rows<Inquiry>(
    `select ${COLUMNS} from ${snapshot.table('inquiries', 'inquiries')} where inquiry_id = any($1) and client_id is not null
        and withdrawn_at is null`,
    [ids],
  )
  const learnt = await snapshot.rows<{ inquiry_id: string; raw: string[] }>(
    `select inquiry_id, raw from ${snapshot.table('inquiries', 'learnt_references')}
      where inquiry_id = any($1) order by learnt_at, match_id`,
    [ids],
  )
  const byId = new Map(rows.map(row => [row.inquiryId, row]))
  for (const { inquiry_id, raw } of learnt) {
    const inquiry = byId.get(inquiry_id)
    if (!inquiry) continue
    const known = new Set(inquiry.creditorReferences.map(normaliseReference))
    inquiry.creditorReferences.push(...raw.filter(reference => !known.has(normaliseReference(reference))))
  }
  return ids.flatMap(id => byId.get(id) ?? [])
}
