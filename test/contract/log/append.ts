import { expect, test } from 'vitest'
import { LogUnavailable } from '../../../src/log/log.ts'
import { DEBTS_1, EMAILS_0, offsetsOf, readFrom, record, type Subject } from './harness.ts'

/** Kafka's own vectors (UtilsTest.testMurmur2). */
const MURMUR2: Record<string, number> = {
  '21': -973932308,
  foobar: -790332482,
  'a-little-bit-long-string': -985981536,
  'a-little-bit-longer-string': -1486304829,
  lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
  abc: 479470107,
}

export function appendTests(subject: Subject): void {
  test('returns the positions of the records in their order', async () => {
    const { log, cluster, unique } = subject
    const appender = log.appender()
    const keys = Array.from({ length: 40 }, (_, index) => unique(`key-${index}`))
    const before = await log.offsets(['emails'])
    const positions = await appender.append(
      keys.map(key => ({ topic: 'emails', key, value: Buffer.from(key), headers: {} })),
    )
    expect(positions).toHaveLength(keys.length)
    for (let partition = 0; partition < cluster.partitions; partition++) {
      const own = keys.filter(key => log.partitionOf('emails', key) === partition)
      const at = positions.filter((_, index) => own.includes(keys[index]!))
      const from = before.find(offsets => offsets.partition === partition)!.high
      expect(at).toEqual(own.map((_, index) => ({ topic: 'emails', partition, offset: from + index })))
      expect((await readFrom(log, { topic: 'emails', partition }, from)).texts).toEqual(own)
    }
    expect(await appender.append([])).toEqual([])
    await appender.close()
  })

  test('keeps key, value, headers and time exactly', async () => {
    const { log } = subject
    const given = record(DEBTS_1, 'Forderung über 12 € 🙂', {
      value: Buffer.from([0, 255, 0xc3, 0x28, 10]),
      headers: { ce_subject: 'Groß & Söhne', empty: '', 'idempotency-key': 'a:b:c' },
      timestamp: 1_770_106_364_123,
    })
    const [position] = await log.appender().append([given])
    const { records } = await readFrom(log, DEBTS_1, position!.offset)
    expect(records).toEqual([{ ...given, offset: position!.offset }])
  })

  test('puts a key where Kafka’s own clients put it, unless a partition is given', async () => {
    const { log, cluster } = subject
    expect(log.partitions('emails')).toBe(cluster.partitions)
    for (const [key, hash] of Object.entries(MURMUR2)) {
      expect(log.partitionOf('emails', key), key).toBe((hash & 0x7fffffff) % cluster.partitions)
    }
    const appender = log.appender()
    const keyed = await appender.append(
      Object.keys(MURMUR2).map(key => ({ topic: 'debts', key, value: Buffer.from(key), headers: {} })),
    )
    expect(keyed.map(({ partition }) => partition)).toEqual(
      Object.values(MURMUR2).map(hash => (hash & 0x7fffffff) % cluster.partitions),
    )
    for (const partition of [0, 1]) {
      expect(await appender.append([record({ topic: 'debts', partition }, 'abc')])).toMatchObject([{ partition }])
    }
  })

  test('keeps the order of calls that do not wait for each other', async () => {
    const { log } = subject
    const from = (await offsetsOf(log, EMAILS_0)).high
    const appender = log.appender()
    const texts = Array.from({ length: 100 }, (_, index) => `call ${index}`)
    const positions = await Promise.all(texts.map(text => appender.append([record(EMAILS_0, text)])))
    expect(positions.flat().map(({ offset }) => offset)).toEqual(texts.map((_, index) => from + index))
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(texts)
  })

  test('refuses at once what does not fit into its queue, and goes on with the rest', async () => {
    const { log } = subject
    const from = (await offsetsOf(log, EMAILS_0)).high
    const appender = log.appender({ maxQueuedBytes: 20_000 })
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(2_000, '.'))
    const outcomes = await Promise.allSettled(
      texts.map(text => appender.append([record(EMAILS_0, text, { key: 'k' })])),
    )
    const refused = outcomes.filter(outcome => outcome.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(texts.length)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(LogUnavailable)
    const accepted = texts.filter((_, index) => outcomes[index]!.status === 'fulfilled')
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(accepted)
    await expect(appender.append([record(EMAILS_0, 'again')])).resolves.toHaveLength(1)
    expect(appender.available()).toBe(true)
  })
}
