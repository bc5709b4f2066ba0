/** Everything that is promised, checked from outside once all is quiet: by a plain reading of the log, and of both stores. */
import { decode } from '../log/codec/codec.ts'
import { checkOutcomes } from '../ops/outcomes.ts'
import { PROJECTIONS } from '../projections/registry.ts'
import { verify } from '../projections/verify.ts'
import { differences } from './differences.ts'
import type { Lab } from './lab.ts'
import { type Observed, observe } from './observed.ts'
import { withoutFaults } from './reference.ts'

export interface Verdict {
  /** Mails answered with 200 that are not in the log, or came to no final outcome; assignments without an answer. */
  lost: string[]
  /** Decisions made twice: final outcomes of a mail, answers of an assignment, event ids. */
  duplicated: string[]
  /** Debts whose versions are not 1, 2, 3 … */
  gaps: string[]
  /** Mails and debts that came out otherwise than without faults. */
  outcomesDiffer: string[]
  /** Where a store is not the fold of the log. */
  stores: string[]
  /** How many mails came to which end. */
  final: Record<string, number>
  /** Mails in the log although nobody was told so: the answer was lost. */
  unconfirmed: number
}

/** @param accepted ids of the mails answered with 200, with the corpus' case */
export async function judge(
  lab: Lab,
  accepted: ReadonlyMap<string, string>,
  onProgress: (what: string, total: number) => { update(done: number): void; stop(): void },
): Promise<Verdict> {
  const log = await lab.connections.log()
  const outcomes = await checkOutcomes(log, [...accepted.keys()])
  const seen = await observe(log)
  const bar = onProgress('mails compared with a run without faults', seen.received.size)
  const calm = await withoutFaults(lab, [...seen.received.values()], bar.update)
  bar.stop()
  const stores: string[] = []
  const sources = { log, pool: lab.connections.postgres(), db: lab.connections.mongo(), decode }
  for (const projection of PROJECTIONS) {
    const { findings } = await verify(projection, sources)
    stores.push(...findings.map(finding => `${projection.name}: ${JSON.stringify(finding)}`))
  }
  const twice = [...seen.finals].filter(([, finals]) => finals.length > 1)
  return {
    lost: [
      ...outcomes.lost.map(id => `${id} (${accepted.get(id)}) is not in the log`),
      ...outcomes.unfinished.map(id => `${id} (${accepted.get(id) ?? 'unconfirmed'}) has no final outcome`),
      ...outcomes.unanswered.map(id => `assignment ${id} has no answer`),
    ],
    duplicated: [...outcomes.duplicated, ...twice.map(([id, finals]) => `${id}: ${finals.length} final outcomes`)],
    gaps: outcomes.gaps,
    outcomesDiffer: differences(seen, calm, accepted),
    stores,
    final: count(seen),
    unconfirmed: [...seen.received.keys()].filter(id => !accepted.has(id)).length,
  }
}

function count({ finals }: Observed): Record<string, number> {
  const status: Record<string, string> = {
    CreditorMatched: 'completed',
    ReviewRequested: 'review',
    ProcessingFailed: 'failed',
  }
  const counts: Record<string, number> = {}
  for (const [last] of [...finals.values()].map(list => list.slice(-1))) {
    const { type, reason } = JSON.parse(last!) as { type: string; reason: string }
    const name = status[type] ?? reason
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
