/** Many operations on one client become one write: a batch is one bulk write, not one an event. */
import {
  type DocumentOperation,
  type ElementOperation,
  isWithdrawal,
  storable,
  storableText,
  type Value,
  type WithdrawOperation,
} from './operations.ts'

export interface ClientWrite {
  clientId: string
  /** At most one an inquiry. */
  elements: ElementOperation[]
}

export interface DocumentWrites {
  clients: ClientWrite[]
  /** After the clients: an inquiry is sent before it is withdrawn. */
  withdrawals: WithdrawOperation[]
}

/** More stages than this in one update would be slow: a client with more inquiries takes several updates. */
const ELEMENTS_PER_WRITE = 50

/**
 * Merged per client and inquiry by the guards that the store applies as well, so merging changes no result.
 * A withdrawal, and the letter that follows it, are told apart by their offsets.
 */
export function mergeDocuments(operations: readonly DocumentOperation[]): DocumentWrites {
  const clients = new Map<string, Map<string, ElementOperation>>()
  const withdrawals = new Withdrawals()
  for (const raw of operations) {
    const operation = storable(raw as unknown as Value) as unknown as DocumentOperation
    if (isWithdrawal(operation)) {
      withdrawals.add(operation)
      continue
    }
    const elements = clients.get(operation.clientId) ?? new Map<string, ElementOperation>()
    clients.set(operation.clientId, elements)
    const before = elements.get(operation.inquiryId)
    elements.set(operation.inquiryId, before ? joinElements(before, operation) : operation)
  }
  return {
    clients: [...clients].flatMap(([clientId, elements]) =>
      chunks([...elements.values()], ELEMENTS_PER_WRITE).map(chunk => ({ clientId, elements: chunk })),
    ),
    withdrawals: withdrawals.all(),
  }
}

/** The last withdrawal of each inquiry, for its guard is the offset: of one client, and of whoever has it listed. */
export class Withdrawals {
  readonly #last = new Map<string, WithdrawOperation>()

  add(operation: WithdrawOperation): void {
    const { inquiryId, clientId } = operation
    const key = keyOf(storableText(inquiryId), clientId && storableText(clientId))
    this.#last.set(key, later(this.#last.get(key), operation))
  }

  of(inquiryId: string, clientId: string): WithdrawOperation['withdrawn'] | undefined {
    const [own, anyones] = [this.#last.get(keyOf(inquiryId, clientId)), this.#last.get(keyOf(inquiryId, null))]
    return (own ? later(anyones, own) : anyones)?.withdrawn
  }

  all(): WithdrawOperation[] {
    return [...this.#last.values()]
  }
}

const keyOf = (inquiryId: string, clientId: string | null) => JSON.stringify([inquiryId, clientId])
const later = (a: WithdrawOperation | undefined, b: WithdrawOperation) =>
  a && a.withdrawn.offset >= b.withdrawn.offset ? a : b

/** Two operations on one inquiry of one client, the later one second. */
export function joinElements(a: ElementOperation, b: ElementOperation): ElementOperation {
  const newer = <T>(x: T | undefined, y: T | undefined, of: (value: T) => number) =>
    !x ? y : !y ? x : of(y) > of(x) ? y : x
  return {
    clientId: a.clientId,
    inquiryId: a.inquiryId,
    debt: newer(a.debt, b.debt, debt => debt.version),
    inquiry: newer(a.inquiry, b.inquiry, inquiry => inquiry.offset),
    client: b.client && (!a.client || b.client.sentAt >= a.client.sentAt) ? b.client : a.client,
    fallback: a.fallback ?? b.fallback,
  }
}

function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}
