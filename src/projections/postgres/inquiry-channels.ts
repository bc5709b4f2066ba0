/**
 * What the lookup asks of the registry, in SQL: all channels of `MemoryInquiryLookup` in one statement, with the rows that
 * they find. Each is bounded by `LOOKUP_LIMITS` and reads what one index names, mostly without the rows themselves.
 */
import { LOOKUP_LIMITS } from '../../domain/matching/memory-lookup.ts'
import type { Inquiry } from '../../domain/matching/types.ts'
import { INQUIRY, type InquiryRow, toInquiry } from './inquiry-rows.ts'
import type { Snapshot } from './snapshot.ts'

/** In the order in which their inquiries count. `known` finds no inquiries but file numbers that exist. */
const CHANNELS = [
  'known',
  'aktenzeichen',
  'reference',
  'sameClient',
  'nameAtCreditor',
  'name',
  'birthDate',
  'address',
  'creditorName',
] as const
type Channel = (typeof CHANNELS)[number]
const number = (channel: Channel) => CHANNELS.indexOf(channel)

/** Names with how alike each is to what the mail says. */
export interface Likeness {
  names: string[]
  likeness: number[]
}

export interface ChannelQuery {
  aktenzeichen: string[]
  references: string[]
  emails: string[]
  domains: string[]
  /** Those of `emails` whose domain is not in `domains`, because everybody has an address there. */
  lone: string[]
  birthDates: string[]
  codes: string[]
  /** All clients' names that are alike or sound alike. */
  clients: Likeness
  /** Those of them that are alike enough, however they sound. */
  alike: string[]
  /** The names that `name` begins with; more are asked for where these bring too little. */
  first: Likeness
  /** The same for `creditorName`: the most alike, and those that are read where these bring too little. */
  creditor: Likeness
  creditors: Likeness
}

/** What each channel found, in the order that the contract says. */
export interface Findings {
  of: Record<Channel, string[]>
  inquiries: Map<string, Inquiry>
}

const newest = (limit: string | number) => `order by sent_at desc, inquiry_id limit ${limit}`
const alikest = (limit: string | number) => `order by a.likeness desc, i.sent_at desc, i.inquiry_id limit ${limit}`
/** What a channel may still add where others go before: often nothing, and then nothing is read. */
const lacking = (found: string, limit: number) => `${limit} - (select count(*) from ${found})`
const registryOf = (snapshot: Snapshot) => snapshot.table('inquiries', 'inquiries')

/** Inquiries of clients by name, but not those that are `counted`. $n are parameters' places. */
const byName = (
  registry: string,
  p: { names: string; likeness: string; alike: string; codes: string; counted: string },
) =>
  `select i.inquiry_id, a.likeness, i.sent_at
     from unnest(${p.names}::text[], ${p.likeness}::float8[]) as a(name, likeness) cross join lateral (
       select inquiry_id, sent_at from ${registry}
        where name_folded = a.name and (a.name = any(${p.alike}) or last_name_code = any(${p.codes})) and withdrawn_at is null
          and not inquiry_id = any(${p.counted})
        ${newest(LOOKUP_LIMITS.names)}) i`

const byCreditorName = (registry: string, names: string, likeness: string, limit: string) =>
  `select i.inquiry_id, a.likeness, i.sent_at
     from unnest(${names}::text[], ${likeness}::float8[]) as a(name, likeness) cross join lateral (
       select inquiry_id, sent_at from ${registry} where creditor_folded = a.name and withdrawn_at is null
        ${newest(limit)}) i
    ${alikest(limit)}`

/** More inquiries of clients by name. @param counted ids that are left out */
export async function moreByName(
  snapshot: Snapshot,
  { names, likeness }: Likeness,
  { alike, codes }: ChannelQuery,
  counted: readonly string[],
): Promise<string[]> {
  const places = { names: '$1', likeness: '$2', alike: '$3', codes: '$4', counted: '$5' }
  const text = `${byName(registryOf(snapshot), places)} ${alikest(LOOKUP_LIMITS.names)}`
  const rows = await snapshot.prepared<{ inquiry_id: string }>(text, [names, likeness, alike, codes, counted])
  return rows.map(row => row.inquiry_id)
}

/** More inquiries by the creditor's name. */
export async function moreByCreditorName(snapshot: Snapshot, { names, likeness }: Likeness): Promise<string[]> {
  const text = byCreditorName(registryOf(snapshot), '$1', '$2', `${LOOKUP_LIMITS.creditorNames}`)
  const rows = await snapshot.prepared<{ inquiry_id: string }>(text, [names, likeness])
  return rows.map(row => row.inquiry_id)
}

/** Every channel at once. */
export async function findInChannels(snapshot: Snapshot, query: ChannelQuery): Promise<Findings> {
  const { aktenzeichen, references, emails, domains, lone, birthDates, codes, clients, alike, first } = query
  const { creditor, creditors } = query
  const rows = await snapshot.prepared<InquiryRow & { found: string; places: string }>(
    statement(registryOf(snapshot), snapshot.table('inquiries', 'learnt_references')),
    [
      aktenzeichen,
      references,
      emails,
      domains,
      lone,
      birthDates,
      codes,
      clients.names,
      clients.likeness,
      alike,
      first.names,
      first.likeness,
      creditor.names,
      creditor.likeness,
      creditors.names,
      creditors.likeness,
    ],
  )
  const of = Object.fromEntries(CHANNELS.map(channel => [channel, [] as string[]])) as Record<Channel, string[]>
  const inquiries = new Map<string, Inquiry>()
  for (const row of rows) {
    const { found } = row
    for (const place of row.places.split(' ')) {
      // The number of a channel has one digit.
      of[CHANNELS[Number(place[0])]!][Number(place.slice(2)) - 1] = found
    }
    if (row.inquiryId !== null) inquiries.set(found, toInquiry(row))
  }
  return { of, inquiries }
}

/** By the newest, where nothing else goes before: `rank`. */
const statement = (registry: string, learnt: string) => `
with by_reference as materialized (
  select inquiry_id, client_id, sent_at from ${registry}
   where withdrawn_at is null and client_id is not null and inquiry_id in (
     select inquiry_id from ${registry} where reference_norms && $2
     union all select inquiry_id from ${learnt} where norms && $2)
   ${newest(LOOKUP_LIMITS.perReference)}
), by_address as materialized (
  select i.* from unnest($3::text[]) as e(email) cross join lateral (
    select inquiry_id, sent_at from ${registry}
     where email_norm = e.email and withdrawn_at is null ${newest(LOOKUP_LIMITS.creditorAddress)}) i
   ${newest(LOOKUP_LIMITS.creditorAddress)}
), by_creditor_name as materialized (
  ${byCreditorName(registry, '$13', '$14', `${LOOKUP_LIMITS.creditorNames}`)}
), named_at_creditor as (
  select inquiry_id, sent_at, name_folded from ${registry}
   where email_domain = any($4) and name_folded = any($10) and withdrawn_at is null
  union
  select inquiry_id, sent_at, name_folded from ${registry}
   where email_domain = any($4) and last_name_code = any($7) and withdrawn_at is null
  union
  select inquiry_id, sent_at, name_folded from ${registry}
   where email_norm = any($5) and (name_folded = any($10) or last_name_code = any($7)) and withdrawn_at is null
), by_name_at_creditor as materialized (
  select inquiry_id, sent_at, coalesce(likeness, 0) as likeness from named_at_creditor
    left join unnest($8::text[], $9::float8[]) as a(name, likeness) on name = name_folded
   order by likeness desc, sent_at desc, inquiry_id limit ${LOOKUP_LIMITS.names}
), every as (
  select ${number('known')} as channel, a collate "C" as found, 0::float8 as rank, 0::bigint as sent_at
    from unnest($1::text[]) as a
   where exists (select from ${registry} where aktenzeichen_norm = a and withdrawn_at is null)
  union all
  (select ${number('aktenzeichen')}, inquiry_id, 0, sent_at from ${registry}
    where aktenzeichen_norm = any($1) and withdrawn_at is null ${newest(LOOKUP_LIMITS.perAktenzeichen)})
  union all
  select ${number('reference')}, inquiry_id, 0, sent_at from by_reference
  union all
  (select ${number('sameClient')}, inquiry_id, 0, sent_at from ${registry}
    where client_id in (select client_id from by_reference) and withdrawn_at is null
    ${newest(LOOKUP_LIMITS.perReference)})
  union all
  select ${number('nameAtCreditor')}, inquiry_id, likeness, sent_at from by_name_at_creditor
  union all
  (select ${number('name')}, * from (${byName(registry, { names: '$11', likeness: '$12', alike: '$10', codes: '$7', counted: 'array(select inquiry_id from by_name_at_creditor)' })}
    ${alikest(lacking('by_name_at_creditor', LOOKUP_LIMITS.names))}) i)
  union all
  (select ${number('birthDate')}, inquiry_id, same::int, sent_at from (
     select inquiry_id, sent_at, email_norm = any($3) or email_domain = any($4) as same from ${registry}
      where client_birth_date = any($6) and withdrawn_at is null) born
    order by same desc, sent_at desc, inquiry_id limit ${LOOKUP_LIMITS.birthDate})
  union all
  select ${number('address')}, inquiry_id, 1, sent_at from by_address
  union all
  (select ${number('address')}, inquiry_id, 0, sent_at from unnest($4::text[]) as d(domain) cross join lateral (
    select inquiry_id, sent_at from ${registry}
     where email_domain = d.domain and not email_norm = any($3) and withdrawn_at is null ${newest(lacking('by_address', LOOKUP_LIMITS.creditorAddress))}) i
    ${newest(lacking('by_address', LOOKUP_LIMITS.creditorAddress))})
  union all
  select ${number('creditorName')}, * from by_creditor_name
  union all
  (select ${number('creditorName')}, * from (${byCreditorName(registry, '$15', '$16', lacking('by_creditor_name', LOOKUP_LIMITS.creditorNames))}) i)
), placed as (
  select channel, found,
    row_number() over (partition by channel order by rank desc, sent_at desc, found)::int as place from every
)
select f.found, f.places, ${INQUIRY(learnt)} from (
  select found, channel = ${number('known')} as is_number, string_agg(channel || '/' || place, ' ') as places
    from placed group by 1, 2) f
  left join ${registry} i on i.inquiry_id = f.found and not is_number`
