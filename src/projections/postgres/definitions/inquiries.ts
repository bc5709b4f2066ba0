/** The registry that matching asks: letters of inquiry, and the references that earlier matches taught us. */
import {
  emailDomain,
  foldName,
  normaliseAktenzeichen,
  normaliseReference,
  phonetic,
} from '../../../domain/matching/normalise.ts'
import type { RowOperation } from '../../engine/operations.ts'
import { relational } from '../../engine/projection.ts'

export const inquiries = relational({
  name: 'inquiries',
  version: 2,
  topics: ['inquiries', 'emails'],
  tables: {
    inquiries: { key: ['inquiry_id'] },
    learnt_references: { key: ['inquiry_id', 'match_id'] },
    person_names: { key: ['name', 'last_name_code'] },
    creditor_names: { key: ['name'] },
    client_names: { key: ['client_id', 'last_name', 'first_name'] },
  },
  on: {
    InquirySent: ({ subject, data }): RowOperation[] => {
      const nameFolded = foldName(data.clientName)
      const lastNameCode = phonetic(data.clientLastName)
      const creditorFolded = foldName(data.creditorName)
      return [
        {
          table: 'inquiries',
          key: { inquiry_id: subject },
          set: {
            client_id: data.clientId,
            client_name: data.clientName,
            client_first_name: data.clientFirstName,
            client_last_name: data.clientLastName,
            client_birth_date: data.clientBirthDate,
            aktenzeichen: data.aktenzeichen,
            client_address: data.clientAddress,
            creditor_id: data.creditorId,
            creditor_name: data.creditorName,
            creditor_email: data.creditorEmail,
            creditor_references: data.creditorReferences,
            expected_amount_cents: data.expectedAmountCents,
            sent_at: data.sentAt,
            withdrawn_at: null,
            withdrawn_reason: null,
            aktenzeichen_norm: normaliseAktenzeichen(data.aktenzeichen),
            reference_norms: [...new Set(data.creditorReferences.map(normaliseReference))],
            email_norm: data.creditorEmail.toLowerCase(),
            email_domain: emailDomain(data.creditorEmail),
            name_folded: nameFolded,
            last_name_code: lastNameCode,
            creditor_folded: creditorFolded,
          },
        },
        { table: 'person_names', key: { name: nameFolded, last_name_code: lastNameCode } },
        { table: 'creditor_names', key: { name: creditorFolded } },
        {
          table: 'client_names',
          key: {
            client_id: data.clientId,
            last_name: foldName(data.clientLastName),
            first_name: foldName(data.clientFirstName),
          },
        },
      ]
    },
    InquiryWithdrawn: ({ subject, time, data }) => [
      {
        table: 'inquiries',
        key: { inquiry_id: subject },
        set: { withdrawn_at: time, withdrawn_reason: data.reason },
      },
    ],
    CreditorMatched: event =>
      event.data.assignments
        .filter(assignment => assignment.references.length > 0)
        .map(assignment => ({
          table: 'learnt_references',
          key: { inquiry_id: assignment.inquiryId, match_id: event.id },
          set: {
            client_id: assignment.clientId,
            raw: assignment.references,
            norms: [...new Set(assignment.references.map(normaliseReference))],
            learnt_at: event.time,
          },
        })),
    AssignmentRevoked: ({ data }) =>
      data.inquiryIds.map(inquiryId => ({
        table: 'learnt_references',
        key: { inquiry_id: inquiryId, match_id: data.matchId },
        remove: true,
      })),
    EmailReceived: 'ignored',
    RetryRequested: 'ignored',
    ReviewAnswered: 'ignored',
    RevocationRequested: 'ignored',
    ProcessingStarted: 'ignored',
    EntitiesExtracted: 'ignored',
    ReviewRequested: 'ignored',
    EmailDismissed: 'ignored',
    AttemptFailed: 'ignored',
    ProcessingFailed: 'ignored',
    RequestRefused: 'ignored',
    NotificationSent: 'ignored',
    NotificationSkipped: 'ignored',
    PartitionTaken: 'ignored',
  },
})
