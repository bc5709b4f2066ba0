import { foldName } from '../../domain/matching/normalise.ts'
import type { Inquiry, NameFrequencies } from '../../domain/matching/types.ts'
import type { AsOf } from './as-of.ts'
import type { Snapshot } from './snapshot.ts'

/** From this many clients on, counts may be this old: they only say how rare a name is. Below, they are exact. */
const LARGE = 20_000
const LARGE_MAX_AGE_MS = 60_000

/** How common names are among the registry's clients: counted all at once, and again when the registry has gone on. */
export class NameStatistics {
  #asOf = ''
  #at = 0
  #clients = 0
  #last = new Map<string, number>()
  #first = new Map<string, number>()

  async of(snapshot: Snapshot, now: AsOf, candidates: readonly Inquiry[]): Promise<NameFrequencies> {
    await this.#refresh(snapshot, now)
    return {
      clients: this.#clients,
      lastNames: counted(
        this.#last,
        candidates.map(candidate => candidate.clientLastName),
      ),
      firstNames: counted(
        this.#first,
        candidates.map(candidate => candidate.clientFirstName),
      ),
    }
  }

  async #refresh(snapshot: Snapshot, { build, positions }: AsOf): Promise<void> {
    const asOf = `${build} ${positions}`
    if (asOf === this.#asOf) return
    if (this.#clients >= LARGE && Date.now() - this.#at < LARGE_MAX_AGE_MS) return
    const table = snapshot.table('inquiries', 'client_names')
    const all = await snapshot.rows<{ n: number }>(`select count(distinct client_id) as n from ${table}`)
    const count = async (column: 'last_name' | 'first_name') => {
      const rows = await snapshot.rows<{ name: string; n: number }>(
        `select ${column} as name, count(distinct client_id) as n from ${table} group by ${column}`,
      )
      return new Map(rows.map(({ name, n }) => [name, n]))
    }
    this.#last = await count('last_name')
    this.#first = await count('first_name')
    this.#clients = all[0]!.n
    this.#asOf = asOf
    this.#at = Date.now()
  }
}

const counted = (counts: Map<string, number>, names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].map(foldName).map(name => [name, counts.get(name) ?? 0]))
