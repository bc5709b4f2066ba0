/** What the API reads, from where it lies: the projections' read models, the log, and the operations' calculations. */
import type {
  ClientView,
  GroupView,
  MailView,
  ProjectionState,
  ProjectionView,
  Reads,
  TimelineEntry,
} from '../api/ports.ts'
import { htmlToText } from '../domain/extraction/html.ts'
import { decode } from '../log/codec/codec.ts'
import type { Log } from '../log/log.ts'
import { Windows } from '../ops/windows.ts'
import type { GroupLag } from '../projections/engine/lag.ts'
import { placeKey } from '../projections/engine/store.ts'
import { getClient } from '../projections/mongo/queries.ts'
import { PostgresInquiryLookup } from '../projections/postgres/inquiry-lookup.ts'
import { countJobs, getJob, listJobs } from '../projections/postgres/queries/jobs.ts'
import { listLetters, listReports } from '../projections/postgres/queries/operations.ts'
import type { StoredProjection } from '../projections/postgres/queries/projections.ts'
import { getReview, listReviews } from '../projections/postgres/queries/reviews.ts'
import { timeline } from '../projections/postgres/queries/timeline.ts'
import { groupOf, PROJECTIONS } from '../projections/registry.ts'
import type { Connections } from './connections.ts'
import { currentLag, storedStates } from './consumers.ts'
import { promptHistory } from './prompts.ts'

/**
 * @param prefix of the consumer groups
 * @param windows the groups' recent history; without one their status is not known
 */
export function createReads(prefix: string, connections: Connections, log: Log, windows = new Windows()): Reads {
  const pool = connections.postgres()
  const lookup = new PostgresInquiryLookup(pool)
  const lag = () => currentLag(connections, prefix)
  const events = async (emailId: string): Promise<TimelineEntry[] | null> => {
    const entries = await timeline(pool, emailId)
    return entries.length
      ? entries.map(({ at: time, details: data, source: _, ...entry }) => ({ ...entry, time, data }))
      : null
  }
  return {
    jobs: async query => {
      const { items, next } = await listJobs(pool, { ...query, q: query.q ?? undefined })
      return { items: items.map(({ emailId: id, ...job }) => ({ id, ...job })), next }
    },
    job: async id => {
      const job = await getJob(pool, id)
      return job && { id, ...job }
    },
    timeline: events,
    reviews: query => listReviews(pool, query),
    review: id => getReview(pool, id),
    inquiries: ids => lookup.inquiriesByIds(ids),
    counts: () => countJobs(pool),
    prompts: name => promptHistory(pool, name),
    client: async id => {
      const found = await getClient(connections.mongo(), id)
      return found && asClientView(found)
    },
    mail: async id => {
      const received = (await events(id))?.find(entry => entry.type === 'EmailReceived')
      return received ? readMail(log, received) : null
    },
    cluster: { name: log.clusterId, topicPrefix: `${prefix}.` },
    letters: query => listLetters(pool, query),
    reports: () => listReports(pool),
    lag: async () => (await lag()).flatMap(group => group.partitions),
    groups: async () => groupViews(await log.groups(), await lag(), windows),
    projections: async () => {
      const stored = await storedStates(connections)
      return PROJECTIONS.map(projection => {
        const states = stored[projection.store]
        const found = states?.find(({ name }) => name === projection.name)
        return {
          name: projection.name,
          group: groupOf(prefix, projection),
          store: projection.store,
          ...(states ? stateOf(found, projection.version) : { version: projection.version, ...UNKNOWN }),
        }
      })
    },
  }
}

const asClientView = ({
  client_id,
  client_name,
  aktenzeichen,
  final_creditor_list,
}: NonNullable<Awaited<ReturnType<typeof getClient>>>): ClientView => ({
  clientId: client_id,
  clientName: client_name,
  aktenzeichen,
  finalCreditorList: final_creditor_list.map(entry => ({ ...entry })),
})

/** The mail itself is kept nowhere but in the log. */
async function readMail(log: Log, { partition, offset }: TimelineEntry): Promise<MailView | null> {
  for await (const { records } of log.read({ topic: 'emails', partition }, { from: offset, to: offset + 1 })) {
    const [record] = records
    const event = record && decode(record)
    if (event?.type !== 'EmailReceived') continue
    const { subject, fromEmail, fromName, toEmail, receivedAt, bodyText, bodyHtml, attachments } = event.data
    const text = bodyText?.trim() ? bodyText : htmlToText(bodyHtml ?? '').text
    return { subject, fromEmail, fromName, toEmail, receivedAt, text, attachments }
  }
  return null
}

/** Groups that are not Postbuch's own, but read its topics, have members and no lag here. */
function groupViews(
  groups: Awaited<ReturnType<Log['groups']>>,
  lags: readonly GroupLag[],
  windows: Windows,
): GroupView[] {
  const now = Date.now()
  const named = groups.toSorted((a, b) => (a.group < b.group ? -1 : 1))
  return named.map(group => {
    const found = lags.find(({ group: name }) => name === group.group)
    const verdict = found && windows.verdict(found, now)
    return {
      ...group,
      status: verdict?.status ?? null,
      lag: found?.lag ?? null,
      partitions: (found?.partitions ?? []).map(({ topic, partition, position, lag, ...own }) => ({
        topic,
        partition,
        position,
        lag,
        status: verdict?.partitions.get(placeKey({ topic, partition })) ?? null,
        committed: own.committed,
      })),
    }
  })
}

/** Of a projection whose store does not answer. */
const UNKNOWN = { state: 'unknown', failure: null, parked: null, rebuild: null } as const

/** One state for all partitions of a projection: the worst. */
function stateOf(
  stored: StoredProjection | undefined,
  version: number,
): Pick<ProjectionView, 'version' | 'state' | 'failure' | 'parked' | 'rebuild'> {
  if (!stored) return { version, state: 'new', failure: null, parked: 0, rebuild: null }
  const failure = stored.partitions.find(partition => partition.failure)?.failure ?? null
  const states = stored.partitions.map(partition => partition.state)
  const running: ProjectionState = states.includes('catching-up')
    ? 'catching-up'
    : states.includes('live')
      ? 'live'
      : 'new'
  const state: ProjectionState = failure ? 'failed' : stored.desired === 'paused' ? 'paused' : running
  return {
    version: stored.version,
    state,
    failure: failure && { code: failure.code, message: failure.message },
    parked: stored.parked.length,
    rebuild: stored.rebuild,
  }
}
