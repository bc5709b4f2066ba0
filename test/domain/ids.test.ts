import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisionId, emailId, idempotencyKey, requestId } from '../../src/domain/ids.ts'

const UUID5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('ids', () => {
  test('are UUIDv5 and stay what they are: the log is full of them', () => {
    expect(emailId('kanzlei', 'wh-1')).toMatch(UUID5)
    expect(emailId('kanzlei', 'wh-1')).toBe('a586a5e8-6745-5947-a82f-71976cb8be7e')
    expect(decisionId('emails', 'cause', 'extract', 1, 0)).toBe('0e97e717-3809-5f6a-9f32-562293f98032')
  })

  test('other parts, another id: no two lists of parts run together', () => {
    const parts = fc.tuple(fc.string(), fc.string(), fc.string(), fc.nat(9), fc.nat(9))
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(decisionId(...a) === decisionId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
    expect(emailId('a', 'bc')).not.toBe(emailId('ab', 'c'))
    expect(requestId('a', 'b')).not.toBe(requestId('a,b'))
  })

  test('a mail, a decision and a request of the same parts are three', () => {
    const ids = [emailId('a', 'b'), requestId('a', 'b'), decisionId('a', 'b', '', 0, 0)]
    expect(new Set(ids).size).toBe(3)
  })

  test('the idempotency key is operation:aggregate_id:sha256(payload)', () => {
    const payload = { amountCents: 1 }
    const hash = createHash('sha256').update('{"amountCents":1}').digest('hex')
    expect(idempotencyKey('DebtUpdated', 'inq-1', payload)).toBe(`DebtUpdated:inq-1:${hash}`)
  })
})
