/**
 * The registry that matching asks, in PostgreSQL: equal to `MemoryInquiryLookup`, whose docstring says what each channel
 * finds. Every channel is bounded, and none reads more of the registry than an index names:
 * likeness of names is judged over the distinct names, in code, by the function that the array lookup uses.
 */
import type { Pool } from 'pg'
import { LOOKUP_LIMITS } from '../../domain/matching/memory-lookup.ts'
import { emailDomain, trigramSimilarity } from '../../domain/matching/normalise.ts'
import type { CandidateQuery, Inquiry, InquiryLookup, Lookup } from '../../domain/matching/types.ts'
import { readInquiries } from './inquiry-rows.ts'
import { NameStatistics } from './name-statistics.ts'
import { inSnapshot, type Snapshot } from './snapshot.ts'

/** Distinct names that one phonetic code may bring. */
const NAMES_PER_CODE = 5_000

export class PostgresInquiryLookup implements InquiryLookup {
  readonly #pool: Pool
  readonly #names = new NameStatistics()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  find(query: CandidateQuery): Promise<Lookup> {
    return inSnapshot(this.#pool, async snapshot => {
      const ids = new Set<string>()
      const add = (rows: { inquiry_id: string }[]) => {
        for (const { inquiry_id } of rows) ids.add(inquiry_id)
      }
      add(await byAktenzeichen(snapshot, query.aktenzeichen))
      add(await byReference(snapshot, query.references))
      add(await byClient(snapshot, query))
      add(await byBirthDate(snapshot, query))
      add(await byCreditorAddress(snapshot, query))
      add(await byCreditorName(snapshot, query.creditorNames))
      const candidates = await readInquiries(snapshot, [...ids])
      return {
        candidates,
        frequencies: await this.#names.of(snapshot, candidates),
        knownAktenzeichen: await known(snapshot, query.aktenzeichen),
      }
    })
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

type Ids = Promise<{ inquiry_id: string }[]>
const table = (snapshot: Snapshot) => snapshot.table('inquiries', 'inquiries')
const NEWEST = 'sent_at desc, inquiry_id'

const byAktenzeichen = async (snapshot: Snapshot, aktenzeichen: string[]): Ids =>
  aktenzeichen.length === 0
    ? []
    : snapshot.rows(
        `select inquiry_id from ${table(snapshot)} where aktenzeichen_norm = any($1) and withdrawn_at is null
          order by ${NEWEST} limit ${LOOKUP_LIMITS.perAktenzeichen}`,
        [aktenzeichen],
      )

async function byReference(snapshot: Snapshot, references: string[]): Ids {
  if (references.length === 0) return []
  const found = await snapshot.rows<{ inquiry_id: string; client_id: string }>(
    `select inquiry_id, client_id from ${table(snapshot)}
      where withdrawn_at is null and client_id is not null and inquiry_id in (
        select inquiry_id from ${table(snapshot)} where reference_norms && $1
        union all select inquiry_id from ${snapshot.table('inquiries', 'learnt_references')} where norms && $1)
      order by ${NEWEST} limit ${LOOKUP_LIMITS.perReference}`,
    [references],
  )
  if (found.length === 0) return []
  const others = await snapshot.rows<{ inquiry_id: string }>(
    `select inquiry_id from ${table(snapshot)} where client_id = any($1) and withdrawn_at is null
      order by ${NEWEST} limit ${LOOKUP_LIMITS.perReference}`,
    [[...new Set(found.map(row => row.client_id))]],
  )
  return [...found, ...others]
}

/** How alike each name is to the closest of the query's. */
function likeness(names: readonly string[], asked: readonly string[]): Map<string, number> {
  return new Map(names.map(name => [name, Math.max(0, ...asked.map(other => trigramSimilarity(name, other)))]))
}

/** Names of one step of `byOtherCreditors`: mostly the first few have enough inquiries. */
const NAMES_PER_STEP = 8

async function byClient(snapshot: Snapshot, query: CandidateQuery): Ids {
  if (query.clientNames.length === 0 && query.lastNameCodes.length === 0) return []
  const names = snapshot.table('inquiries', 'person_names')
  const found = await snapshot.rows<{ name: string }>(
    `select p.name from unnest($1::text[]) as asked(name) cross join lateral (select name from ${names} n where n.name % asked.name) p
     union (select name from ${names} where last_name_code = any($2) limit ${NAMES_PER_CODE})`,
    [query.clientNames, query.lastNameCodes],
  )
  const alike = likeness(
    found.map(row => row.name),
    query.clientNames,
  )
  const same = await bySameCreditor(snapshot, query, alike)
  return same.length >= LOOKUP_LIMITS.names
    ? same
    : [...same, ...(await byOtherCreditors(snapshot, query, alike, same))]
}

const isAlike = (value: number) => value >= LOOKUP_LIMITS.nameSimilarity
const namesOf = (alike: Map<string, number>) => [...alike].filter(([, value]) => isAlike(value)).map(([name]) => name)

async function bySameCreditor(snapshot: Snapshot, query: CandidateQuery, alike: Map<string, number>): Ids {
  const { creditorEmails, creditorDomains, lastNameCodes } = query
  // Both indexes begin with the domain, which an address has as well.
  const domains = [...new Set([...creditorDomains, ...creditorEmails.map(emailDomain)])]
  if (domains.length === 0) return []
  return snapshot.rows(
    `select i.inquiry_id from (
       select inquiry_id from ${table(snapshot)} where email_domain = any($3) and name_folded = any($4)
       union
       select inquiry_id from ${table(snapshot)} where email_domain = any($3) and last_name_code = any($5)
     ) found join ${table(snapshot)} i using (inquiry_id)
       left join unnest($1::text[], $2::float8[]) as a(name, likeness) on a.name = i.name_folded
      where (i.email_norm = any($6) or i.email_domain = any($7)) and i.withdrawn_at is null
      order by coalesce(a.likeness, 0) desc, i.sent_at desc, i.inquiry_id limit ${LOOKUP_LIMITS.names}`,
    [[...alike.keys()], [...alike.values()], domains, namesOf(alike), lastNameCodes, creditorEmails, creditorDomains],
  )
}

/** Name by name, the most alike first, until enough is found: the rest need not be read. */
async function mostAlikeFirst(
  alike: Iterable<[string, number]>,
  { wanted, first }: { wanted: number; first: number },
  read: (step: [string, number][], wanted: number) => Ids,
): Ids {
  const names = [...alike].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const found: { inquiry_id: string }[] = []
  for (let from = 0, size = first; from < names.length && found.length < wanted; size *= 4) {
    // Names of one likeness are ordered by their inquiries, so they are never parted.
    let to = Math.min(from + size, names.length)
    while (to < names.length && names[to]![1] === names[to - 1]![1]) to++
    found.push(...(await read(names.slice(from, to), wanted - found.length)))
    from = to
  }
  return found
}

const byOtherCreditors = (
  snapshot: Snapshot,
  { creditorEmails, creditorDomains, lastNameCodes }: CandidateQuery,
  alike: Map<string, number>,
  same: { inquiry_id: string }[],
): Ids =>
  mostAlikeFirst(alike, { wanted: LOOKUP_LIMITS.names - same.length, first: NAMES_PER_STEP }, (step, wanted) =>
    snapshot.rows(
      `select i.inquiry_id from unnest($1::text[], $2::float8[], $3::boolean[]) as a(name, likeness, alike) cross join lateral (
         select inquiry_id, sent_at from ${table(snapshot)}
          where name_folded = a.name and (a.alike or last_name_code = any($4)) and withdrawn_at is null
            and not (email_norm = any($5) or email_domain = any($6))
          order by ${NEWEST} limit ${LOOKUP_LIMITS.names}) i
        order by a.likeness desc, i.sent_at desc, i.inquiry_id limit ${wanted}`,
      [
        step.map(([name]) => name),
        step.map(([, value]) => value),
        step.map(([, value]) => isAlike(value)),
        lastNameCodes,
        creditorEmails,
        creditorDomains,
      ],
    ),
  )

const byBirthDate = async (snapshot: Snapshot, query: CandidateQuery): Ids =>
  query.birthDates.length === 0
    ? []
    : snapshot.rows(
        `select inquiry_id from ${table(snapshot)} where client_birth_date = any($1) and withdrawn_at is null
          order by (email_norm = any($2) or email_domain = any($3)) desc, ${NEWEST} limit ${LOOKUP_LIMITS.birthDate}`,
        [query.birthDates, query.creditorEmails, query.creditorDomains],
      )

/** The newest of each address and of each domain are found by their index; only they can be among the newest of all. */
const byCreditorAddress = async (snapshot: Snapshot, { creditorEmails, creditorDomains }: CandidateQuery): Ids =>
  creditorEmails.length + creditorDomains.length === 0
    ? []
    : snapshot.rows(
        `select inquiry_id from (
           select i.inquiry_id, i.sent_at, i.email_norm from unnest($1::text[]) as e(email) cross join lateral (
             select inquiry_id, sent_at, email_norm from ${table(snapshot)}
              where email_norm = e.email and withdrawn_at is null
              order by ${NEWEST} limit ${LOOKUP_LIMITS.creditorAddress}) i
           union
           select i.inquiry_id, i.sent_at, i.email_norm from unnest($2::text[]) as d(domain) cross join lateral (
             select inquiry_id, sent_at, email_norm from ${table(snapshot)}
              where email_domain = d.domain and withdrawn_at is null
              order by ${NEWEST} limit ${LOOKUP_LIMITS.creditorAddress}) i
         ) found order by email_norm = any($1) desc, ${NEWEST} limit ${LOOKUP_LIMITS.creditorAddress}`,
        [creditorEmails, creditorDomains],
      )

async function byCreditorName(snapshot: Snapshot, creditorNames: string[]): Ids {
  if (creditorNames.length === 0) return []
  const found = await snapshot.rows<{ name: string }>(
    `select distinct c.name from unnest($1::text[]) as asked(name) cross join lateral (
       select name from ${snapshot.table('inquiries', 'creditor_names')} n where n.name % asked.name) c`,
    [creditorNames],
  )
  const alike = [
    ...likeness(
      found.map(row => row.name),
      creditorNames,
    ),
  ].filter(([, value]) => value >= LOOKUP_LIMITS.creditorSimilarity)
  // A creditor has many inquiries: mostly the one that is named fills the limit.
  return mostAlikeFirst(alike, { wanted: LOOKUP_LIMITS.creditorNames, first: 1 }, (step, wanted) =>
    snapshot.rows(
      `select i.inquiry_id from unnest($1::text[], $2::float8[]) as a(name, likeness) cross join lateral (
         select inquiry_id, sent_at from ${table(snapshot)} where creditor_folded = a.name and withdrawn_at is null
          order by ${NEWEST} limit ${LOOKUP_LIMITS.creditorNames}) i
        order by a.likeness desc, i.sent_at desc, i.inquiry_id limit ${wanted}`,
      [step.map(([name]) => name), step.map(([, value]) => value)],
    ),
  )
}

async function known(snapshot: Snapshot, aktenzeichen: string[]): Promise<string[]> {
  if (aktenzeichen.length === 0) return []
  const rows = await snapshot.rows<{ a: string }>(
    `select a from unnest($1::text[]) as a
      where exists (select from ${table(snapshot)} where aktenzeichen_norm = a and withdrawn_at is null)`,
    [aktenzeichen],
  )
  const exists = new Set(rows.map(row => row.a))
  return aktenzeichen.filter(one => exists.has(one))
}
