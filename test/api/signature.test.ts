import { describe, expect, test } from 'vitest'
import { sign, verify } from '../../src/api/public/signature.ts'
import { SECRET } from './support.ts'

const MINUTES = 60_000
// The request of Zendesk's documentation, in its older and its current form.
const DOCUMENTED_SECRET = 'HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA='
const TIMESTAMP = '2021-07-25T10:00:00Z'
const BODY = Buffer.from('{"say": "hello"}')
const CURRENT = 'Rry/4TtIdFyawtXXp8QdI6tlAUUQ/5kL1OTp5qo/ZIk='
const OLD = 'tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw='
const NOW = Date.parse(TIMESTAMP)

const judge = (signature: string | undefined, now = NOW, timestamp: string | undefined = TIMESTAMP, body = BODY) =>
  verify({ signature, timestamp, body }, DOCUMENTED_SECRET, 5 * MINUTES, now)

describe("Zendesk's signature", () => {
  test('the current vector, timestamp + body, is accepted', () => expect(judge(CURRENT)).toBe('valid'))

  test('the old vector, body + timestamp, is refused', () => expect(judge(OLD)).toBe('wrong'))

  test('the testing secret is taken as the literal text, not decoded', () => {
    expect(sign(SECRET, TIMESTAMP, BODY)).toBe('gf3v0LzLRHPUnIdhbvwRDVEvzSb07/QN0GYjSNlkBT0=')
  })

  test.each([
    ['no signature', undefined, 'missing'],
    ['an empty one', '', 'missing'],
    ['one without padding', CURRENT.slice(0, -1), 'wrong'],
    ['one with a blank more', `${CURRENT} `, 'wrong'],
    ['one in another case', CURRENT.toLowerCase(), 'wrong'],
    ['one in the other base64', CURRENT.replaceAll('/', '_'), 'wrong'],
    ['a character that is not ASCII', `é${CURRENT.slice(1)}`, 'wrong'],
    ['a very long one', CURRENT.repeat(1000), 'wrong'],
  ])('%s is refused', (_, signature, verdict) => expect(judge(signature)).toBe(verdict))

  test('a changed body, time or secret is refused', () => {
    expect(judge(CURRENT, NOW, TIMESTAMP, Buffer.from('{"say": "hullo"}'))).toBe('wrong')
    expect(judge(CURRENT, NOW, '2021-07-25T10:00:01Z')).toBe('wrong')
    expect(verify({ signature: CURRENT, timestamp: TIMESTAMP, body: BODY }, SECRET, MINUTES, NOW)).toBe('wrong')
    expect(judge(CURRENT, NOW, '')).toBe('missing')
  })

  test.each([
    [-5 * MINUTES, 'valid'],
    [5 * MINUTES, 'valid'],
    [-5 * MINUTES - 1, 'outside_window'],
    [5 * MINUTES + 1, 'outside_window'],
  ])('with the clock %d ms off it is %s', (skew, verdict) => expect(judge(CURRENT, NOW + skew)).toBe(verdict))

  test.each(['1627207200', 'yesterday', '2021-07-25', '2021-07-25T10:00:00', '2021-13-25T10:00:00Z'])(
    'a signed timestamp %s is outside any window',
    timestamp => expect(judge(sign(DOCUMENTED_SECRET, timestamp, BODY), NOW, timestamp)).toBe('outside_window'),
  )
})
