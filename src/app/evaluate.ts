/**
 * Puts the mails of a corpus, in order, through the handlers' own steps: attachments are rendered, fetched over HTTP and
 * read, the registry lies in PostgreSQL, kept there by its projection from a log (in memory: nothing is kept), so that
 * references are learnt from each decided mail before the next.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AttachmentReader, createAttachmentReader, DEFAULTS } from '../attachments/index.ts'
import type { Corpus, CorpusCase } from '../demo/corpus.ts'
import { type FileServer, startFileServer } from '../demo/file-server.ts'
import { type EmailOutcome, type EmailState, email } from '../domain/email.ts'
import { type Prediction, predict } from '../domain/evaluation.ts'
import type { EventData, EventType, NewEvent, RecordedEvent } from '../domain/events.ts'
import { extractStep } from '../handlers/extract.ts'
import { matchStep } from '../handlers/match.ts'
import type { Extractor } from '../handlers/ports.ts'
import { toInquiry } from '../inquiries/fields.ts'
import { toEvent } from '../inquiries/import.ts'
import { decode, encode } from '../log/codec/codec.ts'
import { MemoryCluster } from '../log/memory/cluster.ts'
import { ProjectionRunner } from '../projections/engine/runner.ts'
import { inquiries } from '../projections/postgres/definitions/inquiries.ts'
import { storedProjections } from '../projections/postgres/queries/projections.ts'
import { PostgresStore } from '../projections/postgres/store.ts'
import { createRegistry } from './registry.ts'
import { scratchPostgres } from './scratch-postgres.ts'

export interface EvaluateOptions {
  corpus: Corpus
  /** Who reads; is given what fetches the attachments. */
  extractor(attachments: AttachmentReader): Extractor
  /** Whether scans are read by OCR. */
  ocr: boolean
  /** PostgreSQL to make a scratch database on; null: an embedded one. */
  databaseUrl: string | null
  onProgress?(done: number): void
}

const AUTHORIZATION = 'Bearer evaluation'

/** One prediction a case, in the corpus' order. */
export async function evaluateCorpus(options: EvaluateOptions): Promise<Prediction[]> {
  const { corpus, databaseUrl, onProgress } = options
  const folder = await mkdtemp(join(tmpdir(), 'postbuch-evaluate-'))
  const postgres = await scratchPostgres(databaseUrl)
  const files = await startFileServer({ corpus, authorization: AUTHORIZATION })
  const attachments = createAttachmentReader({
    ...DEFAULTS,
    ocr: options.ocr,
    dataDir: folder,
    authorization: AUTHORIZATION,
    tokenOrigins: [files.origin],
    allowedOrigins: [files.origin],
  })
  const log = new MemoryCluster({ partitions: 1 }).log()
  const store = new PostgresStore(postgres.pool)
  const runner = new ProjectionRunner({ projection: inquiries, log, store, group: 'evaluate', decode })
  const appender = log.appender()
  const append = (events: NewEvent[]) => appender.append(events.map(encode))
  const learnt = async () => {
    const wanted = await log.offsets(inquiries.topics)
    for (;;) {
      const [projection] = await storedProjections(postgres.pool)
      const at = new Map(projection?.partitions.map(({ topic, position }) => [topic, position]))
      if (wanted.every(({ topic, stable }) => (at.get(topic) ?? 0) >= stable)) return
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
  try {
    await runner.start()
    await append(corpus.registry.map(entry => toEvent(toInquiry(entry as unknown as Record<string, unknown>), '/cli')))
    const steps = {
      extract: extractStep({ attachments, extractor: options.extractor(attachments) }),
      match: matchStep(createRegistry(postgres.pool, log)),
    }
    const predictions: Prediction[] = []
    for (const item of corpus.cases) {
      await learnt()
      const { prediction, matched } = await processOne(item, files, steps)
      predictions.push(prediction)
      if (matched) await append([matched])
      onProgress?.(predictions.length)
    }
    return predictions
  } finally {
    await runner.stop()
    await Promise.all([attachments.close(), files.close(), appender.close()])
    await log.close()
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Steps = { extract: ReturnType<typeof extractStep>; match: ReturnType<typeof matchStep> }

/** The events that the mail would have in the log, folded as the runtime folds them. */
async function processOne(item: CorpusCase, files: FileServer, steps: Steps) {
  const tools = { signal: new AbortController().signal, now: Date.parse(item.email.receivedAt) }
  const context = { now: tools.now, epoch: item.id }
  let state: EmailState = email.initial
  const fold = <T extends EventType>(type: T, data: EventData[T]) => {
    state = email.evolve(state, recorded(item.id, type, data, tools.now))
  }
  const { registryEntry: _, ...mail } = { registryEntry: null, ...item.email }
  const refs = (await files.attachmentsOf(item)).map(({ content_type: contentType, ...ref }) => ({
    ...ref,
    contentType,
  }))
  fold('EmailReceived', { ...mail, account: '', receivedAt: tools.now, attachments: refs })
  fold('ProcessingStarted', { step: 'extract', attempt: 1, epoch: context.epoch })
  const read = (await steps.extract.run(state, tools)) as Extract<EmailOutcome, { extraction: unknown }>
  fold('EntitiesExtracted', read.extraction)
  const found = (await steps.match.run(state, tools)) as Extract<EmailOutcome, { decision: unknown }>
  const prediction = predict(item.id, { ...state.mail!, attachments: [] }, read.extraction, found.decision)
  const matched = email.decide(state, found, context).find(event => event.type === 'CreditorMatched') ?? null
  return { prediction, matched }
}

const recorded = <T extends EventType>(subject: string, type: T, data: EventData[T], time: number) =>
  ({
    type,
    data,
    topic: 'emails',
    partition: 0,
    offset: 0,
    id: `${subject}/${type}`,
    subject,
    time,
    source: '/group/emails',
    correlationId: subject,
    causationId: null,
    idempotencyKey: null,
  }) as RecordedEvent
