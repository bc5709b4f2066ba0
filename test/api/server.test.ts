import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebhookSecretMissing } from '../../src/api/public/server.ts'
import { startWeb, type Web } from '../../src/api/server.ts'
import { CATALOGUE } from '../../src/domain/events.ts'
import { INTENTS } from '../../src/domain/extraction/types.ts'
import { JOB_STATUSES } from '../../src/domain/job-status.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { eventually } from '../support/eventually.ts'
import { aJob, FakeReads } from './fake-reads.ts'
import { encode, FakeAppender, mail, SECRET, signed, silent, uuid } from './support.ts'

const ENV = {
  ZENDESK_WEBHOOK_SECRET: SECRET,
  API_TOKEN: 'anna:anna-secret',
  PUBLIC_HOST: '127.0.0.1',
  PUBLIC_PORT: '0',
  INTERNAL_PORT: '0',
}
let appender: FakeAppender
let reads: FakeReads
let web: Web | undefined

const start = async (env: Record<string, string> = {}) => {
  web = await startWeb({
    config: loadConfig({ ...ENV, ...env }),
    log: silent,
    reads,
    appender,
    encode,
    answerWait: 500,
  })
  return web
}
beforeEach(() => {
  appender = new FakeAppender()
  reads = new FakeReads()
  reads.jobRows = [aJob(1)]
})
afterEach(() => web?.close())

const webhook = ({ publicUrl }: Web, body = JSON.stringify(mail())) =>
  fetch(`${publicUrl}/webhooks/zendesk`, { method: 'POST', body, headers: signed(body) })

describe('the web process', () => {
  test('keeps the two listeners apart', async () => {
    const { publicUrl, internalUrl } = await start()
    expect((await webhook(web!)).status).toBe(200)
    for (const path of ['/api/v1/jobs', '/', '/docs', '/metrics']) {
      expect((await fetch(publicUrl + path)).status, path).toBe(404)
      expect((await fetch(internalUrl + path)).status, path).toBe(200)
    }
    expect((await fetch(`${internalUrl}/webhooks/zendesk`, { method: 'POST' })).status).toBe(404)
    for (const url of [publicUrl, internalUrl]) expect((await fetch(`${url}/health/live`)).status).toBe(200)
  })

  test('counts webhooks by their answer', async () => {
    const { internalUrl } = await start()
    await webhook(web!)
    await fetch(`${web!.publicUrl}/webhooks/zendesk`, { method: 'POST' })
    await fetch(`${web!.publicUrl}/health/live`)
    const metrics = await (await fetch(`${internalUrl}/metrics`)).text()
    expect(metrics).toContain('postbuch_webhook_seconds_count{status="200"} 1')
    expect(metrics).toContain('postbuch_webhook_seconds_count{status="401"} 1')
  })

  test('does not start without a secret, and leaves nothing open', async () => {
    await expect(start({ ZENDESK_WEBHOOK_SECRET: '' })).rejects.toThrow(WebhookSecretMissing)
  })

  test('does not start where a port is taken, and leaves nothing open', async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    await expect(start({ INTERNAL_PORT: `${port}` })).rejects.toThrow(/EADDRINUSE/)
    taken.close()
    await start({ INTERNAL_PORT: `${port}` })
  })

  test('finishes what is in hand when it closes, within seconds', async () => {
    appender.mood = 300
    const { internalUrl, close } = await start()
    const headers = { authorization: 'Bearer anna-secret' }
    const inHand = [webhook(web!), fetch(`${internalUrl}/api/v1/jobs/${uuid(1)}/retry`, { method: 'POST', headers })]
    await eventually('both in hand', () => appender.asked === 2)
    const began = performance.now()
    await Promise.all([close(), close()])
    expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual([200, 202])
    expect(performance.now() - began).toBeLessThan(3000)
    await expect(fetch(`${internalUrl}/health/live`)).rejects.toThrow()
  })
})

describe('the page', () => {
  const folder = join(import.meta.dirname, '../../src/api/page')
  const linked = (text: string) =>
    [...text.matchAll(/(?:src|href)="(\/[^"]*)"|from '\.(\/[^']+)'/g)].map(([, a, b]) => a ?? `/page${b}`)

  test('is whole: everything it links to is there, and unchanged files are not sent again', async () => {
    const { internalUrl } = await start()
    const seen = new Set<string>()
    const visit = async (path: string) => {
      if (seen.has(path)) return
      seen.add(path)
      const response = await fetch(internalUrl + path)
      expect(response.status, path).toBe(200)
      const etag = response.headers.get('etag')
      if (etag) expect((await fetch(internalUrl + path, { headers: { 'if-none-match': etag } })).status).toBe(304)
      if (path.startsWith('/page/') || path === '/') for (const next of linked(await response.text())) await visit(next)
    }
    await visit('/')
    const files = readdirSync(folder).filter(file => /\.(js|css)$/.test(file))
    expect([...seen].filter(path => path.startsWith('/page/')).sort()).toEqual(
      files.map(file => `/page/${file}`).sort(),
    )
  })

  test('runs nothing but its own files', async () => {
    const { internalUrl } = await start()
    const { headers } = await fetch(`${internalUrl}/`)
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('never reads text as HTML, and has nothing inline', () => {
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(text, file).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)
      if (file.endsWith('.html')) expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/)
    }
  })

  test('amounts are read as they are written in the office', async () => {
    // @ts-expect-error a file of the page, which has no types
    const { toCents, plainMoney } = await import('../../src/api/page/labels.js')
    const cases = { '1.234,56': 123456, '1234,5': 123450, '1234': 123400, '0': 0, '12 €': 1200, '': null, ' ': null }
    for (const [text, cents] of Object.entries(cases)) expect(toCents(text), text).toBe(cents)
    for (const text of ['abc', '1,234.56', '1.23', '-5', '1,234', '12.34', '1e3'])
      expect(toCents(text), text).toBeUndefined()
    for (const cents of [0, 1, 10, 99, 100, 123456, null]) expect(toCents(plainMoney(cents)), String(cents)).toBe(cents)
  })
})

describe('German words', () => {
  test('there is one for everything that the domain may say to a clerk', async () => {
    // @ts-expect-error a file of the page, which has no types
    const labels = await import('../../src/api/page/labels.js')
    const source = (folder: string) =>
      readdirSync(join(import.meta.dirname, '../../src/domain', folder))
        .filter(file => file.endsWith('.ts') && file !== 'types.ts')
        .map(file => readFileSync(join(import.meta.dirname, '../../src/domain', folder, file), 'utf8'))
        .join('\n')
    const matching = source('matching')
    const words = (text: string, pattern: RegExp) =>
      [...text.matchAll(pattern)].map(([, ...groups]) => groups.find(Boolean)!)
    for (const reason of words(matching, /(?:review|none)\('(\w+)'/g))
      expect(labels.REASONS, reason).toHaveProperty(reason)
    for (const reason of words(matching, /reason: '(\w+)'/g)) expect(labels.REASONS, reason).toHaveProperty(reason)
    for (const kind of words(matching, /kind: '(\w+)'|(?:add|evidence)\('(\w+)'/g))
      expect(labels.EVIDENCE, kind).toHaveProperty(kind)
    for (const flag of words(source('extraction'), /flags\.push\('(\w+)'\)/g))
      expect(labels.FLAGS, flag).toHaveProperty(flag)
    for (const intent of INTENTS) expect(labels.INTENTS).toHaveProperty(intent)
    for (const status of JOB_STATUSES) expect(labels.STATUS).toHaveProperty(status)
    for (const [type, { topics }] of Object.entries(CATALOGUE))
      if (topics.some(topic => topic === 'emails') && type !== 'PartitionTaken')
        expect(labels.EVENTS).toHaveProperty(type)
  })
})
