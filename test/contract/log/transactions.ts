import { expect, test } from 'vitest'
import { Fenced } from '../../../src/log/log.ts'
import { DEBTS_1, EMAILS_0, offsetsOf, readFrom, record, type Subject, takeOver } from './harness.ts'

export function transactionTests(subject: Subject): void {
  test('all records of a transaction become visible, in every topic', async () => {
    const { log, unique, soon } = subject
    const [email, debt] = [await offsetsOf(log, EMAILS_0), await offsetsOf(log, DEBTS_1)]
    const producer = await takeOver(subject, log, unique('emails'))
    await producer.commit([record(EMAILS_0, 'match'), record(DEBTS_1, 'update'), record(EMAILS_0, 'note')])
    await producer.commit([record(EMAILS_0, 'second')])
    await producer.commit([record(DEBTS_1, 'third')])
    await soon('both topics', async () => {
      expect((await readFrom(log, EMAILS_0, email.high)).texts).toEqual(['match', 'note', 'second'])
      expect((await readFrom(log, DEBTS_1, debt.high)).texts).toEqual(['update', 'third'])
      return true
    })
    producer.drop()
  })

  test('an open transaction shows nothing and holds the last stable offset, not the high watermark', async () => {
    const { log, cluster, unique, soon } = subject
    const before = await offsetsOf(log, EMAILS_0)
    const open = await cluster.transaction(unique('foreign'))
    await open.write([record(EMAILS_0, 'undecided'), record(DEBTS_1, 'undecided too')])
    await log.appender().append([record(EMAILS_0, 'plain')])
    expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ stable: before.high, high: before.high + 2 })
    expect(await readFrom(log, EMAILS_0, before.high)).toMatchObject({ texts: [], next: before.high })
    await open.commit()
    await soon('the commit', async () => (await offsetsOf(log, EMAILS_0)).stable === before.high + 3)
    expect((await readFrom(log, EMAILS_0, before.high)).texts).toEqual(['undecided', 'plain'])
  })

  test('a fence deposes the predecessor: it can commit nothing more', async () => {
    const { log, unique, soon } = subject
    const id = unique('emails')
    const from = (await offsetsOf(log, EMAILS_0)).high
    const first = await takeOver(subject, log, id)
    await first.commit([record(EMAILS_0, 'by the first')])
    const second = await takeOver(subject, await subject.another(), id)
    await expect(first.commit([record(EMAILS_0, 'too late')])).rejects.toBeInstanceOf(Fenced)
    first.drop()
    await second.commit([record(EMAILS_0, 'by the second')])
    await soon('the second one’s', async () => {
      expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(['by the first', 'by the second'])
      return true
    })
    second.drop()
  })

  test('a fence ends what the predecessor had open: it never becomes visible', async () => {
    const { log, cluster, unique, soon } = subject
    const id = unique('emails')
    const from = (await offsetsOf(log, EMAILS_0)).high
    const predecessor = await cluster.transaction(id)
    await predecessor.write([record(EMAILS_0, 'abandoned'), record(DEBTS_1, 'abandoned')])
    const successor = await takeOver(subject, log, id)
    await expect(predecessor.commit()).rejects.toThrow()
    await successor.commit([record(EMAILS_0, 'barrier')])
    await soon('the barrier', async () => (await readFrom(log, EMAILS_0, from)).texts.length > 0)
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(['barrier'])
    successor.drop()
  })

  test('ids do not fence each other', async () => {
    const { log, unique } = subject
    const one = await takeOver(subject, log, unique('emails'))
    const other = await takeOver(subject, log, unique('emails'))
    await one.commit([record(EMAILS_0, 'one')])
    await other.commit([record(EMAILS_0, 'other')])
    await one.commit([record(EMAILS_0, 'one again')])
  })

  test('a barrier comes back only when every earlier transaction of the partition is decided', async () => {
    const { log, cluster, unique, soon } = subject
    const from = (await offsetsOf(log, EMAILS_0)).high
    const foreign = [await cluster.transaction(unique('foreign')), await cluster.transaction(unique('foreign'))]
    await foreign[0]!.write([record(EMAILS_0, 'first')])
    await foreign[1]!.write([record(EMAILS_0, 'second')])
    const producer = await takeOver(subject, log, unique('emails'))
    await producer.commit([record(EMAILS_0, 'barrier')])
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual([])
    await foreign[1]!.commit()
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual([])
    await foreign[0]!.commit()
    await soon('the barrier', async () => (await readFrom(log, EMAILS_0, from)).texts.includes('barrier'))
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(['first', 'second', 'barrier'])
  })

  test('a read up to a position beyond the stable offset waits for it', async () => {
    const { log, cluster, unique } = subject
    const from = (await offsetsOf(log, EMAILS_0)).high
    const foreign = await cluster.transaction(unique('foreign'))
    await foreign.write([record(EMAILS_0, 'undecided')])
    await log.appender().append([record(EMAILS_0, 'behind')])
    const reading = readFrom(log, EMAILS_0, from, from + 2)
    await foreign.abort()
    expect(await reading).toMatchObject({ texts: ['behind'], next: from + 2 })
  })
}
