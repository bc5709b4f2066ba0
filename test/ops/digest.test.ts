/** The daily mail: what it says, and that there is one a day, whoever sends it and however often. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendDigest } from '../../src/app/digest.ts'
import type { OutgoingMail } from '../../src/handlers/ports.ts'
import { dayInBerlin, digestMail } from '../../src/ops/digest.ts'
import { type RealServers, realServers } from './support/servers.ts'

const entry = (n: number, at: number) => ({
  ticketId: `${n}`,
  subject: `Betreff ${n}`,
  fromEmail: 'a@b.example',
  at,
  reason: '',
})
const NOW = Date.UTC(2026, 1, 3, 7, 5)

test('the day is Berlin’s', () => {
  expect(dayInBerlin(Date.UTC(2026, 1, 3, 22, 59))).toBe('2026-02-03')
  expect(dayInBerlin(Date.UTC(2026, 1, 3, 23, 1))).toBe('2026-02-04')
  expect(dayInBerlin(Date.UTC(2026, 6, 3, 22, 1))).toBe('2026-07-04')
})

test('it names what waits, and since when', () => {
  const { subject, text } = digestMail({ reviews: [entry(1, NOW - 3 * 86_400_000)], unmatched: [entry(2, NOW)] }, NOW)
  expect(subject).toBe('[Postbuch] 1 offene Prüfung, 1 E-Mails ohne Zuordnung')
  expect(text).toContain('Ticket 1  a@b.example  Betreff 1  (wartet seit 3 Tagen)')
  expect(text).toContain('Ticket 2  a@b.example  Betreff 2  (2026-02-03)')
  const many = digestMail({ reviews: Array.from({ length: 60 }, (_, n) => entry(n, NOW)), unmatched: [] }, NOW)
  expect(many.text).toContain('… und 10 weitere')
})

let servers: RealServers
beforeAll(async () => {
  servers = await realServers(['jobs', 'operations'])
}, 90_000)
afterAll(() => servers.close())

test('once a day, with what came since the last one', async () => {
  const { story } = servers
  const mails: OutgoingMail[] = []
  const mailer = { send: async (mail: OutgoingMail) => void mails.push(mail) }
  const notify = { admin: null, firm: 'kanzlei@example.org', maxAgeMs: 0 }
  const send = (now: number) => sendDigest({ connections: servers.connections, mailer, notify }, now)
  story.tell('EmailReceived', 'mail-1', { ticketId: '1', subject: 'Frage' })
  story.tell('ReviewRequested', 'mail-1', { reviewId: 'review-1' })
  story.tell('EmailReceived', 'mail-2', { ticketId: '2', subject: 'Fremd' })
  story.tell('EmailDismissed', 'mail-2', { reason: 'no_match' })
  await servers.tell()
  const day = (n: number) => Date.UTC(2026, 2, n, 7, 5)
  expect(
    await sendDigest({ connections: servers.connections, mailer, notify: { ...notify, firm: null } }, day(1)),
  ).toBeNull()
  expect(await send(day(1))).toEqual({ reviews: 1, unmatched: 1 })
  expect(await send(day(1) + 3_600_000)).toBeNull()
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ to: 'kanzlei@example.org' })
  expect(mails[0]!.text).toMatch(/Frage[\s\S]*Fremd/)
  // Reviews are named as long as they are open, what matched nothing once.
  expect(await send(day(2))).toEqual({ reviews: 1, unmatched: 0 })
  expect(mails).toHaveLength(2)
  expect(mails[1]!.messageId).not.toBe(mails[0]!.messageId)
}, 60_000)
