import { z } from 'zod'
import type { ClientView } from '../../ports.ts'
import { cents, iso } from './common.ts'

const creditorSchema = z.object({
  inquiry_id: z.string(),
  creditor_name: z.string().nullable(),
  creditor_email: z.string().nullable(),
  creditor_response_amount: z.number().nullable().meta({ description: 'Euros, as the portal shows it' }),
  creditor_response_amount_cents: cents.nullable(),
  creditor_response_text: z.string().nullable(),
  reference_numbers: z.array(z.string()),
  response_received_at: z.string().nullable(),
  status: z.string(),
  version: z.int(),
})

export const clientAnswer = z
  .object({
    client_id: z.string(),
    client_name: z.string().nullable(),
    aktenzeichen: z.string().nullable(),
    final_creditor_list: z.array(creditorSchema),
  })
  .meta({
    description: "The client's document, as the firm's portal reads it",
    examples: [
      {
        client_id: 'C-3',
        client_name: 'Erika Mustermann',
        aktenzeichen: '123/26',
        final_creditor_list: [
          {
            inquiry_id: 'INQ-17',
            creditor_name: 'Beispiel Inkasso GmbH',
            creditor_email: 'inkasso@example.org',
            creditor_response_amount: 1234.56,
            creditor_response_amount_cents: 123456,
            creditor_response_text: 'Die Gläubigerin fordert 1.234,56 €.',
            reference_numbers: ['4711-0815'],
            response_received_at: '2026-02-03T08:12:44.000Z',
            status: 'claim',
            version: 1,
          },
        ],
      },
    ],
  })

type Json = Record<string, unknown>

/** The store's own document, whatever it leaves out while no reply has come. */
const toCreditor = (creditor: Json): z.input<typeof creditorSchema> => ({
  inquiry_id: String(creditor.inquiry_id),
  creditor_name: orNull(creditor.creditor_name),
  creditor_email: orNull(creditor.creditor_email),
  creditor_response_amount: orNull(creditor.creditor_response_amount),
  creditor_response_amount_cents: orNull(creditor.creditor_response_amount_cents),
  creditor_response_text: orNull(creditor.creditor_response_text),
  reference_numbers: (creditor.reference_numbers ?? []) as string[],
  response_received_at: instant(creditor.response_received_at),
  status: String(creditor.status ?? 'pending'),
  version: Number(creditor.version ?? 0),
})

const orNull = <T>(value: unknown) => (value ?? null) as T | null
const instant = (value: unknown) =>
  value instanceof Date ? value.toISOString() : typeof value === 'number' ? iso(value) : orNull<string>(value)

export const toClient = (client: ClientView): z.input<typeof clientAnswer> => ({
  client_id: client.clientId,
  client_name: client.clientName,
  aktenzeichen: client.aktenzeichen,
  final_creditor_list: client.finalCreditorList.map(toCreditor),
})
