/** The demonstration: a corpus' registry imported, its mails posted as Zendesk posts them. What is in already is not posted again. */
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Corpus } from '../../demo/corpus.ts'
import type { FileServer } from '../../demo/file-server.ts'
import { runDemo, type WebhookCounts } from '../../demo/run-demo.ts'
import { emailId } from '../../domain/ids.ts'
import type { Log } from '../../log/log.ts'
import { getJob } from '../../projections/postgres/queries/jobs.ts'
import { importInquiries } from '../import-inquiries.ts'

/** The Zendesk account that the demonstration plays. */
export const DEMO_ACCOUNT = '10000001'

export interface DemoParts {
  corpus: Corpus
  folder: string
  files: FileServer
  log: Log
  pool: Pool
  webhookUrl: string
  webhookSecret: string
  onProgress(done: number, total: number): void
}

export interface Demonstrated {
  /** False: everything was in already, nothing was posted. */
  posted: boolean
  webhooks: WebhookCounts
  /** Mails that must be in Postbuch now. */
  emailIds: string[]
}

/** Ids of a corpus' mails, by case. */
export const demoIds = (corpus: Corpus) =>
  new Map(corpus.cases.map(item => [item.id, emailId(DEMO_ACCOUNT, item.email.webhookId)]))

/** @throws if a mail was refused that should have been accepted. */
export async function demonstrate(parts: DemoParts): Promise<Demonstrated> {
  const { corpus, log, pool, files, webhookUrl: url, webhookSecret: secret, onProgress } = parts
  const ids = demoIds(corpus)
  const missing = []
  for (const item of corpus.cases) if (!(await getJob(pool, ids.get(item.id)!))) missing.push(item)
  const emailIds = [...ids.values()]
  if (!missing.length)
    return { posted: false, webhooks: { sent: 0, accepted: 0, duplicates: 0, rejected: 0 }, emailIds }
  const appender = log.appender({ timeoutMs: 30_000 })
  await importInquiries(join(parts.folder, 'registry.jsonl'), appender)
  await appender.close()
  const options = { corpus: { ...corpus, cases: missing }, files, url, secret, account: DEMO_ACCOUNT, onProgress }
  const { webhooks, failures } = await runDemo(options)
  const [first] = failures
  if (first)
    throw new Error(
      `The webhook answered ${first.status} to ${first.caseId}; ${failures.length} mails were not taken in.`,
    )
  return { posted: true, webhooks, emailIds }
}
