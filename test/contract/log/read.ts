import { expect, test } from 'vitest'
import { DEBTS_1, offsetsOf, readFrom, record, type Subject, takeOver } from './harness.ts'

export function readTests(subject: Subject): void {
  test('a range has what is in it, and ends at its end', async () => {
    const { log } = subject
    const from = (await offsetsOf(log, DEBTS_1)).high
    await log.appender().append(['a', 'b', 'c', 'd'].map(text => record(DEBTS_1, text)))
    expect(await readFrom(log, DEBTS_1, from + 1, from + 3)).toMatchObject({ texts: ['b', 'c'], next: from + 3 })
    expect(await readFrom(log, DEBTS_1, from + 1)).toMatchObject({ texts: ['b', 'c', 'd'], next: from + 4 })
    expect(await readFrom(log, DEBTS_1, from + 2, from + 2)).toMatchObject({ texts: [], next: from + 2 })
    expect(await readFrom(log, DEBTS_1, from + 4)).toMatchObject({ texts: [], next: from + 4 })
  })

  test('from the beginning, in order, each offset at most once', async () => {
    const { log } = subject
    await log.appender().append([record(DEBTS_1, 'x'), record(DEBTS_1, 'y')])
    const { first, stable } = await offsetsOf(log, DEBTS_1)
    const { records, next } = await readFrom(log, DEBTS_1, 0)
    expect(first).toBe(0)
    expect(next).toBe(stable)
    const offsets = records.map(({ offset }) => offset)
    expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b))
    expect(records.every(({ topic, partition }) => topic === 'debts' && partition === 1)).toBe(true)
  })

  test('`next` goes over markers and aborted records, where there is nothing to give', async () => {
    const { log, cluster, unique, soon } = subject
    const from = (await offsetsOf(log, DEBTS_1)).high
    const aborted = await cluster.transaction(unique('reader'))
    await aborted.write([record(DEBTS_1, 'never'), record(DEBTS_1, 'never')])
    await aborted.abort()
    await soon('the abort', async () => (await offsetsOf(log, DEBTS_1)).stable === from + 3)
    expect(await readFrom(log, DEBTS_1, from)).toMatchObject({ texts: [], next: from + 3 })
    expect(await readFrom(log, DEBTS_1, from + 1, from + 2)).toMatchObject({ texts: [], next: from + 2 })

    const producer = await takeOver(subject, log, unique('reader'))
    await producer.commit([record(DEBTS_1, 'once')])
    await soon('the commit', async () => (await offsetsOf(log, DEBTS_1)).stable === from + 5)
    expect(await readFrom(log, DEBTS_1, from)).toMatchObject({ texts: ['once'], next: from + 5 })
    expect(await readFrom(log, DEBTS_1, from + 4)).toMatchObject({ texts: [], next: from + 5 })
  })

  test('a long range comes in several batches, with the positions after each', async () => {
    const { log } = subject
    const from = (await offsetsOf(log, DEBTS_1)).high
    const texts = Array.from({ length: 3_000 }, (_, index) => `${index}`.padEnd(200, '.'))
    await log.appender().append(texts.map(text => record(DEBTS_1, text, { key: 'k' })))
    let position = from
    const read: string[] = []
    for await (const batch of log.read(DEBTS_1, { from })) {
      for (const { offset, value } of batch.records) {
        expect(offset).toBeGreaterThanOrEqual(position)
        expect(offset).toBeLessThan(batch.next)
        read.push(value.toString())
      }
      expect(batch.next).toBeGreaterThan(position)
      position = batch.next
    }
    expect(read).toEqual(texts)
    expect(position).toBe(from + texts.length)
  })

  test('offsets of all topics and partitions', async () => {
    const { log, cluster } = subject
    const all = await log.offsets()
    expect(all).toHaveLength(6 * cluster.partitions)
    for (const { first, stable, high } of all) {
      expect(first).toBeLessThanOrEqual(stable)
      expect(stable).toBeLessThanOrEqual(high)
    }
    expect(await log.offsets(['debts', 'prompts'])).toHaveLength(2 * cluster.partitions)
    expect(typeof log.clusterId).toBe('string')
    expect(log.clusterId).not.toBe('')
  })
}
