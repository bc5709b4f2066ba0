import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KafkaLog } from '../../../src/log/kafka/kafka-log.ts'
import { LogUnavailable, type NewRecord } from '../../../src/log/log.ts'
import { eventually } from '../../support/eventually.ts'
import { freshPrefix } from '../../support/servers.ts'
import { type OwnBroker, openLog, ownBroker } from './broker.ts'

let broker: OwnBroker
let log: KafkaLog
beforeAll(async () => {
  broker = await ownBroker()
  log = await openLog({ brokers: broker.brokers, prefix: `${freshPrefix()}.` })
})
afterAll(async () => {
  await log?.close()
  await broker?.close()
})

const mail = (key: string, change: Partial<NewRecord> = {}): NewRecord => ({
  topic: 'emails',
  key,
  value: Buffer.from(key),
  headers: { ce_type: 'EmailReceived' },
  ...change,
})

/** Keys in the log by the place of their record. */
async function stored(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let partition = 0; partition < log.partitions('emails'); partition++) {
    for await (const batch of log.read({ topic: 'emails', partition })) {
      for (const record of batch.records) found.set(`${partition}/${record.offset}`, record.key)
    }
  }
  return found
}

test('thousands of appends at once travel in few sends, each with its own position', async () => {
  const appender = log.appender({ timeoutMs: 20_000 })
  const keys = Array.from({ length: 20_000 }, (_, index) => `many-${index}`)
  const began = performance.now()
  const positions = await Promise.all(keys.map(key => appender.append([mail(key)])))
  const perSecond = Math.round(keys.length / ((performance.now() - began) / 1000))
  const found = await stored()
  expect(new Set(positions.flat().map(at => `${at.partition}/${at.offset}`)).size).toBe(keys.length)
  positions.forEach(([at], index) => {
    expect(found.get(`${at!.partition}/${at!.offset}`)).toBe(keys[index])
  })
  console.log(`${perSecond} appends a second`)
  await appender.close()
})

test('a record of 8 MiB fits; a larger one than the topic takes is refused, and nothing else with it', async () => {
  const appender = log.appender({ timeoutMs: 10_000 })
  const small = appender.append([mail('small')])
  const large = appender.append([mail('large', { value: Buffer.alloc(8 * 1024 * 1024, 'x') })])
  const tooLarge = appender.append([mail('too large', { value: Buffer.alloc(10 * 1024 * 1024) })])
  await expect(tooLarge).rejects.toBeInstanceOf(RangeError)
  await expect(small).resolves.toHaveLength(1)
  const [at] = await large
  for await (const batch of log.read(at!, { from: at!.offset, to: at!.offset + 1 })) {
    expect(Array.from(batch.records, record => record.value.length)).toEqual([8 * 1024 * 1024])
  }
  expect(appender.available()).toBe(true)
  await appender.close()
})

test('kill -9 of the broker under appends: nothing that was acknowledged is lost', async () => {
  const appender = log.appender()
  const acknowledged = new Map<string, string>()
  let refused = 0
  let longest = 0
  let running = true
  const writer = async (name: number) => {
    for (let count = 0; running; count++) {
      const key = `kill-${name}-${count}`
      const began = performance.now()
      try {
        const [at] = await appender.append([mail(key)])
        acknowledged.set(`${at!.partition}/${at!.offset}`, key)
      } catch (error) {
        expect(error).toBeInstanceOf(LogUnavailable)
        refused++
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      longest = Math.max(longest, performance.now() - began)
    }
  }
  const writers = Array.from({ length: 20 }, (_, name) => writer(name))
  for (let round = 0; round < 2; round++) {
    const before = acknowledged.size
    await eventually('appends', () => acknowledged.size > before + 500, { within: 15_000 })
    await broker.kill()
    await eventually('knowing that it is down', () => !appender.available(), { within: 5_000 })
    await expect(appender.append([mail('nobody')])).rejects.toBeInstanceOf(LogUnavailable)
    await broker.restart()
    await eventually('knowing that it is up', () => appender.available(), { within: 10_000 })
  }
  const before = acknowledged.size
  await eventually('appends', () => acknowledged.size > before + 100, { within: 15_000 })
  running = false
  await Promise.all(writers)
  await appender.close()
  const found = await stored()
  const lost = [...acknowledged].filter(([place, key]) => found.get(place) !== key)
  expect(lost).toEqual([])
  expect(refused).toBeGreaterThan(0)
  expect(longest).toBeLessThan(5_000)
}, 90_000)

test('a broker that is frozen: refused after the time-out, then at once, and on again when it thaws', async () => {
  const appender = log.appender({ timeoutMs: 1_000 })
  await appender.append([mail('warm')])
  await broker.freeze()
  try {
    const began = performance.now()
    await expect(appender.append([mail('frozen')])).rejects.toBeInstanceOf(LogUnavailable)
    expect(performance.now() - began).toBeLessThan(1_500)
    const again = performance.now()
    await expect(appender.append([mail('frozen')])).rejects.toBeInstanceOf(LogUnavailable)
    expect(performance.now() - again).toBeLessThan(250)
    expect(appender.available()).toBe(false)
  } finally {
    broker.thaw()
  }
  await eventually('appending again', () => appender.append([mail('thawed')]), { within: 15_000 })
  await appender.close()
}, 40_000)
