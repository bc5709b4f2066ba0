/** The inquiries that a query may mean, in the order of `MemoryInquiryLookup`: what is asked at once, and what is asked on. */
import { LOOKUP_LIMITS } from '../../domain/matching/memory-lookup.ts'
import { emailDomain } from '../../domain/matching/normalise.ts'
import type { CandidateQuery, Inquiry } from '../../domain/matching/types.ts'
import { findInChannels, type Likeness, moreByCreditorName, moreByName } from './inquiry-channels.ts'
import { readInquiries } from './inquiry-rows.ts'
import type { RegistryNames } from './registry-names.ts'
import type { Snapshot } from './snapshot.ts'

/** Names that are asked for at once: mostly they bring enough. */
const FIRST = { names: 24, creditorNames: 3 }

export async function searchInquiries(
  snapshot: Snapshot,
  names: RegistryNames,
  asked: CandidateQuery,
): Promise<{ candidates: Inquiry[]; knownAktenzeichen: string[] }> {
  const { lastNameCodes: codes, ...exact } = asked
  // A channel that reads address by address must not find an inquiry twice.
  const [emails, domains] = [asked.creditorEmails, asked.creditorDomains].map(all => [...new Set(all)]) as [
    string[],
    string[],
  ]
  const found = names.persons.alike(asked.clientNames, LOOKUP_LIMITS.nameSimilarity, names.sounding(codes))
  const clients = byLikeness(found)
  const creditors = byLikeness(names.creditors.alike(asked.creditorNames, LOOKUP_LIMITS.creditorSimilarity))
  const closest = upTo(creditors, 0, 1)
  const query = {
    ...exact,
    emails,
    domains,
    lone: emails.filter(email => !domains.includes(emailDomain(email))),
    codes,
    clients,
    alike: clients.names.filter((_, i) => clients.likeness[i]! >= LOOKUP_LIMITS.nameSimilarity),
    first: upTo(clients, 0, FIRST.names),
    creditor: closest,
    creditors: upTo(creditors, closest.names.length, FIRST.creditorNames),
  }
  const { of, inquiries } = await findInChannels(snapshot, query)
  const [same, byName, byCreditor] = [of.nameAtCreditor, of.name, of.creditorName]
  await goOn(
    clients,
    query.first.names.length,
    () => same.length + byName.length < LOOKUP_LIMITS.names,
    async step => {
      byName.push(...(await moreByName(snapshot, step, query, same)))
    },
  )
  await goOn(
    creditors,
    closest.names.length + query.creditors.names.length,
    () => byCreditor.length < LOOKUP_LIMITS.creditorNames,
    async step => {
      byCreditor.push(...(await moreByCreditorName(snapshot, step)))
    },
  )
  const ids = new Set([
    ...of.aktenzeichen,
    ...of.reference,
    ...of.sameClient,
    ...[...same, ...byName].slice(0, LOOKUP_LIMITS.names),
    ...of.birthDate,
    ...of.address,
    ...byCreditor.slice(0, LOOKUP_LIMITS.creditorNames),
  ])
  const missing = [...ids].filter(id => !inquiries.has(id))
  for (const inquiry of await readInquiries(snapshot, missing)) inquiries.set(inquiry.inquiryId, inquiry)
  const known = new Set(of.known)
  return {
    candidates: [...ids].map(id => inquiries.get(id)!),
    knownAktenzeichen: asked.aktenzeichen.filter(aktenzeichen => known.has(aktenzeichen)),
  }
}

/** The most alike first. */
function byLikeness(found: Map<string, number>): Likeness {
  const sorted = [...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return { names: sorted.map(([name]) => name), likeness: sorted.map(([, value]) => value) }
}

/** Some `size` of them. Names of one likeness are ordered by their inquiries, so they are never parted. */
function upTo({ names, likeness }: Likeness, from: number, size: number): Likeness {
  let to = Math.min(from + size, names.length)
  while (to > 0 && to < names.length && likeness[to] === likeness[to - 1]) to++
  return { names: names.slice(from, to), likeness: likeness.slice(from, to) }
}

/** Goes through the names behind the first ones until their inquiries are enough: the rest need not be read. */
async function goOn(all: Likeness, first: number, lacks: () => boolean, more: (step: Likeness) => Promise<void>) {
  let from = first
  for (let size = 4 * from; from < all.names.length && lacks(); size *= 4) {
    const step = upTo(all, from, size)
    await more(step)
    from += step.names.length
  }
}
