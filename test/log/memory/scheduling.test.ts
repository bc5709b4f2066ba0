import { expect, test } from 'vitest'
import { MemoryCluster } from '../../../src/log/memory/cluster.ts'
import { explore, seeded } from '../../../src/log/memory/explore.ts'
import { ManualScheduler } from '../../../src/log/memory/manual.ts'
import { EMAILS_0, readFrom, record } from '../../contract/log/harness.ts'

test('with a manual scheduler nothing happens by itself', async () => {
  const scheduler = new ManualScheduler()
  const cluster = new MemoryCluster({ scheduler })
  const append = cluster
    .log('', 'web')
    .appender()
    .append([record(EMAILS_0, 'a')])
  await scheduler.advance(0)
  expect(scheduler.describe()).toBe('web request append emails/0')
  await scheduler.step()
  expect(cluster.partition(EMAILS_0).high).toBe(1)
  expect(scheduler.describe()).toBe('web answer append emails/0')
  await scheduler.step()
  expect(await append).toEqual([{ ...EMAILS_0, offset: 0 }])
})

test('time moves only when it is told to', async () => {
  const scheduler = new ManualScheduler(1_000)
  const rung: number[] = []
  scheduler.after(50, () => rung.push(scheduler.now()))
  const cancel = scheduler.after(20, () => rung.push(-1))
  scheduler.after(20, () => rung.push(scheduler.now()))
  cancel()
  await scheduler.run({ timers: 30 })
  expect(rung).toEqual([1_020])
  await scheduler.advance(1_000)
  expect([rung, scheduler.now()]).toEqual([[1_020, 1_050], 2_020])
})

test('a run that does not come to rest says what is pending', async () => {
  const scheduler = new ManualScheduler()
  const again = () => scheduler.soon({ operation: 'fetch', process: 'p', about: 'emails/0', direction: 'own' }, again)
  again()
  await expect(scheduler.run({ limit: 10 })).rejects.toThrow('no rest after 10 steps; pending: p own fetch emails/0')
})

test('an exploration visits every schedule once', async () => {
  const seen: string[] = []
  const found = await explore(async pick => {
    const first = pick(2)
    seen.push(first === 0 ? `0${pick(3)}` : '1')
  })
  expect(found).toEqual({ runs: 4, complete: true })
  expect(seen).toEqual(['00', '01', '02', '1'])
  expect(await explore(async pick => void pick(10), { limit: 3 })).toEqual({ runs: 3, complete: false })
})

test('three independent appenders: every order of their arrival happens', async () => {
  const orders = new Set<string>()
  const { complete } = await explore(async pick => {
    const scheduler = new ManualScheduler()
    const cluster = new MemoryCluster({ scheduler })
    for (const text of ['a', 'b', 'c'])
      void cluster
        .log()
        .appender()
        .append([record(EMAILS_0, text)])
    await scheduler.run({ choose: pending => pick(pending.length) })
    const read = readFrom(cluster.log(), EMAILS_0, 0)
    await scheduler.run()
    orders.add((await read).texts.join(''))
  })
  expect(complete).toBe(true)
  expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
})

test('the same seed picks the same', () => {
  const picks = (seed: number) => {
    const pick = seeded(seed)
    return Array.from({ length: 20 }, () => pick(7))
  }
  expect(picks(5)).toEqual(picks(5))
  expect(picks(5)).not.toEqual(picks(6))
  expect(new Set(picks(1)).size).toBeGreaterThan(4)
})
