/**
 * Rule 1 on the twin: two processes that do not know of each other fight over a partition and answer its requests, over
 * thousands of random schedules. It proves the twin more than the rule: with the rule nothing is answered twice, and
 * without each half of it the search must find the schedule in which something is.
 */
import { expect, test } from 'vitest'
import { LogUnavailable } from '../../../src/log/log.ts'
import { MemoryCluster } from '../../../src/log/memory/cluster.ts'
import { seeded } from '../../../src/log/memory/explore.ts'
import { ManualScheduler, type PendingStep } from '../../../src/log/memory/manual.ts'
import type { MemoryLog } from '../../../src/log/memory/memory-log.ts'
import { EMAILS_0, readFrom, record } from '../../contract/log/harness.ts'

interface Rules {
  /** One transactional id for the partition, not one for each process. */
  sharedId: boolean
  /** Fold until the own barrier comes back, not until the end as it is at the moment. */
  barrier: boolean
}

const REQUESTS = ['request 1', 'request 2']

/** Takes the partition over, answers what is unanswered, and begins again after every error, a few times. */
async function handler(log: MemoryLog, name: string, rules: Rules): Promise<void> {
  for (let tenure = 0; tenure < 4; tenure++) {
    try {
      const producer = log.transactional(rules.sharedId ? 'emails-0' : `emails-0-${name}`)
      await producer.fence()
      const barrier = `taken by ${name} ${tenure}`
      if (rules.barrier) await producer.commit([record(EMAILS_0, barrier)])
      const folded: string[] = []
      for (let from = 0; ; ) {
        const read = await readFrom(log, EMAILS_0, from)
        folded.push(...read.texts)
        from = read.next
        if (!rules.barrier || folded.includes(barrier)) break
      }
      for (const request of REQUESTS)
        if (folded.includes(request) && !folded.includes(`answer ${request}`))
          await producer.commit([record(EMAILS_0, `answer ${request}`)])
      return
    } catch (error) {
      if (!(error instanceof LogUnavailable)) return
    }
  }
}

/**
 * One random schedule, with somebody else's open transaction, and sometimes a commit whose outcome is unknown.
 * @returns answers that were given more than once
 */
async function run(seed: number, rules: Rules): Promise<string[]> {
  const pick = seeded(seed)
  const scheduler = new ManualScheduler()
  const cluster = new MemoryCluster({ partitions: 1, scheduler })
  void cluster
    .log()
    .appender()
    .append(REQUESTS.map(text => record(EMAILS_0, text)))
  await scheduler.run()
  const foreign = cluster.transaction('foreign')
  await foreign.write([record(EMAILS_0, 'foreign')])
  scheduler.soon({ operation: 'end', process: 'foreign', about: 'foreign', direction: 'request' }, () =>
    foreign.commit(),
  )
  if (pick(2) === 0) cluster.faults[pick(2) === 0 ? 'loseAnswer' : 'loseRequest']('end')
  void handler(cluster.log('', 'A'), 'A', rules)
  void handler(cluster.log('', 'B'), 'B', rules)
  // Slowly, or it would be over before anything happens.
  const dawdle = (chosen: PendingStep) => chosen.info.process === 'foreign' && pick(10) > 0
  const choose = (pending: readonly PendingStep[]) => {
    const index = pick(pending.length)
    return dawdle(pending[index]!) ? pick(pending.length) : index
  }
  await scheduler.run({ choose, timers: 60_000 })
  const reading = readFrom(cluster.log(), EMAILS_0, 0)
  await scheduler.run()
  const { texts } = await reading
  return texts.filter((text, index) => text.startsWith('answer') && texts.indexOf(text) < index)
}

async function search(rules: Rules, seeds: number): Promise<number | null> {
  for (let seed = 1; seed <= seeds; seed++) if ((await run(seed, rules)).length > 0) return seed
  return null
}

test('with the rule nothing is answered twice', async () => {
  expect(await search({ sharedId: true, barrier: true }, 3_000)).toBeNull()
})

test('without the fence of a shared id the search finds something answered twice', async () => {
  expect(await search({ sharedId: false, barrier: true }, 3_000)).not.toBeNull()
})

test('so it does without the barrier', async () => {
  expect(await search({ sharedId: true, barrier: false }, 3_000)).not.toBeNull()
})
