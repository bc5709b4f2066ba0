import {
  emailDomain,
  foldName,
  normaliseAktenzeichen,
  normaliseReference,
  phonetic,
  trigramSimilarity,
} from './normalise.ts'
import type { CandidateQuery, Inquiry, InquiryLookup, Lookup } from './types.ts'

/** How many rows each channel may add, and how alike names must be. The PostgreSQL lookup uses the same numbers. */
export const LOOKUP_LIMITS = {
  perAktenzeichen: 200,
  perReference: 50,
  names: 200,
  birthDate: 100,
  creditorAddress: 100,
  creditorNames: 100,
  nameSimilarity: 0.45,
  creditorSimilarity: 0.5,
} as const

/**
 * The registry as an array: the contract that every `InquiryLookup` keeps.
 *
 * `find` returns the union of these channels, each row once, rows in the order of the channels. Within a channel rows are
 * ordered as said and cut at the limit; ties are broken by `inquiryId` ascending (plain code unit order).
 * 1. *aktenzeichen*: `normaliseAktenzeichen(row.aktenzeichen)` is in `query.aktenzeichen`; newest `sentAt` first.
 * 2. *references*: `normaliseReference` of one of `row.creditorReferences` is in `query.references`; newest first. Then
 *    every other inquiry of the clients found so (newest first, same limit again), because the clerk compares them.
 * 3. *client*: for a name of `query.clientNames`, `trigramSimilarity(foldName(row.clientName), name) >= nameSimilarity`,
 *    or `phonetic(row.clientLastName)` is in `query.lastNameCodes`. Rows whose creditor address or domain is in the
 *    query come first, then higher similarity (the best over the query's names), then newest.
 * 4. *birth date*: `row.clientBirthDate` is in `query.birthDates`; same creditor first, then newest.
 * 5. *creditor address*: `row.creditorEmail` (lower case) is in `creditorEmails` or its `emailDomain` in
 *    `creditorDomains`; exact addresses first, then newest.
 * 6. *creditor name*: for a name of `creditorNames`, `trigramSimilarity(foldName(row.creditorName), name) >=
 *    creditorSimilarity`; higher similarity first, then newest.
 *
 * `frequencies` counts clients (not inquiries) of the whole registry that bear each folded last and first name of the
 * returned candidates; `knownAktenzeichen` is the part of `query.aktenzeichen` that exists.
 */
export class MemoryInquiryLookup implements InquiryLookup {
  readonly #rows: Row[]
  readonly #clients: number
  readonly #lastNames: Map<string, number>
  readonly #firstNames: Map<string, number>

  constructor(inquiries: readonly Inquiry[]) {
    this.#rows = inquiries.map(toRow)
    const clients = new Map(inquiries.map(inquiry => [inquiry.clientId, inquiry]))
    this.#clients = clients.size
    this.#lastNames = countBy([...clients.values()].map(client => foldName(client.clientLastName)))
    this.#firstNames = countBy([...clients.values()].map(client => foldName(client.clientFirstName)))
  }

  /** Remembers a confirmed reference for an inquiry, as the projection does when a match is decided. */
  learn(inquiryId: string, references: readonly string[]): void {
    const row = this.#rows.find(({ inquiry }) => inquiry.inquiryId === inquiryId)
    if (!row) return
    const fresh = references.filter(reference => !row.references.has(normaliseReference(reference)))
    row.inquiry = { ...row.inquiry, creditorReferences: [...row.inquiry.creditorReferences, ...fresh] }
    for (const reference of fresh) row.references.add(normaliseReference(reference))
  }

  find(query: CandidateQuery): Promise<Lookup> {
    const found = new Map<string, Inquiry>()
    const add = (rows: Row[]) => {
      for (const row of rows) found.set(row.inquiry.inquiryId, row.inquiry)
    }
    const q = {
      aktenzeichen: new Set(query.aktenzeichen),
      references: new Set(query.references),
      emails: new Set(query.creditorEmails),
      domains: new Set(query.creditorDomains),
      codes: new Set(query.lastNameCodes),
      birthDates: new Set(query.birthDates),
    }
    const sameCreditor = (row: Row) => (q.emails.has(row.email) || q.domains.has(row.domain) ? 1 : 0)
    const pick = (where: (row: Row) => boolean, limit: number, ...order: ((row: Row) => number)[]) =>
      this.#rows
        .filter(where)
        .sort(descending(...order, row => row.inquiry.sentAt))
        .slice(0, limit)

    add(pick(row => q.aktenzeichen.has(row.aktenzeichen), LOOKUP_LIMITS.perAktenzeichen))
    const byReference = pick(
      row => [...row.references].some(reference => q.references.has(reference)),
      LOOKUP_LIMITS.perReference,
    )
    add(byReference)
    const clients = new Set(byReference.map(row => row.inquiry.clientId))
    add(pick(row => clients.has(row.inquiry.clientId), LOOKUP_LIMITS.perReference))

    const alike = new Map<string, number>()
    const likeness = (row: Row): number => {
      const known = alike.get(row.name)
      if (known !== undefined) return known
      const best = Math.max(0, ...query.clientNames.map(name => trigramSimilarity(row.name, name)))
      alike.set(row.name, best)
      return best
    }
    add(
      pick(
        row => likeness(row) >= LOOKUP_LIMITS.nameSimilarity || q.codes.has(row.lastNameCode),
        LOOKUP_LIMITS.names,
        sameCreditor,
        likeness,
      ),
    )
    add(pick(row => q.birthDates.has(row.inquiry.clientBirthDate ?? ''), LOOKUP_LIMITS.birthDate, sameCreditor))
    add(
      pick(
        row => sameCreditor(row) === 1,
        LOOKUP_LIMITS.creditorAddress,
        row => (q.emails.has(row.email) ? 1 : 0),
      ),
    )
    const creditorLikeness = (row: Row) =>
      Math.max(0, ...query.creditorNames.map(name => trigramSimilarity(row.creditor, name)))
    add(
      pick(
        row => creditorLikeness(row) >= LOOKUP_LIMITS.creditorSimilarity,
        LOOKUP_LIMITS.creditorNames,
        creditorLikeness,
      ),
    )

    const candidates = [...found.values()]
    const exists = new Set(this.#rows.map(row => row.aktenzeichen))
    return Promise.resolve({
      candidates,
      frequencies: {
        clients: this.#clients,
        lastNames: only(
          this.#lastNames,
          candidates.map(candidate => candidate.clientLastName),
        ),
        firstNames: only(
          this.#firstNames,
          candidates.map(candidate => candidate.clientFirstName),
        ),
      },
      knownAktenzeichen: query.aktenzeichen.filter(aktenzeichen => exists.has(aktenzeichen)),
    })
  }
}

interface Row {
  inquiry: Inquiry
  aktenzeichen: string
  references: Set<string>
  email: string
  domain: string
  name: string
  lastNameCode: string
  creditor: string
}

function toRow(inquiry: Inquiry): Row {
  return {
    inquiry,
    aktenzeichen: normaliseAktenzeichen(inquiry.aktenzeichen),
    references: new Set(inquiry.creditorReferences.map(normaliseReference)),
    email: inquiry.creditorEmail.toLowerCase(),
    domain: emailDomain(inquiry.creditorEmail),
    name: foldName(inquiry.clientName),
    lastNameCode: phonetic(inquiry.clientLastName),
    creditor: foldName(inquiry.creditorName),
  }
}

function descending(...by: ((row: Row) => number)[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const key of by) {
      const difference = key(b) - key(a)
      if (difference !== 0) return difference
    }
    return a.inquiry.inquiryId < b.inquiry.inquiryId ? -1 : 1
  }
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function only(counts: Map<string, number>, names: string[]): Record<string, number> {
  return Object.fromEntries(names.map(name => [foldName(name), counts.get(foldName(name)) ?? 0]))
}
