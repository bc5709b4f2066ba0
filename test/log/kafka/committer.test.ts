/** Positions on their way into a group, and a coordinator whose answers the test gives. */
import { expect, test } from 'vitest'
import { Committer } from '../../../src/log/kafka/committer.ts'
import { Names } from '../../../src/log/kafka/names.ts'
import { LogUnavailable, type TopicPartition } from '../../../src/log/log.ts'
import { eventually } from '../../support/eventually.ts'

const at = (partition: number, position: number) => ({ topic: 'emails' as const, partition, position })

function committing() {
  const requests: { sent: string; answer: PromiseWithResolvers<void> }[] = []
  const world = { member: true, owns: (_: TopicPartition) => true }
  const group = {
    commitOffsets({ topics }: { topics: { topic: string; partitions: { partition: number; offset: string }[] }[] }) {
      const places = topics.flatMap(t => t.partitions.map(p => `${t.topic}/${p.partition}@${p.offset}`))
      requests.push({ sent: places.join(' '), answer: Promise.withResolvers() })
      return requests.at(-1)!.answer.promise
    },
  }
  const committer = new Committer(new Names(), () => (world.member ? { group, owns: at => world.owns(at) } : null))
  const request = (n: number) => eventually(`request ${n}`, () => requests[n])
  return { committer, world, requests, request }
}

test('one request at a time: the next goes when the last has its answer, with the latest of each partition', async () => {
  const { committer, requests, request } = committing()
  const first = committer.commit([at(0, 1), at(1, 1)])
  const one = await request(0)
  const others = [committer.commit([at(0, 2)]), committer.commit([at(0, 3), at(2, 9)])]
  one.answer.resolve()
  await first
  const two = await request(1)
  two.answer.resolve()
  await Promise.all(others)
  expect(requests.map(({ sent }) => sent)).toEqual([
    'postbuch.emails/0@1 postbuch.emails/1@1',
    'postbuch.emails/0@3 postbuch.emails/2@9',
  ])
})

test('what the group refuses, as in a rebalance, is told; and goes with the next, unless that is newer', async () => {
  const { committer, requests, request } = committing()
  const first = committer.commit([at(0, 1), at(1, 1)])
  ;(await request(0)).answer.reject(new Error('ILLEGAL_GENERATION'))
  await expect(first).rejects.toBeInstanceOf(LogUnavailable)
  const next = committer.commit([at(0, 2)])
  ;(await request(1)).answer.resolve()
  await next
  expect(requests[1]!.sent).toBe('postbuch.emails/0@2 postbuch.emails/1@1')
})

test('what is held no more is left to its new owner', async () => {
  const { committer, world, requests, request } = committing()
  world.owns = ({ partition }) => partition === 1
  const first = committer.commit([at(0, 1), at(1, 1)])
  ;(await request(0)).answer.resolve()
  await first
  await committer.commit([at(0, 2)])
  world.owns = () => true
  const next = committer.commit([at(2, 5)])
  ;(await request(1)).answer.resolve()
  await next
  expect(requests.map(({ sent }) => sent)).toEqual(['postbuch.emails/1@1', 'postbuch.emails/2@5'])
})

test('between two joins nothing is sent, and that is told', async () => {
  const { committer, world, requests } = committing()
  world.member = false
  await expect(committer.commit([at(0, 1)])).rejects.toBeInstanceOf(LogUnavailable)
  expect(requests).toEqual([])
})
