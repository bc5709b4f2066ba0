/** What is promised, checked from outside: the log by a stranger's reading, the stores against a plain fold of it. */

import { decode } from '../../log/codec/codec.ts'
import type { Log } from '../../log/log.ts'
import { checkOutcomes } from '../../ops/outcomes.ts'
import { PROJECTIONS } from '../../projections/registry.ts'
import { verify } from '../../projections/verify.ts'
import type { Connections } from '../connections.ts'
import type { Quiet } from './quiet.ts'

export interface Guarantees {
  held: boolean
  /** What did not hold, a sentence each. */
  broken: string[]
  /** Rows and documents that were compared. */
  checked: { postgres: number; mongodb: number }
  stores: { postgres: boolean; mongodb: boolean; equal: boolean }
}

/** @param accepted ids of the mails that were answered with 200 */
export async function checkGuarantees(
  log: Log,
  connections: Connections,
  accepted: readonly string[],
  { lag }: Quiet,
): Promise<Guarantees> {
  const broken: string[] = []
  const { received: _, ...outcomes } = await checkOutcomes(log, accepted)
  for (const [what, found] of Object.entries(outcomes)) {
    if (found.length) broken.push(`${found.length} ${what}: ${found.slice(0, 5).join('; ')}`)
  }
  const behind = lag.filter(group => group.lag !== 0)
  for (const { group, lag } of behind) broken.push(`${group} is ${lag ?? 'an unknown number of'} events behind`)
  const checked = { postgres: 0, mongodb: 0 }
  const stores = { postgres: true, mongodb: true, equal: true }
  for (const projection of PROJECTIONS) {
    const { findings, checked: rows } = await verify(projection, {
      log,
      pool: connections.postgres(),
      db: connections.mongo(),
      decode,
    })
    checked[projection.store] += rows
    if (!findings.length) continue
    stores[projection.store] = false
    stores.equal = false
    broken.push(
      `${projection.name} differs from a fold of the log in ${findings.length} places: ${JSON.stringify(findings[0])}`,
    )
  }
  return { held: broken.length === 0, broken, checked, stores }
}
