/**
 * How fast projections are rebuilt, beside what Kafka and the store need for the same bytes: alternating, several times
 * in one run, so that a busy machine slows both alike.
 */
import { createMongo } from '../../projections/mongo/connect.ts'
import { createPool } from '../../projections/postgres/pool.ts'
import { projectionNamed } from '../../projections/registry.ts'
import { fill, openLab, type Where } from './lab.ts'
import { digestDocuments, digestTables } from './load.ts'
import { child, median } from './run.ts'

export interface RebuildFigures {
  eventsPerSecond: number
  ratioToBare: number
  peakMb: number
  /** Equal to the plain fold of the log; null: not looked at. */
  equal: boolean | null
  /** The second and third rebuild gave what the first gave. */
  repeatable: boolean
  /** Of each round. */
  rounds: {
    eventsPerSecond: number
    ratioToBare: number
    peakMb: number
    readMs: number
    loadMs: number
    rebuildMs: number
  }[]
}

export interface RebuildBench {
  events: number
  postgres: RebuildFigures
  mongodb: RebuildFigures
}

export interface RebuildBenchOptions {
  events: number
  rounds: number
  tell(line: string): void
}

const GROUPS = { postgres: ['jobs', 'debts'], mongodb: ['clients'] } as const

export async function benchRebuild({ events, rounds, tell }: RebuildBenchOptions): Promise<RebuildBench> {
  const lab = await openLab()
  try {
    tell(`filling a log with ${events} events`)
    await fill(lab.log, { total: events })
    const figures = { postgres: [] as Round[], mongodb: [] as Round[] }
    const digests = { postgres: new Set<string>(), mongodb: new Set<string>() }
    for (let round = 0; round < rounds; round++) {
      for (const store of ['postgres', 'mongodb'] as const) {
        const measured = await oneRound(lab, GROUPS[store])
        figures[store].push(measured)
        digests[store].add(await digest(lab, GROUPS[store]))
        tell(`${store}, round ${round + 1}: ${JSON.stringify(measured)}`)
      }
    }
    const sum = async (store: 'postgres' | 'mongodb') => {
      const equal = await isEqual(lab, GROUPS[store], tell)
      return summary(figures[store], digests[store].size === 1, equal)
    }
    return { events, postgres: await sum('postgres'), mongodb: await sum('mongodb') }
  } finally {
    await lab.stop()
  }
}

type Round = RebuildFigures['rounds'][number]

async function oneRound(where: Where, projections: readonly string[]): Promise<Round> {
  let [readMs, loadMs, rebuildMs, events, peakMb] = [0, 0, 0, 0, 0]
  for (const name of projections) {
    readMs += (await child<{ milliseconds: number }>(where, 'read', name)).milliseconds
    const rebuilt = await child<{ milliseconds: number; events: number; peakMb: number }>(where, 'rebuild', name)
    loadMs += (await child<{ milliseconds: number }>(where, 'load', name)).milliseconds
    rebuildMs += rebuilt.milliseconds
    events += rebuilt.events
    peakMb = Math.max(peakMb, rebuilt.peakMb)
  }
  const eventsPerSecond = Math.round((events / rebuildMs) * 1000)
  const ratioToBare = Math.round(((readMs + loadMs) / rebuildMs) * 100) / 100
  const whole = { readMs: Math.round(readMs), loadMs: Math.round(loadMs), rebuildMs: Math.round(rebuildMs) }
  return { eventsPerSecond, ratioToBare, peakMb, ...whole }
}

/** The middle round's figures; the highest memory. */
function summary(rounds: Round[], repeatable: boolean, equal: boolean): RebuildFigures {
  return {
    eventsPerSecond: median(rounds.map(round => round.eventsPerSecond)),
    ratioToBare: median(rounds.map(round => round.ratioToBare)),
    peakMb: Math.max(...rounds.map(round => round.peakMb)),
    equal,
    repeatable,
    rounds,
  }
}

async function isEqual(where: Where, projections: readonly string[], tell: (line: string) => void): Promise<boolean> {
  let equal = true
  for (const name of projections) {
    const found = await child<{ findings: number; checked: number; first: object[] }>(where, 'verify', name)
    tell(`${name}: ${found.checked} rows compared with the plain fold, ${found.findings} differ`)
    equal &&= found.findings === 0
  }
  return equal
}

async function digest(where: Where, projections: readonly string[]): Promise<string> {
  const pool = createPool(where.databaseUrl)
  const { client, db } = createMongo(where.mongodbUrl)
  try {
    const parts = projections.map(async name => {
      const projection = projectionNamed(name)
      return projection.store === 'postgres' ? digestTables(pool, projection) : digestDocuments(db, name)
    })
    return (await Promise.all(parts)).join(' ')
  } finally {
    await Promise.all([pool.end(), client.close()])
  }
}
