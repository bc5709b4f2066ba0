import { foldName } from '../../domain/matching/normalise.ts'
import type { Inquiry, NameFrequencies } from '../../domain/matching/types.ts'
import type { Snapshot } from './snapshot.ts'

/** From this many clients on, counts may be this old: they only say how rare a name is. Below, they are exact. */
const LARGE = 20_000
const LARGE_MAX_AGE_MS = 60_000
/** Names remembered at most. */
const CAPACITY = 50_000

/**
 * How common names are among the registry's clients. Counting a common name reads all who bear it, so counts are
 * remembered, for as long as the registry has applied nothing new.
 */
export class NameStatistics {
  #asOf = ''
  #at = 0
  #clients = 0
  readonly #counts = { last_name: new Map<string, number>(), first_name: new Map<string, number>() }

  async of(snapshot: Snapshot, candidates: readonly Inquiry[]): Promise<NameFrequencies> {
    await this.#refresh(snapshot)
    return {
      clients: this.#clients,
      lastNames: await this.#count(
        snapshot,
        'last_name',
        candidates.map(candidate => candidate.clientLastName),
      ),
      firstNames: await this.#count(
        snapshot,
        'first_name',
        candidates.map(candidate => candidate.clientFirstName),
      ),
    }
  }

  async #refresh(snapshot: Snapshot): Promise<void> {
    const positions = await snapshot.rows<{ at: string }>(
      `select string_agg(s.position::text, ',' order by s.topic, s.partition) || '/' || p.generation as at
         from postbuch.projections p join postbuch.positions s on s.projection = p.name and s.generation = p.generation
        where p.name = 'inquiries' and s.topic = 'inquiries' group by p.generation`,
    )
    const asOf = positions[0]?.at ?? ''
    if (asOf === this.#asOf && this.#at > 0) return
    if (this.#clients >= LARGE && Date.now() - this.#at < LARGE_MAX_AGE_MS) return
    const rows = await snapshot.rows<{ n: number }>(
      `select count(distinct client_id) as n from ${snapshot.table('inquiries', 'client_names')}`,
    )
    this.#clients = rows[0]!.n
    this.#asOf = asOf
    this.#at = Date.now()
    for (const counts of Object.values(this.#counts)) counts.clear()
  }

  async #count(
    snapshot: Snapshot,
    column: 'last_name' | 'first_name',
    names: string[],
  ): Promise<Record<string, number>> {
    const counts = this.#counts[column]
    const folded = [...new Set(names.map(foldName))]
    const unknown = folded.filter(name => !counts.has(name))
    if (unknown.length > 0) {
      if (counts.size > CAPACITY) counts.clear()
      const rows = await snapshot.rows<{ name: string; n: number }>(
        `select a.name, (select count(distinct client_id) from ${snapshot.table('inquiries', 'client_names')} c where c.${column} = a.name) as n
           from unnest($1::text[]) as a(name)`,
        [unknown],
      )
      for (const { name, n } of rows) counts.set(name, n)
    }
    return Object.fromEntries(folded.map(name => [name, counts.get(name) ?? 0]))
  }
}
