/** One row a debt, as the creditor's replies tell it, and every version it has had. */
import type { DebtView, RecordedEvent } from '../../../domain/events.ts'
import type { Columns, RowOperation } from '../../engine/operations.ts'
import { relational } from '../../engine/projection.ts'

const view = (data: DebtView): Columns => ({
  client_id: data.clientId,
  amount_cents: data.amountCents,
  status: data.status,
  response_text: data.responseText,
  reference_numbers: data.references,
  response_received_at: data.responseReceivedAt,
})

function changed(
  event: RecordedEvent<'DebtUpdated' | 'DebtUpdateReverted'>,
  kind: string,
  reason: string | null,
): RowOperation[] {
  const { data } = event
  const columns = {
    ...view(data),
    previous_cents: data.previousCents,
    email_id: data.emailId,
    match_id: data.matchId,
  }
  return [
    {
      table: 'debts',
      key: { debt_id: event.subject },
      set: { ...columns, version: data.version, updated_at: event.time },
    },
    {
      table: 'debt_versions',
      key: { debt_id: event.subject, version: data.version },
      create: { ...columns, kind, reason, at: event.time, event_id: event.id },
    },
  ]
}

export const debts = relational({
  name: 'debts',
  version: 1,
  topics: ['debts', 'inquiries'],
  tables: {
    debts: { key: ['debt_id'], createdBy: 'requested_at' },
    debt_versions: { key: ['debt_id', 'version'], createdBy: 'at' },
    ignored_replies: { key: ['debt_id', 'match_id'], createdBy: 'at' },
  },
  on: {
    InquirySent: ({ subject, data }) => [
      {
        table: 'debts',
        key: { debt_id: subject },
        set: {
          inquiry_client_id: data.clientId,
          client_name: data.clientName,
          aktenzeichen: data.aktenzeichen,
          creditor_name: data.creditorName,
          creditor_email: data.creditorEmail,
          expected_amount_cents: data.expectedAmountCents,
          sent_at: data.sentAt,
          withdrawn_at: null,
        },
      },
    ],
    InquiryWithdrawn: ({ subject, time }) => [
      { table: 'debts', key: { debt_id: subject }, set: { withdrawn_at: time } },
    ],
    // Names as the match wrote them: shown only while the inquiry itself has not been seen.
    DebtUpdateRequested: ({ subject, time, data }) => [
      {
        table: 'debts',
        key: { debt_id: subject },
        create: {
          requested_at: time,
          requested_client_name: data.clientName,
          requested_creditor_name: data.creditorName,
        },
      },
    ],
    DebtUpdated: event => changed(event, 'updated', null),
    DebtUpdateReverted: event => changed(event, 'reverted', event.data.reason),
    DebtUpdateIgnored: ({ subject, time, data }) => [
      {
        table: 'ignored_replies',
        key: { debt_id: subject, match_id: data.matchId },
        create: { email_id: data.emailId, client_id: data.clientId, reason: data.reason, at: time },
      },
    ],
    DebtRevertRequested: 'ignored',
    RequestRefused: 'ignored',
    NotificationSent: 'ignored',
    NotificationSkipped: 'ignored',
    PartitionTaken: 'ignored',
  },
})
