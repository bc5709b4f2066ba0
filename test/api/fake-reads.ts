/** The projections and operations as plain arrays, fed by what is appended, with a small stand-in for the worker. */
import type {
  ClientView,
  GroupView,
  JobQuery,
  JobView,
  LagView,
  LetterView,
  MailView,
  ProjectionView,
  PromptView,
  Reads,
  ReportView,
  ReviewQuery,
  ReviewView,
  TimelineEntry,
} from '../../src/api/ports.ts'
import { uuid } from './support.ts'

export const aJob = (n: number, changes: Partial<JobView> = {}): JobView => ({
  id: uuid(n),
  status: 'completed',
  receivedAt: Date.UTC(2026, 1, 3, 8, 0, n),
  startedAt: Date.UTC(2026, 1, 3, 9),
  completedAt: null,
  nextAttemptAt: null,
  retryCount: 0,
  error: null,
  reviewId: null,
  dismissal: null,
  ticketId: `${1000 + n}`,
  subject: `Betreff ${n}`,
  fromEmail: 'inkasso@example.org',
  fromName: 'Müller Inkasso',
  clientName: 'Erika Mustermann',
  creditorName: 'Müller Inkasso',
  intent: 'claim',
  amountCents: 123456,
  assignments: [
    {
      inquiryId: 'INQ-1',
      clientId: 'C-1',
      clientName: 'Erika Mustermann',
      creditorName: 'Müller Inkasso',
      creditorEmail: 'inkasso@example.org',
      amountCents: 123456,
      references: ['4711'],
      outcome: 'updated',
    },
  ],
  ...changes,
})

export const aReview = (n: number, changes: Partial<ReviewView> = {}): ReviewView => ({
  reviewId: `review-${n}`,
  emailId: uuid(n),
  status: 'open',
  reason: 'ambiguous',
  requestedAt: Date.UTC(2026, 1, 3, 8, 0, n),
  answeredAt: null,
  answeredBy: null,
  subject: `Betreff ${n}`,
  fromEmail: 'inkasso@example.org',
  fromName: 'Müller Inkasso',
  clientName: 'Erika Mustermann',
  aktenzeichen: '123/26',
  creditorName: null,
  summary: 'Die Gläubigerin fordert 1.234,56 €.',
  flags: ['several_clients'],
  statedAmountCents: 123456,
  references: ['4711'],
  score: 12.5,
  margin: 0.5,
  proposals: [{ inquiryId: 'INQ-1', amountCents: 123456, references: [] }],
  candidates: [
    {
      inquiryId: 'INQ-1',
      clientId: 'C-1',
      clientName: 'Erika Mustermann',
      creditorName: 'Müller Inkasso',
      aktenzeichen: '123/26',
      score: 12.5,
      evidence: [{ kind: 'client_name', weight: 9.5, detail: 'Erika Mustermann' }],
    },
    {
      inquiryId: 'INQ-2',
      clientId: 'C-2',
      clientName: 'Erik Mustermann',
      creditorName: 'Müller Inkasso',
      aktenzeichen: '124/26',
      score: 12,
      evidence: [{ kind: 'client_name', weight: 9, detail: 'Erik Mustermann' }],
    },
  ],
  ...changes,
})

/** A cursor is the last row's id; one that names no row is not ours. */
function pageOf<T>(rows: T[], idOf: (row: T) => string, cursor: string | null, limit: number) {
  const start = cursor === null ? 0 : rows.findIndex(row => idOf(row) === cursor) + 1
  if (cursor !== null && start === 0) throw Object.assign(new Error('not ours'), { code: 'INVALID_CURSOR' })
  const items = rows.slice(start, start + limit)
  return { items, next: rows.length > start + limit ? idOf(items.at(-1)!) : null }
}

export class FakeReads implements Reads {
  jobRows: JobView[] = []
  reviewRows: ReviewView[] = []
  timelines = new Map<string, TimelineEntry[]>()
  mails = new Map<string, MailView>()
  clientRows: ClientView[] = []
  inquiryIds = ['INQ-1', 'INQ-2']
  lagRows: LagView[] = []
  groupRows: GroupView[] = []
  projectionRows: ProjectionView[] = []
  letterRows: LetterView[] = []
  reportRows: ReportView[] = []
  promptRows: PromptView[] = []
  cluster = { name: 'cluster-1', topicPrefix: 'p.' }
  /** What every read throws while it is set. */
  broken: Error | null = null

  private guard() {
    if (this.broken) throw this.broken
  }
  async jobs({ statuses, receivedFrom, receivedTo, q, cursor, limit }: JobQuery) {
    this.guard()
    const rows = this.jobRows
      .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
      .filter(({ receivedAt }) => receivedAt >= (receivedFrom ?? 0) && receivedAt < (receivedTo ?? Infinity))
      .filter(({ subject }) => q === null || subject.includes(q))
      .sort((a, b) => b.receivedAt - a.receivedAt || (a.id < b.id ? 1 : -1))
    return pageOf(rows, ({ id }) => id, cursor, limit)
  }
  async job(id: string) {
    this.guard()
    return this.jobRows.find(job => job.id === id) ?? null
  }
  async timeline(emailId: string) {
    this.guard()
    return this.timelines.get(emailId) ?? null
  }
  async reviews({ status, cursor, limit }: ReviewQuery) {
    this.guard()
    const rows = this.reviewRows
      .filter(review => status === 'all' || review.status === status)
      .sort((a, b) => a.requestedAt - b.requestedAt)
    return pageOf(rows, ({ reviewId }) => reviewId, cursor, limit)
  }
  async review(reviewId: string) {
    this.guard()
    return this.reviewRows.find(review => review.reviewId === reviewId) ?? null
  }
  async inquiries(ids: string[]) {
    this.guard()
    const brief = (inquiryId: string) => ({
      inquiryId,
      clientId: 'C-1',
      clientName: 'E',
      creditorName: 'M',
      aktenzeichen: '1',
    })
    return ids.filter(id => this.inquiryIds.includes(id)).map(brief)
  }
  async counts() {
    this.guard()
    const statuses = [...new Set(this.jobRows.map(({ status }) => status))]
    return statuses.map(status => {
      const rows = this.jobRows.filter(job => job.status === status)
      return { status, count: rows.length, oldest: Math.min(...rows.map(({ receivedAt }) => receivedAt)) }
    })
  }
  async client(id: string) {
    this.guard()
    return this.clientRows.find(client => client.clientId === id) ?? null
  }
  async mail(emailId: string) {
    this.guard()
    return this.mails.get(emailId) ?? null
  }
  async lag() {
    this.guard()
    return this.lagRows
  }
  async groups() {
    this.guard()
    return this.groupRows
  }
  async letters({ open = true } = {}) {
    this.guard()
    return this.letterRows.filter(({ outcome }) => !open || outcome === null)
  }
  async prompts(name: string) {
    this.guard()
    return this.promptRows.filter(prompt => prompt.name === name).sort((a, b) => b.version - a.version)
  }
  async reports() {
    this.guard()
    return this.reportRows
  }
  async projections() {
    this.guard()
    return this.projectionRows
  }

  /** A decision that answers `cause`, as the projection would show it. */
  answer(emailId: string, cause: string, type: string, data: Record<string, unknown> = {}) {
    const events = this.timelines.get(emailId) ?? []
    const at = { topic: 'emails', partition: 0, offset: events.length, time: Date.UTC(2026, 1, 3, 9) }
    this.timelines.set(emailId, [
      ...events,
      { eventId: `${type}-${events.length}`, type, ...at, causationId: cause, data },
    ])
  }
}
