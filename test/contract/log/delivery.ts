import { expect, test } from 'vitest'
import { EMAILS_0, Member, offsetsOf, record, type Subject } from './harness.ts'

const EMAILS_1 = { topic: 'emails', partition: 1 } as const

export function deliveryTests(subject: Subject): void {
  const joined = async (name: string, member = new Member()) => {
    await member.join(subject.log, subject.unique(name))
    await subject.soon('the assignment', () => member.current.length > 0)
    return member
  }
  const append = (...texts: string[]) => subject.log.appender().append(texts.map(text => record(EMAILS_0, text)))

  test('begins with seek, at its position, and goes on with what is appended later', async () => {
    const { log, soon } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    await append('a', 'b')
    const member = await joined('seeks')
    member.membership.seek(EMAILS_0, from + 1)
    await soon('the first', () => member.texts(EMAILS_0).includes('b'))
    await append('c', 'd')
    await soon('the last', () => member.texts(EMAILS_0).includes('d'))
    expect(member.texts(EMAILS_0)).toEqual(['b', 'c', 'd'])
    expect(member.batches.every(({ partition }) => partition === 0)).toBe(true)
    let position = from + 1
    for (const batch of member.batches) {
      for (const { offset } of batch.records) expect(offset).toBeGreaterThanOrEqual(position)
      expect(batch.next).toBeGreaterThan(position)
      position = batch.next
    }
    await member.membership.leave()
  })

  test('goes back with a seek, and what was fetched before is not given any more', async () => {
    const { log, soon } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    await append('a', 'b', 'c')
    const member = await joined('seeks-back')
    let turned = false
    member.onBatch = () => {
      if (!turned) member.membership.seek(EMAILS_0, from)
      turned = true
    }
    member.membership.seek(EMAILS_0, from)
    await soon('it twice', () => member.texts(EMAILS_0).filter(text => text === 'c').length === 2)
    const texts = member.texts(EMAILS_0)
    expect(texts.slice(-3)).toEqual(['a', 'b', 'c'])
    await member.membership.leave()
  })

  test('stops with pause and goes on with seek; other partitions go on', async () => {
    const { log, soon } = subject
    const [{ high: from }, other] = [await offsetsOf(log, EMAILS_0), await offsetsOf(log, EMAILS_1)]
    const member = await joined('pauses')
    member.membership.seek(EMAILS_0, from)
    member.membership.seek(EMAILS_1, other.high)
    await append('a')
    await soon('the first', () => member.texts(EMAILS_0).includes('a'))
    member.membership.pause(EMAILS_0)
    await append('b')
    await log.appender().append([record(EMAILS_1, 'elsewhere')])
    await soon('the other partition’s', () => member.texts(EMAILS_1).includes('elsewhere'))
    expect(member.texts(EMAILS_0)).toEqual(['a'])
    member.membership.seek(EMAILS_0, from + 1)
    await soon('the second', () => member.texts(EMAILS_0).includes('b'))
    expect(member.texts(EMAILS_0)).toEqual(['a', 'b'])
    await member.membership.leave()
  })

  test('gives one batch of a partition after the other', async () => {
    const { log, soon } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const release: (() => void)[] = []
    const member = new Member()
    member.onBatch = batch => (batch.partition === 0 ? new Promise(resolve => release.push(resolve)) : undefined)
    await joined('waits', member)
    member.membership.seek(EMAILS_0, from)
    await append('a')
    await soon('the first', () => release.length === 1)
    await append('b')
    expect(member.texts(EMAILS_0)).toEqual(['a'])
    release[0]!()
    await soon('the second', () => release.length === 2)
    release[1]!()
    expect(member.texts(EMAILS_0)).toEqual(['a', 'b'])
    await member.membership.leave()
  })

  test('a batch without records moves on over what nobody may see', async () => {
    const { log, cluster, unique, soon } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const member = await joined('moves-on')
    member.membership.seek(EMAILS_0, from)
    const aborted = await cluster.transaction(unique('foreign'))
    await aborted.write([record(EMAILS_0, 'never')])
    await aborted.abort()
    await soon('the position', () => member.position(EMAILS_0) === from + 2)
    expect(member.texts(EMAILS_0)).toEqual([])
    await member.membership.leave()
  })

  test('nothing comes from behind an open transaction', async () => {
    const { log, cluster, unique, soon } = subject
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const member = await joined('stable')
    member.membership.seek(EMAILS_0, from)
    await append('before')
    const open = await cluster.transaction(unique('foreign'))
    await open.write([record(EMAILS_0, 'undecided')])
    await append('behind')
    await soon('what is before', () => member.texts(EMAILS_0).includes('before'))
    expect(member.texts(EMAILS_0)).toEqual(['before'])
    await open.commit()
    await soon('the rest', () => member.texts(EMAILS_0).includes('behind'))
    expect(member.texts(EMAILS_0)).toEqual(['before', 'undecided', 'behind'])
    await member.membership.leave()
  })

  test('after a rebalance it begins only with seek', async () => {
    const { log, unique, soon } = subject
    const group = unique('rebalanced')
    const one = await new Member().join(log, group)
    await soon('the assignment', () => one.current.length > 0)
    const { high } = await offsetsOf(log, EMAILS_0)
    for (const at of one.current) one.membership.seek(at, at.partition === 0 ? high : 0)
    const two = await new Member().join(await subject.another(), group)
    await soon('a share for both', () => one.assignments.length > 1 && two.current.length > 0)
    const owner = [one, two].find(member => member.current.some(at => at.partition === 0))!
    owner.batches.length = 0
    await append('after')
    owner.membership.seek(EMAILS_0, high)
    await soon('it', () => owner.texts(EMAILS_0).includes('after'))
    expect(owner.texts(EMAILS_0)).toEqual(['after'])
    expect(two.batches.every(({ partition }) => owner === two && partition === 0)).toBe(true)
    await one.membership.leave()
    await two.membership.leave()
    expect([...one.crashes, ...two.crashes]).toEqual([])
  })
}
