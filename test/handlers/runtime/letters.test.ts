/** Parked keys of a handler: retried, dropped; whoever takes over knows the same. */
import { beforeEach, describe, expect, test } from 'vitest'
import { decode, encode } from '../../../src/log/codec/codec.ts'
import { World } from '../../support/world.ts'
import type { Member } from '../../support/world-member.ts'

const CONSUMER = 'test-emails-handler'
let world: World
let poison: Set<string>
beforeEach(() => {
  poison = new Set()
  world = new World({
    codec: {
      encode,
      decode(record) {
        if (poison.has(record.headers.ce_id!)) throw new Error('cannot be read')
        return decode(record)
      },
    },
  })
})

const received = (id: string) => world.request('EmailReceived', id, { subject: 'inq-1' }, id)
const offsetOf = (id: string) => {
  const { records } = world.cluster.partition({ topic: 'emails', partition: 0 }).read(0, Number.MAX_SAFE_INTEGER)
  return records.find(({ headers }) => headers.ce_id === id)!.offset
}
const say = (type: 'LetterRetried' | 'LetterDropped', key: string, id: string) =>
  world.request(type, key, { consumer: CONSUMER, topic: 'emails', partition: 0, offset: offsetOf(id), by: 'anna' })
/** The member hears of the letters, as its poll would. */
async function hear(member: Member) {
  await Promise.all([member.letters.refresh(), world.run(1_000)])
  await world.settle()
}
const parked = (member: Member) => member.stores.get(0)!.parked()

describe('a record that cannot be folded', () => {
  let member: Member
  beforeEach(async () => {
    member = world.start('worker-1', 'emails', { letters: true })
    poison.add('mail-a')
    received('mail-a')
    world.request('RetryRequested', 'mail-a', {}, 'again')
    received('mail-b')
    await world.settle()
  })

  test('waits with all of its key, while others go on', () => {
    expect(parked(member)).toMatchObject([{ key: 'mail-a', offset: offsetOf('mail-a') }])
    expect(world.types('emails', 'mail-a')).toEqual(['RetryRequested'])
    expect(world.mail('mail-b').phase).toBe('matched')
  })

  test('goes on in order when it is retried and can be read', async () => {
    poison.clear()
    say('LetterRetried', 'mail-a', 'mail-a')
    await hear(member)
    expect(parked(member)).toEqual([])
    expect(world.mail('mail-a').phase).toBe('matched')
    expect(world.mail('mail-a').pending).toEqual([])
    world.expectOnce('emails')
  })

  test('stays parked when it still cannot be read, and says so again', async () => {
    expect(member.parked).toHaveLength(1)
    say('LetterRetried', 'mail-a', 'mail-a')
    await hear(member)
    expect(parked(member)).toMatchObject([{ key: 'mail-a', offset: offsetOf('mail-a') }])
    expect(member.parked).toHaveLength(2)
  })

  test('a retry that nobody heard of is done by the next take-over', async () => {
    poison.clear()
    say('LetterRetried', 'mail-a', 'mail-a')
    member.kill()
    const next = world.start('worker-1', 'emails', { letters: true })
    await world.settle()
    expect(parked(next)).toEqual([])
    expect(world.mail('mail-a').phase).toBe('matched')
  })
})

describe('a record that was dropped', () => {
  test('was never there: for its key, for a member without a state store, and for one that could read it', async () => {
    const member = world.start('worker-1', 'emails', { letters: true })
    received('mail-a')
    await world.settle()
    poison.add('unreadable')
    world.request('RevocationRequested', 'mail-a', { reason: 'wrong' }, 'unreadable')
    await world.settle()
    expect(parked(member)).toMatchObject([{ key: 'mail-a', offset: offsetOf('unreadable') }])
    say('LetterDropped', 'mail-a', 'unreadable')
    await hear(member)
    expect(parked(member)).toEqual([])
    const state = member.stores.get(0)!.get('mail-a')
    expect(JSON.parse(state!)).toMatchObject({ phase: 'matched', pending: [] })

    member.kill()
    poison.clear()
    const fresh = world.start('worker-2', 'emails', { letters: true })
    await world.settle()
    expect(fresh.stores.get(0)!.get('mail-a')).toBe(state)
    expect(world.types('emails', 'mail-a')).not.toContain('AssignmentRevoked')
  })

  test('is left out also where a state store has folded it already', async () => {
    received('mail-a')
    const member = world.start('worker-1', 'emails', { letters: true })
    await world.settle()
    world.request('RetryRequested', 'mail-a', {}, 'refused')
    await world.settle()
    const before = JSON.parse(member.stores.get(0)!.get('mail-a')!)
    say('LetterDropped', 'mail-a', 'refused')
    await hear(member)
    expect(member.stores.get(0)!.dropped()).toEqual([offsetOf('refused')])
    expect(JSON.parse(member.stores.get(0)!.get('mail-a')!).phase).toBe(before.phase)
  })
})
