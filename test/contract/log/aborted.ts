import { expect, test } from 'vitest'
import { DEBTS_1, EMAILS_0, Member, offsetsOf, type RawTransaction, readFrom, record, type Subject } from './harness.ts'

export function abortedTests(subject: Subject): void {
  const transactions = (count: number): Promise<RawTransaction[]> =>
    Promise.all(Array.from({ length: count }, () => subject.cluster.transaction(subject.unique('foreign'))))
  const decided = () =>
    subject.soon('every transaction’s end', async () => {
      const { stable, high } = await offsetsOf(subject.log, EMAILS_0)
      return stable === high
    })

  test('records of an aborted transaction are never given', async () => {
    const { log } = subject
    const [debt, { high: from }] = [await offsetsOf(log, DEBTS_1), await offsetsOf(log, EMAILS_0)]
    const [a] = await transactions(1)
    await a!.write([record(EMAILS_0, 'aborted'), record(DEBTS_1, 'aborted')])
    await a!.abort()
    await log.appender().append([record(EMAILS_0, 'plain')])
    await decided()
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(['plain'])
    expect((await readFrom(log, DEBTS_1, debt.high)).texts).toEqual([])
  })

  test('nor when transactions are interleaved and abort in another order than they began', async () => {
    const { log } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const [a, b, c, d] = await transactions(4)
    const appender = log.appender()
    await a!.write([record(EMAILS_0, 'a1')])
    await b!.write([record(EMAILS_0, 'b1')])
    await c!.write([record(EMAILS_0, 'c1')])
    await a!.write([record(EMAILS_0, 'a2')])
    await appender.append([record(EMAILS_0, 'p1')])
    await c!.abort()
    await d!.write([record(EMAILS_0, 'd1')])
    await b!.write([record(EMAILS_0, 'b2')])
    await b!.commit()
    await appender.append([record(EMAILS_0, 'p2')])
    await d!.abort()
    await a!.write([record(EMAILS_0, 'a3')])
    await a!.abort()
    await decided()
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(['b1', 'p1', 'b2', 'p2'])
  })

  test('nor when reading begins in the middle of them', async () => {
    const { log, unique, soon } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const [a, b] = await transactions(2)
    for (const round of [1, 2, 3]) {
      await a!.write([record(EMAILS_0, `a${round}`)])
      await b!.write([record(EMAILS_0, `b${round}`)])
    }
    await b!.abort()
    await log.appender().append([record(EMAILS_0, 'plain')])
    await a!.abort()
    await decided()
    const { stable } = await offsetsOf(log, EMAILS_0)
    for (let start = from; start < stable; start++) {
      const expected = start <= from + 7 ? ['plain'] : []
      expect((await readFrom(log, EMAILS_0, start)).texts, `from ${start - from}`).toEqual(expected)
    }
    const member = await new Member(at => (at.partition === 0 ? from + 3 : 0)).join(log, unique('middle'))
    await soon('the delivery', () => member.position(EMAILS_0) === stable)
    expect(member.texts(EMAILS_0)).toEqual(['plain'])
    await member.membership.leave()
  })

  test('nor one that follows in the same producer as a committed one', async () => {
    const { log, cluster, unique } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const id = unique('same')
    for (const [text, end] of [
      ['kept 1', 'commit'],
      ['gone 1', 'abort'],
      ['kept 2', 'commit'],
      ['gone 2', 'abort'],
    ] as const) {
      const transaction = await cluster.transaction(id)
      await transaction.write([record(EMAILS_0, text)])
      await transaction[end]()
    }
    await decided()
    expect((await readFrom(log, EMAILS_0, from)).texts).toEqual(['kept 1', 'kept 2'])
  })
}
