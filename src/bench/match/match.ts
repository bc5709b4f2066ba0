/**
 * How long it takes to find a mail's inquiry in a large registry, and to read a long mail by the rules. PostgreSQL, the
 * lookup, the extraction and the decision are those of the worker.
 */

import { scratchPostgres } from '../../app/scratch-postgres.ts'
import { type Random, seeded } from '../../chaos/random.ts'
import { extract } from '../../domain/extraction/extract.ts'
import { decideMatch } from '../../domain/matching/decide.ts'
import { candidateQuery } from '../../domain/matching/query.ts'
import type { InquiryLookup } from '../../domain/matching/types.ts'
import { PostgresInquiryLookup } from '../../projections/postgres/inquiry-lookup.ts'
import { type Percentiles, percentiles } from '../percentiles.ts'
import { loadRegistry } from './load.ts'
import { longMail, mailAbout } from './mails.ts'
import { registry, type Sent } from './registry.ts'

export interface MatchBenchOptions {
  clients: number
  inquiries: number
  /** Different mails a round; no mail is asked for twice. */
  mails: number
  rounds: number
  /** PostgreSQL to make a scratch database on; null: an embedded one. */
  databaseUrl: string | null
  onProgress?(done: number): void
}

export interface MatchBench {
  matchMs: Percentiles
  /** Reading the same mails by the rules. */
  extractMs: Percentiles
  /** Reading mails of 20 kB. */
  extract20kMs: Percentiles
  /** Processor time of that: what the machine's other work does not change much. */
  extract20kCpuMs: Percentiles
  clients: number
  inquiries: number
  mails: number
  /** Each round alone: how much a busy machine spreads them. */
  rounds: { matchMs: Percentiles; extractMs: Percentiles; extract20kMs: Percentiles }[]
  /** What the decisions came to, so that a bench that finds nothing shows. */
  outcomes: Record<string, number>
}

const SEED = 6
const LONG = 20_000
/** Some two seconds a round: one in which the machine is busy elsewhere is not half of what is measured. */
const LONG_MAILS = 200
/** Unmeasured mails at the beginning, short ones and as many long ones: a worker runs for days, and the first hundred take a third longer. */
const WARM_UP = 150

export async function benchMatch(options: MatchBenchOptions): Promise<MatchBench> {
  const { clients, inquiries, mails, rounds: count } = options
  const postgres = await scratchPostgres(options.databaseUrl)
  try {
    const random = seeded(SEED + 1)
    const wanted = WARM_UP + mails * count
    const about: Sent[] = []
    const every = Math.max(1, Math.floor(inquiries / wanted))
    const sampled = function* () {
      let n = 0
      for (const sent of registry({ clients, inquiries }, seeded(SEED))) {
        if (n++ % every === 0) about.push(sent)
        yield sent
      }
    }
    await loadRegistry(postgres.pool, sampled(), done => options.onProgress?.(done))
    const lookup = new PostgresInquiryLookup(postgres.pool)
    const order = random.shuffled(about)
    const outcomes: Record<string, number> = {}
    const matchAll = async (of: readonly Sent[]) => {
      const times: { match: number[]; extract: number[] } = { match: [], extract: [] }
      for (const [n, sent] of of.entries()) {
        const { extractMs, matchMs, outcome } = await matchOne(lookup, n, sent, random)
        times.match.push(matchMs)
        times.extract.push(extractMs)
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      }
      return times
    }
    await matchAll(order.slice(0, WARM_UP))
    readLong(order.slice(0, WARM_UP), random)
    for (const outcome of Object.keys(outcomes)) delete outcomes[outcome]
    const rounds: { match: number[]; extract: number[]; long: Times }[] = []
    for (let n = 0; n < count; n++) {
      const of = order.slice(WARM_UP + n * mails, WARM_UP + (n + 1) * mails)
      rounds.push({ ...(await matchAll(of)), long: readLong(of.slice(0, LONG_MAILS), random) })
    }
    return {
      matchMs: percentiles(rounds.flatMap(round => round.match)),
      extractMs: percentiles(rounds.flatMap(round => round.extract)),
      extract20kMs: percentiles(rounds.flatMap(round => round.long.wall)),
      extract20kCpuMs: percentiles(rounds.flatMap(round => round.long.cpu)),
      clients,
      inquiries,
      mails: mails * count,
      rounds: rounds.map(round => ({
        matchMs: percentiles(round.match),
        extractMs: percentiles(round.extract),
        extract20kMs: percentiles(round.long.wall),
      })),
      outcomes,
    }
  } finally {
    await postgres.close()
  }
}

/** Read, and then from the extraction to the decision, as the steps `extract` and `match` do it. */
async function matchOne(lookup: InquiryLookup, n: number, about: Sent, random: Random) {
  const mail = mailAbout(n, about, random)
  const received = performance.now()
  const extraction = extract(mail)
  const read = performance.now()
  const found = await lookup.find(candidateQuery(mail, extraction))
  const { outcome } = decideMatch(mail, extraction, found)
  return { extractMs: read - received, matchMs: performance.now() - read, outcome }
}

interface Times {
  wall: number[]
  cpu: number[]
}

function readLong(of: readonly Sent[], random: Random): Times {
  const times: Times = { wall: [], cpu: [] }
  for (const [n, sent] of of.entries()) {
    const mail = longMail(n, sent, LONG, random)
    const cpu = process.cpuUsage()
    const begun = performance.now()
    extract(mail)
    times.wall.push(performance.now() - begun)
    const { user, system } = process.cpuUsage(cpu)
    times.cpu.push((user + system) / 1000)
  }
  return times
}
