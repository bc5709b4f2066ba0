/** Posts mails all the time, signed and with retries as Zendesk does. A mail counts as accepted only on a 200. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_ACCOUNT } from '../app/start/demo.ts'
import type { CorpusCase } from '../demo/corpus.ts'
import type { FileServer } from '../demo/file-server.ts'
import { bodyOf } from '../demo/run-demo.ts'
import { deliver } from '../demo/zendesk-sender.ts'
import { emailId } from '../domain/ids.ts'

export interface PosterOptions {
  next(): CorpusCase
  files: Pick<FileServer, 'attachmentsOf'>
  url: string
  secret: string
  /** Milliseconds from one mail to the next. */
  everyMs: number
}

export interface Poster {
  /** Ids of the mails answered with 200, with the corpus' case. */
  readonly accepted: ReadonlyMap<string, string>
  /** Mails that were posted, accepted or not. */
  posted(): number
  /** Posts `count` mails, at the poster's own rate, and waits for their answers. */
  post(count: number): Promise<void>
  /** Posts until it is stopped. */
  begin(): void
  /** Posts nothing more and waits for the answers under way. */
  end(): Promise<void>
}

/** Webhooks under way at once: more than that, and the sender waits. */
const MOST = 100
/** Every how many accepted mails one is sent once more, as Zendesk sometimes does. */
const TWICE_EVERY = 12

export function poster({ next, files, url, secret, everyMs }: PosterOptions): Poster {
  const accepted = new Map<string, string>()
  const underWay = new Set<Promise<void>>()
  let posted = 0
  let loop: Promise<void> | null = null
  let ending = new AbortController()

  const one = async () => {
    const item = next()
    posted++
    const body = bodyOf(item, await files.attachmentsOf(item))
    const options = { url, secret, account: DEMO_ACCOUNT, attempts: 5 }
    if ((await deliver(body, options)).status !== 200) return
    accepted.set(emailId(DEMO_ACCOUNT, item.email.webhookId), item.id)
    if (accepted.size % TWICE_EVERY === 0) await deliver(body, options)
  }
  const start = () => {
    const work = one().finally(() => underWay.delete(work))
    underWay.add(work)
  }
  const drained = async () => {
    await Promise.all(underWay)
  }
  const run = async () => {
    while (!ending.signal.aborted) {
      if (underWay.size < MOST) start()
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  return {
    accepted,
    posted: () => posted,
    async post(count) {
      for (let i = 0; i < count; i++) {
        start()
        await sleep(everyMs)
      }
      await drained()
    },
    begin() {
      ending = new AbortController()
      loop = run()
    },
    async end() {
      ending.abort()
      await loop
      await drained()
    },
  }
}
