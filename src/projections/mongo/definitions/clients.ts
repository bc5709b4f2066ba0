/**
 * What the firm's portal reads: one document a client, with the list of its creditors.
 *
 * `creditor_response_amount` is in **euros** (a number with two decimals, e.g. 1388.24), as the portal shows it;
 * `creditor_response_amount_cents` beside it is the same in integer cents, for whoever calculates. Both are null while
 * no reply has stated an amount. `status` is `pending` until a reply counts, then the debt's (see DebtStatus).
 */
import type { DebtView } from '../../../domain/events.ts'
import type { DebtFields } from '../../engine/operations.ts'
import { documents } from '../../engine/projection.ts'

/** The nearest double to the exact amount: cents/100 reads back as the same cents. */
export const euros = (cents: number | null): number | null => (cents === null ? null : cents / 100)

const debtFields = (data: DebtView & { version: number }): DebtFields => ({
  version: data.version,
  creditor_response_amount: euros(data.amountCents),
  creditor_response_amount_cents: data.amountCents,
  creditor_response_text: data.responseText,
  reference_numbers: data.references,
  response_received_at: data.responseReceivedAt,
  status: data.status,
})

export const clients = documents({
  name: 'clients',
  version: 1,
  topics: ['debts', 'inquiries'],
  on: {
    InquirySent: ({ subject, offset, data }) => [
      {
        clientId: data.clientId,
        inquiryId: subject,
        inquiry: { creditor_name: data.creditorName, creditor_email: data.creditorEmail, offset },
        client: { client_name: data.clientName, aktenzeichen: data.aktenzeichen, sentAt: data.sentAt },
      },
    ],
    InquiryWithdrawn: ({ subject, time, offset, data }) => [
      { clientId: data.clientId, inquiryId: subject, withdrawn: { at: time, offset } },
    ],
    DebtUpdateRequested: ({ subject, data }) => [
      {
        clientId: data.clientId,
        inquiryId: subject,
        fallback: { creditor_name: data.creditorName, creditor_email: data.creditorEmail },
      },
    ],
    DebtUpdated: ({ subject, data }) => [{ clientId: data.clientId, inquiryId: subject, debt: debtFields(data) }],
    DebtUpdateReverted: ({ subject, data }) => [
      { clientId: data.clientId, inquiryId: subject, debt: debtFields(data) },
    ],
    DebtUpdateIgnored: 'ignored',
    DebtRevertRequested: 'ignored',
    RequestRefused: 'ignored',
    NotificationSent: 'ignored',
    NotificationSkipped: 'ignored',
    PartitionTaken: 'ignored',
  },
})
