/**
 * The mails of a run: copies of a corpus' mails under webhook ids of their own.
 *
 * In production a matched mail teaches the registry its references, so what comes of a mail may depend on which mails
 * were matched before it, and under faults that order is another. Here the registry knows from the start everything
 * that these mails can teach: then nothing is left that depends on order, and each mail must come out exactly as in a
 * run without faults. Scanned pages are left out: OCR takes seconds of both cores and has tests of its own.
 */
import type { Corpus, CorpusCase, RegistryEntry } from '../demo/corpus.ts'
import { extract } from '../domain/extraction/extract.ts'
import type { MailContent } from '../domain/extraction/types.ts'
import { decideMatch } from '../domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../domain/matching/memory-lookup.ts'
import { candidateQuery } from '../domain/matching/query.ts'
import type { Random } from './random.ts'

export interface MailSource {
  registry: RegistryEntry[]
  next(): CorpusCase
}

/** Rounds of learning after which nothing new comes. */
const MOST_ROUNDS = 8

export async function mailSource({ registry, cases }: Corpus, random: Random, seed: number): Promise<MailSource> {
  const readable = cases.filter(({ email }) => !email.attachments.some(file => file.scanned))
  let made = 0
  const times = new Set<number>()
  /** No two replies of one time: then the order of the replies to one debt is certain. */
  const timeOf = (original: string) => {
    let time = Date.parse(original)
    while (times.has(time)) time++
    times.add(time)
    return new Date(time).toISOString()
  }
  let deck: CorpusCase[] = []
  return {
    registry: await withAllLearnt(registry, readable),
    next() {
      if (!deck.length) deck = random.shuffled(readable)
      const original = deck.pop()!
      const { webhookId, receivedAt } = original.email
      const own = { webhookId: `chaos-${seed}-${++made}-${webhookId}`, receivedAt: timeOf(receivedAt) }
      return { ...original, email: { ...original.email, ...own } }
    },
  }
}

async function withAllLearnt(registry: RegistryEntry[], cases: CorpusCase[]): Promise<RegistryEntry[]> {
  const references = new Map(registry.map(entry => [entry.inquiryId, [...entry.creditorReferences]]))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const lookup = new MemoryInquiryLookup(
      registry.map(entry => ({
        ...entry,
        creditorReferences: references.get(entry.inquiryId)!,
        expectedAmountCents: entry.expectedAmount === null ? null : Math.round(Number(entry.expectedAmount) * 100),
        sentAt: Date.parse(entry.sentAt),
      })),
    )
    let learnt = 0
    for (const { email } of cases) {
      const mail = contentOf(email)
      const extraction = extract(mail)
      const decision = decideMatch(mail, extraction, await lookup.find(candidateQuery(mail, extraction)))
      if (decision.outcome !== 'auto') continue
      for (const assignment of decision.assignments) {
        const known = references.get(assignment.inquiryId)!
        const fresh = assignment.references.filter(reference => !known.includes(reference))
        known.push(...fresh)
        learnt += fresh.length
      }
    }
    if (learnt === 0) break
  }
  return registry.map(entry => ({ ...entry, creditorReferences: references.get(entry.inquiryId)! }))
}

const contentOf = (email: CorpusCase['email']): MailContent => ({
  ...email,
  receivedAt: Date.parse(email.receivedAt),
  attachments: email.attachments.map(({ filename, contentType, pages }) => ({
    filename,
    contentType,
    pages,
    unreadable: null,
  })),
})
