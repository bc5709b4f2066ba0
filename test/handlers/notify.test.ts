import { describe, expect, test } from 'vitest'
import { debtNotice, failureNotice, notify } from '../../src/handlers/notify.ts'
import type { OutgoingMail } from '../../src/handlers/ports.ts'

const options = { admin: 'admin@example.org', firm: 'kanzlei@example.org', maxAgeMs: 1_000 }
const failure = failureNotice(
  { id: 'mail-1', ticketId: '35436' },
  { id: 'cause-1', at: 5_000, failure: { kind: 'mail', code: 'UNREADABLE', message: 'page 3' } },
  options,
)
const outbox = () => {
  const sent: OutgoingMail[] = []
  return { sent, send: async (mail: OutgoingMail) => void sent.push(mail) }
}

describe('a notice', () => {
  test('is sent, with a Message-ID of its cause', async () => {
    const mailer = outbox()
    const told = await notify(mailer, failure, { now: 5_500, maxAgeMs: 1_000 })
    expect(told).toEqual({ step: 'notify', messageId: 'cause-1@postbuch.example', to: 'admin@example.org' })
    expect(mailer.sent).toMatchObject([{ messageId: 'cause-1@postbuch.example', to: 'admin@example.org' }])
    expect(mailer.sent[0]!.text).toContain('UNREADABLE: page 3')
    expect(mailer.sent[0]!.text).toContain('postbuch emails retry mail-1')
  })

  test('of something older than the limit is skipped: a fresh deployment never mails history', async () => {
    const mailer = outbox()
    expect(await notify(mailer, failure, { now: 6_001, maxAgeMs: 1_000 })).toEqual({
      step: 'notify',
      skipped: 'too_old',
    })
    expect(mailer.sent).toEqual([])
  })

  test('for nobody is skipped', async () => {
    const mailer = outbox()
    expect(await notify(mailer, { ...failure, to: null }, { now: 5_500, maxAgeMs: 1_000 })).toEqual({
      step: 'notify',
      skipped: 'no_recipient',
    })
    expect(mailer.sent).toEqual([])
  })

  test('of a debt says what it was and what it is, in euros', () => {
    const update = {
      id: 'cause-2',
      at: 1,
      version: 2,
      emailId: 'mail-1',
      clientName: 'Jürgen Groß',
      creditorName: 'Nordbank AG',
      amountCents: 123_456,
      previousCents: null,
      status: 'debt_statement',
    } as const
    const { to, text } = debtNotice('inq-1', update, options)
    expect(to).toBe('kanzlei@example.org')
    expect(text).toMatch(/1\.234,56\s€ \(bisher ohne Betrag\)/)
  })
})
