/** Rule 4: one step in flight a key, places, loss and drain while something is awaited. */
import { describe, expect, test } from 'vitest'
import { handlerGroup } from '../../../src/handlers/handler.ts'
import { EXAMPLES } from '../../support/examples.ts'
import { World } from '../../support/world.ts'
import type { Member, MemberOptions } from '../../support/world-member.ts'

const mail = (world: World, id: string, subject = 'inq-1') => world.request('EmailReceived', id, { subject }, id)
const mails = (world: World, count: number) =>
  Array.from({ length: count }, (_, i) => mail(world, `mail-${i}`, `inq-${i}`))

/** An extractor whose readings the test ends. */
function controlled() {
  const under_way: { subject: string; signal: AbortSignal; end(error?: Error): void }[] = []
  const extract: MemberOptions['extract'] = ({ subject }, signal) =>
    new Promise((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve(EXAMPLES.EntitiesExtracted))
      under_way.push({ subject, signal, end })
    })
  return { under_way, extract }
}

describe('places', () => {
  test('three mails are read side by side; a slow one holds nobody up; nothing is written of those that wait', async () => {
    const world = new World()
    const { under_way, extract } = controlled()
    world.start('worker-1', 'emails', { extract })
    mails(world, 6)
    await world.run(1_000)
    expect(under_way.map(({ subject }) => subject)).toEqual(['inq-0', 'inq-1', 'inq-2'])
    expect(world.types('emails').filter(type => type === 'ProcessingStarted')).toHaveLength(3)
    // The first stays slow.
    for (let next = 1; next < 6; next++) {
      under_way[next]!.end()
      await world.run(1_000)
    }
    expect(under_way).toHaveLength(6)
    expect([0, 1, 2, 3, 4, 5].map(i => world.mail(`mail-${i}`).phase)).toEqual(['started', ...Array(5).fill('matched')])
    under_way[0]!.end()
    await world.settle()
    expect(world.mail('mail-0').phase).toBe('matched')
  })

  test('a mail that kills its process takes no other with it, runs alone after two crashes and is given up after five', async () => {
    const world = new World()
    let worker: Member
    const alongside: number[] = []
    let reading = 0
    const start = () => {
      reading = 0
      worker = world.start('worker-1', 'emails', {
        extract: async ({ subject }) => {
          reading++
          if (subject === 'inq-3') {
            alongside.push(reading - 1)
            worker.kill()
            await new Promise(() => {})
          }
          // Ends only when the process has nothing better to do.
          await new Promise<void>(resolve => worker.log.clock.after(10, resolve))
          reading--
          return EXAMPLES.EntitiesExtracted
        },
      })
    }
    mails(world, 12)
    for (let life = 0; life < 7; life++) {
      start()
      await world.run(60_000)
    }
    expect(world.types('emails', 'mail-3').filter(type => type === 'ProcessingStarted')).toHaveLength(5)
    expect(world.mail('mail-3').phase).toBe('failed')
    for (let i = 0; i < 12; i++) if (i !== 3) expect(world.mail(`mail-${i}`).phase, `mail-${i}`).toBe('matched')
    expect(alongside.slice(2)).toEqual([0, 0, 0])
  })
})

describe('losing the partition', () => {
  test('stops its decisions at once, also while an extractor is awaited', async () => {
    const world = new World()
    const { under_way, extract } = controlled()
    const first = world.start('worker-1', 'emails', { extract })
    mail(world, 'mail-1')
    await world.run(1_000)
    world.start('worker-2', 'emails', {
      extract: () => ({ ...EXAMPLES.EntitiesExtracted, extractor: 'the second' }),
    })
    world.cluster.assign(handlerGroup('test', 'emails'), (_, members) =>
      members.find(({ clientId }) => clientId === 'worker-2'),
    )
    await world.run(1_000)
    expect(under_way[0]!.signal.aborted).toBe(true)
    under_way[0]!.end()
    await world.settle()
    expect(first.phases()).toEqual({})
    const readings = world.events('emails').filter(event => event.type === 'EntitiesExtracted')
    expect(readings.map(event => event.data.extractor)).toEqual(['the second'])
  })

  test('while it is being fenced writes nothing', async () => {
    const world = new World()
    const held = world.cluster.faults.hold('fence', { process: 'worker-1' })
    world.start('worker-1')
    await world.run(100)
    world.start('worker-2')
    world.cluster.assign(handlerGroup('test', 'emails'), (_, members) =>
      members.find(({ clientId }) => clientId === 'worker-2'),
    )
    await world.run(1_000)
    held.release()
    await world.settle()
    const members = world.events('emails').flatMap(e => (e.type === 'PartitionTaken' ? [e.data.member] : []))
    expect(members.filter(member => member.startsWith('worker-1'))).toEqual([])
  })
})

describe('positions are mirrored', () => {
  const group = handlerGroup('test', 'emails')
  async function mirrored(world: World) {
    const asked = world.cluster.log('', 'monitor').committed(group, ['emails'])
    await world.run()
    return (await asked)[0]!.position
  }

  test('and again when the group did not take them, although no event comes: a monitor would see a lag for ever', async () => {
    const world = new World()
    const member = world.start('worker-1')
    mail(world, 'mail-1')
    world.cluster.faults.loseRequest('commit-offsets', { about: group, times: 3 })
    await world.settle()
    expect(world.mail('mail-1').phase).toBe('matched')
    expect(await mirrored(world)).toBe(member.stores.get(0)!.position)
  })
})

describe('stopping', () => {
  test('what is in hand is written, nothing new is begun, positions are mirrored and the group is left', async () => {
    const world = new World()
    const { under_way, extract } = controlled()
    const member = world.start('worker-1', 'emails', { extract, places: 1 })
    mails(world, 3)
    await world.run(1_000)
    let stopped = false
    void member.run!.stop().then(() => {
      stopped = true
    })
    await world.run(100)
    expect(stopped).toBe(false)
    under_way[0]!.end()
    await world.run(1_000)
    expect(stopped).toBe(true)
    expect(world.types('emails', 'mail-0')).toEqual(['EmailReceived', 'ProcessingStarted', 'EntitiesExtracted'])
    expect(under_way).toHaveLength(1)
    const monitor = world.cluster.log('', 'monitor')
    const asked = Promise.all([monitor.groups(), monitor.committed(handlerGroup('test', 'emails'), ['emails'])])
    await world.run()
    const [[group], [mirrored]] = await asked
    expect(group).toMatchObject({ group: handlerGroup('test', 'emails'), members: [] })
    expect(mirrored!.position).toBe(member.stores.get(0)!.position)
  })

  test('what takes too long is abandoned', async () => {
    const world = new World()
    const { under_way, extract } = controlled()
    const member = world.start('worker-1', 'emails', { extract })
    mail(world, 'mail-1')
    await world.run(1_000)
    let stopped = false
    void member.run!.stop().then(() => {
      stopped = true
    })
    await world.run(10_000)
    expect(stopped).toBe(true)
    expect(under_way[0]!.signal.aborted).toBe(true)
    world.start('worker-2')
    await world.settle()
    expect(world.mail('mail-1').phase).toBe('matched')
  })
})

describe('one step in flight a key', () => {
  test('until its outputs are folded back: what comes between wakes nobody', async () => {
    const world = new World({ batchSize: 1 })
    world.start('worker-1', 'debts')
    await world.run(1_000)
    const update = { matchId: 'a', emailId: 'mail-1', receivedAt: 1 }
    world.request('DebtUpdateRequested', 'inq-1', update)
    world.request('DebtUpdateRequested', 'inq-1', { ...update, matchId: 'b', emailId: 'mail-2' })
    world.request('DebtUpdateRequested', 'inq-1', { ...update, matchId: 'c', emailId: 'mail-3' })
    // The commit of the first answer is faster than the delivery of what stood before it.
    await world.run(60_000, pending => {
      const quick = pending.findIndex(({ info }) => info.operation !== 'fetch')
      return Math.max(quick, 0)
    })
    world.expectOnce('debts')
    const versions = world.events('debts').flatMap(event => (event.type === 'DebtUpdated' ? [event.data.version] : []))
    expect(versions).toEqual([1, 2, 3])
  })

  test('a rule that throws for one key leaves the others alone', async () => {
    const world = new World()
    world.start('worker-1', 'emails', {
      change: handler => ({
        ...handler,
        aggregate: {
          ...handler.aggregate,
          decide(state, outcome, context) {
            if (state.id === 'mail-1' && outcome.step === 'match' && !outcome.failure) throw new TypeError('a mistake')
            return handler.aggregate.decide(state, outcome, context)
          },
        },
      }),
    })
    mails(world, 3)
    await world.settle()
    expect([0, 1, 2].map(i => world.mail(`mail-${i}`).phase)).toEqual(['matched', 'failed', 'matched'])
  })
})
