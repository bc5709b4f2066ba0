/**
 * The registry that matching asks, in PostgreSQL: equal to `MemoryInquiryLookup`, whose docstring says what each channel
 * finds. Every channel is bounded, and none reads more of the registry than an index names. Likeness is judged over the
 * distinct names, which are kept in memory: see `registry-names.ts`.
 */
import type { Pool } from 'pg'
import type { CandidateQuery, Inquiry, InquiryLookup, Lookup } from '../../domain/matching/types.ts'
import { AS_OF, type AsOf, toAsOf } from './as-of.ts'
import { readInquiries } from './inquiry-rows.ts'
import { searchInquiries } from './inquiry-search.ts'
import { NameStatistics } from './name-statistics.ts'
import { RegistryNames } from './registry-names.ts'
import { inSnapshot, type Snapshot } from './snapshot.ts'

/** The plan is the same for every mail, and making it takes as long as carrying it out. */
const FIRST = `set local plan_cache_mode = force_generic_plan; ${AS_OF}`

export class PostgresInquiryLookup implements InquiryLookup {
  readonly #pool: Pool
  readonly #statistics = new NameStatistics()
  #names: { build: string; of: RegistryNames } | null = null

  constructor(pool: Pool) {
    this.#pool = pool
  }

  find(query: CandidateQuery): Promise<Lookup> {
    const find = async (snapshot: Snapshot, asOf: object[]) => {
      const now = toAsOf(asOf)
      const names = await this.#namesOf(snapshot, now)
      const { candidates, knownAktenzeichen } = await searchInquiries(snapshot, names, query)
      const frequencies = await this.#statistics.of(snapshot, now, candidates)
      return { candidates, frequencies, knownAktenzeichen }
    }
    return inSnapshot(this.#pool, find, FIRST)
  }

  /** Another build has names of its own; who still reads the old one keeps those. */
  async #namesOf(snapshot: Snapshot, now: AsOf): Promise<RegistryNames> {
    if (this.#names?.build !== now.build) this.#names = { build: now.build, of: new RegistryNames() }
    const { of: names } = this.#names
    await names.upTo(snapshot, now)
    return names
  }

  /** In the order of the ids; unknown and withdrawn ones are left out. */
  inquiriesByIds(ids: readonly string[]): Promise<Inquiry[]> {
    return inSnapshot(this.#pool, snapshot => readInquiries(snapshot, ids))
  }

  /** Offset of the next record of topic `inquiries` to be applied to the registry, by partition. Empty before the first worker. */
  async appliedPositions(): Promise<number[]> {
    const { rows } = await this.#pool.query<{ position: number }>(
      `select s.position from postbuch.projections p
         join postbuch.positions s on s.projection = p.name and s.generation = p.generation
        where p.name = 'inquiries' and s.topic = 'inquiries' order by s.partition`,
    )
    return rows.map(row => row.position)
  }
}
