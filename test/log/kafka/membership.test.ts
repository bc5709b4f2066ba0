import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KafkaLog } from '../../../src/log/kafka/kafka-log.ts'
import type { KafkaOptions } from '../../../src/log/kafka/options.ts'
import { Member, offsetsOf, record, takeOver, textOf } from '../../contract/log/harness.ts'
import { eventually } from '../../support/eventually.ts'
import { freshPrefix } from '../../support/servers.ts'
import { heldTransaction, type OwnBroker, openLog, ownBroker } from './broker.ts'
import { describeGroup } from './console.ts'

const EMAILS_0 = { topic: 'emails', partition: 0 } as const

let broker: OwnBroker
let options: KafkaOptions
let log: KafkaLog
beforeAll(async () => {
  broker = await ownBroker()
  options = { brokers: broker.brokers, prefix: `${freshPrefix()}.`, partitions: 3 }
  log = await openLog(options)
})
afterAll(async () => {
  await log?.close()
  await broker?.close()
})

const soon = <T>(what: string, fact: () => T | Promise<T>) => eventually(what, fact, { within: 20_000 })
const unique = (name: string) => `${name}-${randomUUID().slice(0, 8)}`
const joined = async (group: string, member = new Member(() => 0)) => {
  await member.join(log, group)
  await soon('the assignment', () => member.current.length > 0)
  return member
}

test('Kafka’s own command shows lag 0 once the position is mirrored, markers and aborted records notwithstanding', async () => {
  const group = unique('mirror')
  const aborted = await heldTransaction(options, unique('foreign'))
  await log.appender().append([0, 1, 2].map(partition => record({ topic: 'emails', partition }, 'plain')))
  await aborted.write([0, 1].map(partition => record({ topic: 'emails', partition }, 'never')))
  await aborted.abort()
  const producer = log.transactional(unique('id'))
  await producer.fence()
  await producer.commit([record(EMAILS_0, 'kept')])
  producer.drop()
  const member = await joined(group)
  await soon('everything', async () =>
    (await log.offsets(['emails'])).every(at => at.stable === at.high && member.position(at) === at.high),
  )
  await member.membership.commit(member.current.map(at => ({ ...at, position: member.position(at)! })))
  const described = await describeGroup(broker.brokers, group)
  expect(described).toHaveLength(3)
  expect(described.map(({ lag }) => lag)).toEqual([0, 0, 0])
  await member.membership.leave()
})

test('goes on after kill -9 of the broker where it was: nothing left out, nothing twice, no crash', async () => {
  const { high: from } = await offsetsOf(log, EMAILS_0)
  const member: Member = new Member(at => member.position(at) ?? (at.partition === 0 ? from : 0))
  await joined(unique('survivor'), member)
  const appender = log.appender()
  const texts = Array.from({ length: 200 }, (_, index) => `survivor ${index}`)
  for (const text of texts.slice(0, 100)) await appender.append([record(EMAILS_0, text)])
  await soon('the first', () => member.texts(EMAILS_0).includes('survivor 0'))
  await broker.kill()
  expect(await member.membership.confirm(EMAILS_0)).toBe(false)
  await broker.restart()
  for (const text of texts.slice(100)) {
    await soon('appending', () => appender.append([record(EMAILS_0, text)]))
  }
  await soon('the last', () => member.texts(EMAILS_0).includes('survivor 199'))
  // An append whose outcome was unknown may be in the log twice; the member delivers what the log has.
  const inLog: string[] = []
  for await (const batch of log.read(EMAILS_0, { from })) inLog.push(...textOf([...batch.records]))
  expect(member.texts(EMAILS_0)).toEqual(inLog)
  expect(new Set(inLog)).toEqual(new Set(texts))
  await soon('the confirmation', () => member.membership.confirm(EMAILS_0))
  expect(member.crashes).toEqual([])
  await member.membership.leave()
}, 60_000)

test('is replaced under its own member id when the broker is away for longer than kafkajs tries', async () => {
  const impatient = await openLog({ ...options, memberRetries: 1 })
  const member = new Member(() => 0)
  await member.join(impatient, unique('patient'))
  await soon('the assignment', () => member.current.length > 0)
  const { memberId } = member.membership
  await broker.kill()
  await broker.restart()
  await soon('the confirmation', () => member.membership.confirm(EMAILS_0))
  expect(member.membership.memberId).toBe(memberId)
  expect(member.crashes).toEqual([])
  await soon('appending', () => log.appender().append([record(EMAILS_0, 'at last')]))
  await soon('delivery', () => member.texts(EMAILS_0).includes('at last'))
  await impatient.close()
}, 60_000)

test('a listener that throws ends the membership, loudly', async () => {
  const member = new Member(() => 0)
  member.onBatch = () => {
    throw new Error('cannot')
  }
  await joined(unique('throws'), member)
  await log.appender().append([record(EMAILS_0, 'anything')])
  await soon('the crash', () => member.crashes.length > 0)
  expect(member.crashes.map(error => error.message)).toEqual(['cannot'])
  await soon('its end', async () => !(await member.membership.confirm(EMAILS_0)))
})

test('a position that the log does not have is an error, never a reset', async () => {
  const { high } = await offsetsOf(log, EMAILS_0)
  const group = unique('ahead')
  const member = await joined(group, new Member(at => (at.partition === 0 ? high + 1_000 : 0)))
  await soon('the crash', () => member.crashes.length > 0)
  expect(member.texts(EMAILS_0)).toEqual([])
  expect((await log.committed(group, ['emails'])).every(({ position }) => position === null)).toBe(true)
})

test('several calls to join again at once are one', async () => {
  const member = await joined(unique('again'))
  const { memberId } = member.membership
  await Promise.all([member.membership.rejoin(), member.membership.rejoin(), member.membership.rejoin()])
  await soon('the new assignment', () => member.assignments.length === 2)
  expect(member.membership.memberId).not.toBe(memberId)
  await soon('the confirmation', () => member.membership.confirm(EMAILS_0))
  await member.membership.leave()
  expect(member.assignments).toHaveLength(2)
})

test('a membership that is left while it joins leaves no ghost behind', async () => {
  const group = unique('ghost')
  const ghosts = await Promise.all(
    [0, 5, 20, 60].map(async pause => {
      const member = await new Member(() => 0).join(log, group)
      await new Promise(resolve => setTimeout(resolve, pause))
      await member.membership.leave()
      return member
    }),
  )
  const member = await joined(group)
  await soon('all partitions', () => member.current.length === 3)
  await soon('a group of one', async () => {
    const described = (await log.groups()).find(found => found.group === group)
    return described?.state === 'Stable' && described.members.length === 1
  })
  expect(ghosts.flatMap(({ crashes }) => crashes)).toEqual([])
  await member.membership.leave()
}, 40_000)

test('a broker that dies during commits leaves each of them whole, or away, once', async () => {
  const id = unique('unknown')
  const { high: from } = await offsetsOf(log, EMAILS_0)
  const subject = { soon } as unknown as Parameters<typeof takeOver>[0]
  let producer = await takeOver(subject, log, id)
  const outcomes = new Map<string, 'committed' | 'unknown'>()
  const killing = new Promise<void>(resolve => setTimeout(resolve, 400)).then(() => broker.kill())
  for (let count = 0; ; count++) {
    const name = `t${count}`
    try {
      await producer.commit([record(EMAILS_0, `${name} a`), record({ topic: 'debts', partition: 1 }, `${name} b`)])
      outcomes.set(name, 'committed')
    } catch {
      outcomes.set(name, 'unknown')
      break
    }
  }
  await killing
  await broker.restart()
  producer = await takeOver(subject, log, id)
  await producer.commit([record(EMAILS_0, 'barrier')])
  const read = async (at: { topic: 'emails' | 'debts'; partition: number }, position: number) => {
    const texts: string[] = []
    for await (const batch of log.read(at, { from: position })) {
      texts.push(...Array.from(batch.records, ({ value }) => value.toString()))
    }
    return texts
  }
  const emails = await soon('the barrier', async () => {
    const texts = await read(EMAILS_0, from)
    return texts.includes('barrier') && texts
  })
  const debts = await read({ topic: 'debts', partition: 1 }, 0)
  for (const [name, outcome] of outcomes) {
    const seen = [emails.filter(text => text === `${name} a`).length, debts.filter(text => text === `${name} b`).length]
    if (outcome === 'committed') expect(seen, name).toEqual([1, 1])
    else expect([[0, 0].join(), [1, 1].join()], name).toContain(seen.join())
  }
  expect([...outcomes.values()].filter(outcome => outcome === 'committed').length).toBeGreaterThan(0)
  producer.drop()
}, 60_000)
