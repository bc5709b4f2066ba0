/** Rules 1, 5 and 6: taking a partition over by writing, unknown outcomes, fences and memberships. */
import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '../../support/examples.ts'
import { matched } from '../../support/outcomes.ts'
import { World } from '../../support/world.ts'

const EMAILS = { topic: 'emails', partition: 0 } as const
const ID = 'test-emails-emails-0'
const ALL = ['EmailReceived', 'ProcessingStarted', 'EntitiesExtracted', 'CreditorMatched']

/** A mail whose subject is the inquiry it will be assigned to. */
const mail = (world: World, id = 'mail-1', subject = 'inq-1') => world.request('EmailReceived', id, { subject }, id)

describe('a partition is taken over by writing', () => {
  test('PartitionTaken comes first, then the decisions; the mail goes its way to the debt', async () => {
    const world = new World()
    mail(world)
    world.start('worker-1')
    world.start('worker-1d', 'debts')
    await world.settle()
    expect(world.events('emails').map(event => event.type)).toEqual([
      'EmailReceived',
      'PartitionTaken',
      ...ALL.slice(1),
    ])
    expect(world.types('debts')).toEqual(['DebtUpdateRequested', 'DebtUpdated', 'NotificationSent'])
    const taken = world.events('emails')[1]!
    expect(world.events('emails')[2]!.data).toMatchObject({ epoch: taken.id })
  })

  test('each partition under a transactional id of its own', async () => {
    const world = new World({ partitions: 3 })
    world.start('worker-1')
    await world.settle()
    const fences = world.requests.filter(({ operation }) => operation === 'fence').map(({ about }) => about)
    expect(fences.toSorted()).toEqual([0, 1, 2].map(partition => `test-emails-emails-${partition}`))
  })

  test('nothing is decided before that very record has come back', async () => {
    const world = new World()
    mail(world)
    const markers = world.cluster.faults.hold('marker', { about: 'emails/0' })
    const member = world.start('worker-1')
    await world.run(1_000)
    expect(member.phases()).toEqual({ 0: 'folding' })
    expect(world.cluster.partition(EMAILS).end).toBe(2)
    markers.release()
    await world.settle()
    expect(world.types('emails')).toEqual(ALL)
  })

  test('an answer of a predecessor behind somebody’s open transaction is read first', async () => {
    const world = new World()
    mail(world)
    world.start('worker-1', 'emails', { match: () => new Promise(() => {}) })
    await world.run(1_000)
    const foreign = world.cluster.transaction('somebody')
    await foreign.write([world.codec.encode({ ...world.events('emails')[0]!, id: 'other', subject: 'mail-9' })])
    // The predecessor answers behind it, and dies before anybody can read that.
    const answers = world.cluster.transaction(ID)
    const answer = { ...world.events('emails').at(-1)!, id: 'answer', causationId: world.events('emails').at(-1)!.id }
    await answers.write([
      world.codec.encode({ ...answer, type: 'EmailDismissed', data: { reason: 'no_match', note: '' } } as never),
    ])
    await answers.commit()
    world.members[0]!.kill()
    const second = world.start('worker-2')
    await world.run(8_000)
    expect(second.phases()).toEqual({ 0: 'folding' })
    await foreign.commit()
    await world.settle()
    expect(world.types('emails', 'mail-1')).toEqual([...ALL.slice(0, 3), 'EmailDismissed'])
  })

  test('a foreign transaction that stays open is named, and waited for', async () => {
    const world = new World({ transactionTimeout: 1_000_000 })
    mail(world)
    const foreign = world.cluster.transaction('somebody')
    await foreign.write([world.codec.encode({ ...world.events('emails')[0]!, id: 'other', subject: 'mail-9' })])
    const member = world.start('worker-1')
    await world.run(29_000)
    expect(member.phases()).toEqual({ 0: 'folding' })
    await world.run(2_000)
    expect(member.phases()).toEqual({ 0: 'hanging' })
    await foreign.abort()
    await world.settle()
    expect(world.types('emails', 'mail-1')).toEqual(ALL)
  })
})

describe('an unknown outcome', () => {
  const settled = async (fault: (world: World) => void) => {
    const world = new World()
    const member = world.start('worker-1')
    world.start('worker-1d', 'debts')
    await world.run(1_000)
    fault(world)
    mail(world)
    await world.settle()
    expect(member.fatal).toEqual([])
    return world
  }

  test.each(['begin', 'produce', 'end'] as const)(
    '(request lost: %s) leads to a new take-over; decided once',
    async at => {
      const world = await settled(({ cluster }) => cluster.faults.loseRequest(at))
      expect(world.types('emails')).toEqual(ALL)
      expect(world.events('emails').filter(event => event.type === 'PartitionTaken')).toHaveLength(2)
    },
  )

  test.each(['begin', 'produce', 'end'] as const)('(answer lost: %s) is never taken for "not committed"', async at => {
    const world = await settled(({ cluster }) => cluster.faults.loseAnswer(at))
    expect(world.mail('mail-1').phase).toBe('matched')
    world.expectOnce('emails')
    world.expectOnce('debts')
    // The start that was committed unknown counts as a crash; nothing else is repeated.
    expect(world.types('emails').filter(type => type === 'CreditorMatched')).toHaveLength(1)
    expect(world.events('emails').filter(event => event.type === 'PartitionTaken')).toHaveLength(2)
  })

  test.each(['loseRequest', 'loseAnswer'] as const)('of the fence, or of PartitionTaken itself (%s)', async lose => {
    for (const operation of ['fence', 'begin', 'produce', 'end'] as const) {
      const world = new World()
      mail(world)
      world.cluster.faults[lose](operation)
      world.start('worker-1')
      await world.settle()
      expect(world.types('emails')).toEqual(ALL)
    }
  })

  test('match and debt request become visible together or not at all', async () => {
    const world = new World()
    let losses = 2
    world.start('worker-1', 'emails', {
      match: subject => {
        if (losses-- > 0) world.cluster.faults.loseRequest('produce', { about: 'debts/0' })
        return matched('auto', subject)
      },
    })
    await world.run(1_000)
    mail(world)
    await world.settle()
    const matches = world.events('emails').filter(event => event.type === 'CreditorMatched')
    const requests = world.events('debts').filter(event => event.type === 'DebtUpdateRequested')
    expect(requests.map(event => event.causationId)).toEqual(matches.map(event => event.id))
    expect(matches).toHaveLength(1)
  })
})

describe('a fence needs a membership', () => {
  test('a heartbeat before every fence, also after errors', async () => {
    const world = new World({ partitions: 2 })
    world.cluster.faults.loseAnswer('fence', { times: 2 })
    world.cluster.faults.loseRequest('end', { times: 2 })
    world.start('worker-1')
    await world.settle()
    const asked = world.requests.filter(({ operation }) => operation === 'fence' || operation === 'heartbeat')
    let heartbeats = 0
    for (const { operation } of asked) {
      heartbeats += operation === 'heartbeat' ? 1 : -1
      expect(heartbeats).toBeGreaterThanOrEqual(0)
    }
    expect(asked.filter(({ operation }) => operation === 'fence').length).toBeGreaterThanOrEqual(6)
  })

  test('without one nothing is fenced', async () => {
    const world = new World()
    world.cluster.faults.loseAnswer('heartbeat', { times: 5 })
    world.start('worker-1')
    await world.run(500)
    expect(world.requests.filter(({ operation }) => operation === 'fence')).toEqual([])
    await world.settle()
    expect(world.requests.filter(({ operation }) => operation === 'fence')).toHaveLength(1)
  })

  test('who is fenced gives the assignment back and joins again before it fences', async () => {
    const world = new World()
    world.start('worker-1')
    await world.run(1_000)
    world.cluster.expireTransaction(ID)
    world.cluster.transaction(ID)
    world.requests.length = 0
    mail(world)
    await world.settle()
    const about = world.requests.map(({ operation }) => operation)
    const order = ['begin', 'leave', 'join', 'heartbeat', 'fence'] as const
    const places = order.map(operation => about.indexOf(operation))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(world.types('emails')).toEqual(ALL)
  })

  test('a zombie that was fenced joins again and deposes nobody', async () => {
    const world = new World()
    let go: () => void = () => {}
    const first = world.start('worker-1', 'emails', {
      extract: () =>
        new Promise(resolve => (go = () => resolve({ ...EXAMPLES.EntitiesExtracted, extractor: 'zombie' }))),
    })
    mail(world)
    await world.run(1_000)
    expect(world.types('emails')).toEqual(ALL.slice(0, 2))
    world.cluster.freeze(first.log)
    world.start('worker-2')
    await world.settle()
    expect(world.types('emails')).toEqual([...ALL.slice(0, 2), ...ALL.slice(1)])
    const before = world.events('emails').length
    const fences = world.requests.filter(({ operation }) => operation === 'fence').length
    world.cluster.thaw(first.log)
    go()
    await world.settle()
    expect(world.events('emails').filter(event => event.source === '/group/emails')).not.toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ extractor: 'zombie' }) }),
    )
    // After the zombie is back there may be a rebalance, so a take-over; never a quarrel.
    expect(world.requests.filter(({ operation }) => operation === 'fence').length - fences).toBeLessThanOrEqual(2)
    expect(world.events('emails').length - before).toBeLessThanOrEqual(2)
    mail(world, 'mail-2')
    await world.settle()
    expect(world.mail('mail-2').phase).toBe('matched')
  })
})
