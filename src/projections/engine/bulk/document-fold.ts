/**
 * Clients' documents as they grow in memory during a rebuild: per inquiry one operation, joined by the guards that the
 * live pipeline applies as well; whole documents come out in the end.
 */
import { joinElements, type Withdrawals } from '../documents.ts'
import { BLANK_ELEMENT, type ElementOperation, storable, storableText, type Value } from '../operations.ts'

type Elements = Map<string, ElementOperation>

/** What an element costs besides the values of its events. */
const OVERHEAD = 400

export class DocumentFold {
  readonly #clients = new Map<string, Elements>()
  bytes = 0

  add(operation: ElementOperation, bytes: number): void {
    const clientId = storableText(operation.clientId)
    const inquiryId = storableText(operation.inquiryId)
    let elements = this.#clients.get(clientId)
    if (!elements) {
      elements = new Map()
      this.#clients.set(clientId, elements)
    }
    const known = elements.get(inquiryId)
    elements.set(inquiryId, known ? joinElements(known, operation) : operation)
    // What an older operation held is let go when a newer one takes its place, so only what is new here is counted.
    if (!known) this.bytes += bytes + OVERHEAD
  }

  /** Takes everything out, client by client. */
  *leave(): Generator<[clientId: string, operations: Iterable<ElementOperation>]> {
    for (const [clientId, elements] of this.#clients) yield [clientId, elements.values()]
    this.#clients.clear()
    this.bytes = 0
  }
}

/** The whole document of a client. Times stay milliseconds. */
export function wholeDocument(
  clientId: string,
  operations: Iterable<ElementOperation>,
  withdrawals: Withdrawals,
): Record<string, Value> {
  let name = { client_name: null as string | null, aktenzeichen: null as string | null }
  let asOf = { sent_at: -1, inquiry_id: '' }
  const list: Record<string, Value>[] = []
  for (const { inquiryId: raw, debt, inquiry, fallback, client } of operations) {
    const inquiryId = storableText(raw)
    const { offset, ...names } = inquiry ?? { offset: -1, ...fallback }
    const withdrawn = withdrawals.of(inquiryId, clientId)
    const gone = withdrawn !== undefined && offset >= 0 && offset < withdrawn.offset
    list.push({
      inquiry_id: inquiryId,
      ...BLANK_ELEMENT,
      ...names,
      ...debt,
      withdrawn_at: gone ? withdrawn.at : null,
      inquiry_offset: gone ? withdrawn.offset : offset,
    } as Record<string, Value>)
    if (client && (client.sentAt > asOf.sent_at || (client.sentAt === asOf.sent_at && inquiryId >= asOf.inquiry_id))) {
      asOf = { sent_at: client.sentAt, inquiry_id: inquiryId }
      name = { client_name: client.client_name, aktenzeichen: client.aktenzeichen }
    }
  }
  list.sort((a, b) => ((a.inquiry_id as string) < (b.inquiry_id as string) ? -1 : 1))
  const document = { client_id: clientId, ...name, as_of: asOf, final_creditor_list: list }
  return storable(document) as Record<string, Value>
}
