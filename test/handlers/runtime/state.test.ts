/** Rules 2 and 4 with what goes wrong with stores and records: stale, wiped, ahead; poison; a missing deployment. */
import { describe, expect, test } from 'vitest'
import { handlerGroup } from '../../../src/handlers/handler.ts'
import { MemoryStateStore } from '../../../src/handlers/runtime/state-store.ts'
import { World } from '../../support/world.ts'

const mail = (world: World, id: string, subject = 'inq-1') => world.request('EmailReceived', id, { subject }, id)
const raw = (world: World, key: string, change: { value?: Buffer; type?: string } = {}) => {
  const [sample] = world.events('emails').filter(event => event.type === 'EmailReceived')
  const record = world.codec.encode({ ...sample!, id: `raw-${key}`, subject: key })
  return { ...record, ...(change.value ? { value: change.value } : {}) }
}
/** A schema fingerprint that nobody has. */
const NEWER = Buffer.concat([Buffer.from([0xc3, 0x01]), Buffer.alloc(8, 7), Buffer.from('x')])

describe('the state store is a cache of the log', () => {
  /** Two mails done by worker-1, which then dies; a third comes. */
  const died = async () => {
    const world = new World()
    const first = world.start('worker-1')
    mail(world, 'mail-1')
    await world.run(1_000)
    const stale = new MemoryStateStore()
    const store = first.stores.get(0)!
    stale.save(
      0,
      store.position,
      [...['mail-1']].map(key => ({ key, state: store.get(key)!, open: false })),
      [],
    )
    mail(world, 'mail-2')
    await world.run(1_000)
    first.kill()
    mail(world, 'mail-3')
    return { world, stale, position: store.position }
  }
  const done = async (world: World) => {
    await world.settle()
    for (const id of ['mail-1', 'mail-2', 'mail-3']) {
      expect(world.mail(id).phase).toBe('matched')
      expect(world.types('emails', id)).toHaveLength(4)
    }
    world.expectOnce('emails')
  }

  test('as it was left', async () => {
    const { world } = await died()
    world.start('worker-1')
    await done(world)
  })

  test('stale: what is missing is folded', async () => {
    const { world, stale } = await died()
    world.start('worker-1', 'emails', { stores: new Map([[0, stale]]) })
    await done(world)
  })

  test('wiped, or on another machine: one read of the partition', async () => {
    const { world } = await died()
    const member = world.start('worker-2')
    await done(world)
    expect(member.run!.status()[0]).toMatchObject({ phase: 'live', open: 0 })
  })

  test('ahead of the log: thrown away', async () => {
    const { world } = await died()
    const ahead = new MemoryStateStore()
    ahead.save(0, 4_711, [{ key: 'mail-3', state: '{"of":"another log"}', open: true }], [])
    const member = world.start('worker-1', 'emails', { stores: new Map([[0, ahead]]) })
    await done(world)
    expect(member.told).toContainEqual(expect.stringContaining('ahead of the log'))
  })

  test('memory is the fold of the log, key by key', async () => {
    const { world } = await died()
    const member = world.start('worker-1')
    await done(world)
    for (const id of ['mail-1', 'mail-2', 'mail-3'])
      expect(JSON.parse(member.stores.get(0)!.get(id)!)).toEqual(world.mail(id))
  })

  test('the group’s committed offset, however wrong, decides nothing', async () => {
    const { world } = await died()
    world.cluster.setCommitted(handlerGroup('test', 'emails'), { topic: 'emails', partition: 0 }, 0)
    world.start('worker-1')
    await done(world)
    const asked = world.cluster.log('', 'monitor').committed(handlerGroup('test', 'emails'), ['emails'])
    await world.settle()
    expect((await asked)[0]!.position).toBe(world.cluster.partition({ topic: 'emails', partition: 0 }).end)
  })
})

describe('records that cannot be folded', () => {
  test('a poison record parks its key and the events behind it; everything else goes on', async () => {
    const world = new World()
    mail(world, 'mail-0')
    const member = world.start('worker-1')
    await world.run(1_000)
    mail(world, 'mail-1')
    world.write(raw(world, 'mail-1', { value: Buffer.from('no Avro') }))
    world.request('RetryRequested', 'mail-1')
    mail(world, 'mail-2')
    await world.settle()
    expect(member.parked).toMatchObject([{ key: 'mail-1', partition: 0 }])
    expect(world.mail('mail-2').phase).toBe('matched')
    const before = world.types('emails', 'mail-1').length
    world.request('RetryRequested', 'mail-1')
    mail(world, 'mail-3')
    await world.settle()
    expect(world.mail('mail-3').phase).toBe('matched')
    expect(world.types('emails', 'mail-1')).toHaveLength(before + 1)
    expect(member.run!.status()[0]).toMatchObject({ parked: 1, phase: 'live' })
  })

  test('a record of a newer deployment stops that partition there, with a name; the others go on', async () => {
    const world = new World({ partitions: 2 })
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'].map(letter => `mail-${letter}`)
    const member = world.start('worker-1')
    await world.run(1_000)
    const partitionOf = (key: string) => member.log.partitionOf('emails', key)
    const stopped = partitionOf('mail-a')
    mail(world, 'mail-a')
    await world.run(1_000)
    const at = world.cluster.partition({ topic: 'emails', partition: stopped }).end
    const sample = world.events({ topic: 'emails', partition: stopped })[0]!
    world.write({
      ...world.codec.encode({ ...sample, type: 'RetryRequested', data: { by: 'x' }, source: '/web' } as never),
      key: 'mail-a',
      value: NEWER,
    })
    for (const key of keys) if (key !== 'mail-a') mail(world, key)
    await world.settle()
    for (const key of keys) {
      if (key === 'mail-a') continue
      expect(world.mail(key).phase, key).toBe(partitionOf(key) === stopped ? 'queued' : 'matched')
    }
    const status = member.run!.status().find(({ partition }) => partition === stopped)!
    expect(status).toMatchObject({ phase: 'failed', position: at })
    expect(status.error).toMatch(/unknown/)
  })
})
