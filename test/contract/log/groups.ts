import { expect, test } from 'vitest'
import { LogUnavailable, type TopicPartition } from '../../../src/log/log.ts'
import { EMAILS_0, Member, type Subject } from './harness.ts'

export function groupTests(subject: Subject): void {
  const names = (partitions: readonly TopicPartition[]) => partitions.map(at => `${at.topic}/${at.partition}`).sort()
  const all = (...topics: TopicPartition['topic'][]) =>
    topics.flatMap(topic => Array.from({ length: subject.cluster.partitions }, (_, n) => `${topic}/${n}`)).sort()

  test('one member is given every partition of its topics', async () => {
    const { log, unique, soon } = subject
    const member = await new Member().join(log, unique('alone'), ['emails', 'debts'])
    await soon('the assignment', () => member.assignments.length > 0)
    expect(names(member.current)).toEqual(all('emails', 'debts'))
    for (const at of member.current) expect(await member.membership.confirm(at)).toBe(true)
    expect(await member.membership.confirm({ topic: 'prompts', partition: 0 })).toBe(false)
    await member.membership.leave()
  })

  test('two members share, and each knows what it has', async () => {
    const { log, unique, soon } = subject
    const group = unique('shared')
    const one = await new Member().join(log, group)
    await soon('the first assignment', () => one.current.length === subject.cluster.partitions)
    const two = await new Member().join(await subject.another(), group)
    await soon('a share for both', () => {
      expect(names([...one.current, ...two.current])).toEqual(all('emails'))
      return one.current.length > 0 && two.current.length > 0
    })
    expect(one.membership.memberId).not.toBe(two.membership.memberId)
    for (const [member, other] of [
      [one, two],
      [two, one],
    ] as const) {
      for (const at of member.current) {
        await soon('its confirmation', () => member.membership.confirm(at))
        expect(await other.membership.confirm(at)).toBe(false)
      }
    }
    await two.membership.leave()
    await soon('all for the one that stays', () => one.current.length === subject.cluster.partitions)
    for (const at of one.current) await soon('its confirmation', () => one.membership.confirm(at))
    await one.membership.leave()
    expect(await one.membership.confirm(EMAILS_0)).toBe(false)
  })

  test('a member that joins again is assigned again, and others see a new assignment too', async () => {
    const { log, unique, soon } = subject
    const group = unique('again')
    const one = await new Member().join(log, group)
    const two = await new Member().join(await subject.another(), group)
    await soon('a share for both', () => one.current.length > 0 && two.current.length > 0)
    const counts = [one.assignments.length, two.assignments.length]
    await one.membership.rejoin()
    await soon('new assignments', () => {
      expect(names([...one.current, ...two.current])).toEqual(all('emails'))
      return one.assignments.length > counts[0]! && two.assignments.length > counts[1]!
    })
    for (const member of [one, two])
      for (const at of member.current) await soon('its confirmation', () => member.membership.confirm(at))
    await one.membership.leave()
    await two.membership.leave()
  })

  test('groups do not share with each other', async () => {
    const { log, unique, soon } = subject
    const one = await new Member().join(log, unique('apart'))
    const two = await new Member().join(log, unique('apart'))
    await soon(
      'all for both',
      () => names(one.current).join() === all('emails').join() && one.current.length === two.current.length,
    )
    await one.membership.leave()
    await two.membership.leave()
  })

  test('committed positions are mirrored by group and partition', async () => {
    const { log, unique, soon } = subject
    const group = unique('mirror')
    const none = await log.committed(group, ['emails'])
    expect(none).toHaveLength(subject.cluster.partitions)
    expect(none.every(({ position }) => position === null)).toBe(true)
    const member = await new Member().join(log, group)
    await soon('the assignment', () => member.current.length > 0)
    await member.membership.commit([{ ...EMAILS_0, position: 17 }])
    const position = async () =>
      (await log.committed(group, ['emails'])).find(({ partition }) => partition === 0)?.position
    await soon('the position', async () => (await position()) === 17)
    await member.membership.commit([{ ...EMAILS_0, position: 12 }])
    await soon('a position that went back', async () => (await position()) === 12)
    await member.membership.leave()
    expect(await position()).toBe(12)
    await expect(member.membership.commit([{ ...EMAILS_0, position: 13 }])).rejects.toBeInstanceOf(LogUnavailable)
    expect(await position()).toBe(12)
  })

  test('groups are described with their members and partitions', async () => {
    const { log, unique, soon } = subject
    const group = unique('described')
    const member = await new Member().join(log, group, ['debts'])
    await soon('the assignment', () => member.current.length > 0)
    await soon('the description', async () => {
      const described = (await log.groups()).find(description => description.group === group)
      expect(described?.members.map(({ memberId }) => memberId)).toEqual([member.membership.memberId])
      expect(names(described!.members[0]!.partitions)).toEqual(all('debts'))
      expect(described!.state).toBe('Stable')
      return true
    })
    await member.membership.leave()
    await soon('its end', async () => {
      const described = (await log.groups()).find(description => description.group === group)
      return described === undefined || described.members.length === 0
    })
  })
}
