import { expect, test } from 'vitest'
import { Fenced } from '../../../src/log/log.ts'
import { MemoryCluster } from '../../../src/log/memory/cluster.ts'
import { seeded } from '../../../src/log/memory/explore.ts'
import { ManualScheduler } from '../../../src/log/memory/manual.ts'
import { EMAILS_0, Member, readFrom, record } from '../../contract/log/harness.ts'

async function twoMembers() {
  const scheduler = new ManualScheduler()
  const cluster = new MemoryCluster({ partitions: 2, scheduler })
  const logs = [cluster.log('', 'A'), cluster.log('', 'B')] as const
  const members = [new Member(), new Member()] as const
  for (const [index, member] of members.entries()) {
    const joining = member.join(logs[index]!, 'emails')
    await scheduler.run()
    await joining
  }
  const rest = async <T>(promise: Promise<T>): Promise<T> => {
    promise.catch(() => {})
    await scheduler.run()
    return promise
  }
  return { scheduler, cluster, logs, members, rest }
}

test('a frozen member goes on after its partitions were given to another, and is deposed', async () => {
  const { scheduler, cluster, logs, members, rest } = await twoMembers()
  const [zombie, heir] = members
  expect(zombie.current).toEqual([EMAILS_0])
  const producer = logs[0].transactional('emails-0')
  await rest(producer.fence())
  const id = zombie.membership.memberId

  cluster.freeze(logs[0])
  await scheduler.advance(5_999)
  await scheduler.run()
  expect(heir.current).toHaveLength(1)
  await scheduler.advance(1)
  await scheduler.run()
  expect(heir.current).toHaveLength(2)
  expect(await rest(heir.membership.confirm(EMAILS_0))).toBe(true)
  const successor = logs[1].transactional('emails-0')
  await rest(successor.fence())

  const commit = producer.commit([record(EMAILS_0, 'by the zombie')])
  let confirmed: boolean | undefined
  void zombie.membership.confirm(EMAILS_0).then(answer => {
    confirmed = answer
  })
  commit.catch(() => {})
  await scheduler.run()
  expect(confirmed).toBeUndefined()
  expect(zombie.current).toEqual([EMAILS_0])

  cluster.thaw(logs[0])
  await scheduler.run()
  expect(confirmed).toBe(false)
  await expect(commit).rejects.toBeInstanceOf(Fenced)
  expect(zombie.membership.memberId).not.toBe(id)
  expect([...zombie.current, ...heir.current]).toHaveLength(2)
  expect((await rest(readFrom(logs[1], EMAILS_0, 0))).texts).toEqual([])
})

test('until it has learnt of it, a zombie is still fed; a member of an older generation is not confirmed', async () => {
  const { scheduler, cluster, logs, members, rest } = await twoMembers()
  const [zombie] = members
  zombie.membership.seek(EMAILS_0, 0)
  await scheduler.run()
  cluster.expel(zombie.membership)
  const append = logs[1].appender().append([record(EMAILS_0, 'a')])
  await scheduler.run({
    choose: pending => {
      const other = pending.findIndex(({ info }) => info.operation !== 'expelled' && info.operation !== 'assigned')
      return Math.max(other, 0)
    },
  })
  await append
  expect(zombie.texts(EMAILS_0)).toEqual(['a'])
  expect(await rest(zombie.membership.confirm(EMAILS_0))).toBe(false)
})

test('timers of a process do not ring while it is frozen, and never once it is dead', async () => {
  const { scheduler, cluster, logs } = await twoMembers()
  const rung: string[] = []
  logs[0].clock.after(100, () => rung.push('A'))
  logs[1].clock.after(200, () => rung.push('B'))
  cluster.freeze(logs[0])
  cluster.kill(logs[1])
  await scheduler.advance(1_000)
  expect(rung).toEqual([])
  cluster.thaw(logs[0])
  expect(rung).toEqual(['A'])
})

test('a killed process loses its partitions after the session time-out, its transaction after its own', async () => {
  const { scheduler, cluster, logs, members, rest } = await twoMembers()
  const producer = logs[0].transactional('emails-0')
  await rest(producer.fence())
  const ends = cluster.faults.hold('end')
  void producer.commit([record(EMAILS_0, 'abandoned')])
  await scheduler.run()
  cluster.kill(logs[0])
  expect(ends.count).toBe(1)
  await scheduler.run({ timers: 9_000 })
  expect(members[1].current).toHaveLength(2)
  expect(cluster.partition(EMAILS_0)).toMatchObject({ stable: 0, high: 1 })
  await scheduler.run({ timers: 5_000 })
  expect(cluster.partition(EMAILS_0)).toMatchObject({ stable: 2, high: 2 })
})

test('a test may give partitions as it likes, and set committed offsets as they never should be', async () => {
  const { scheduler, cluster, logs, members, rest } = await twoMembers()
  cluster.assign('emails', (_, all) => all[1])
  await scheduler.run()
  expect(members.map(member => member.current.length)).toEqual([0, 2])
  cluster.setCommitted('emails', EMAILS_0, 99)
  expect((await rest(logs[0].committed('emails', ['emails'])))[0]).toEqual({ ...EMAILS_0, position: 99 })
})

test('whatever happens to memberships, in the end each process is one member and all partitions are given', async () => {
  for (let seed = 1; seed <= 400; seed++) {
    const pick = seeded(seed)
    const { scheduler, cluster, logs, members, rest } = await twoMembers()
    const events = [
      (n: number) => cluster.expel(members[n]!.membership),
      (n: number) => void members[n]!.membership.rejoin(),
      (n: number) => cluster.freeze(logs[n]!),
      (n: number) => cluster.thaw(logs[n]!),
      () => cluster.faults.loseAnswer('join'),
      () => cluster.faults.loseRequest('join'),
      () => cluster.faults.loseRequest('leave'),
    ]
    let left = 6
    const choose = (pending: readonly unknown[]) => {
      if (left > 0 && pick(3) === 0) {
        left--
        events[pick(events.length)]!(pick(2))
      }
      return pick(pending.length)
    }
    events[pick(2)]!(pick(2))
    await scheduler.run({ choose, timers: 10_000 })
    left = 0
    for (const log of logs) cluster.thaw(log)
    cluster.faults.clear()
    await scheduler.run({ choose, timers: 20_000 })
    const [group] = await rest(logs[0].groups())
    expect(group?.state, `seed ${seed}`).toBe('Stable')
    expect(group?.members.map(({ memberId }) => memberId).sort(), `seed ${seed}`).toEqual(
      members.map(member => member.membership.memberId).sort(),
    )
    for (const member of members)
      for (const at of member.current) expect(await rest(member.membership.confirm(at)), `seed ${seed}`).toBe(true)
    expect([...members[0].current, ...members[1].current], `seed ${seed}`).toHaveLength(2)
  }
})
