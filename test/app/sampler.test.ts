import type { Db } from 'mongodb'
import type { Pool } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startSampler } from '../../src/app/sampler.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { eventually } from '../support/eventually.ts'

test('a log that is away is known to be, also while nothing is written', async () => {
  const log = new MemoryCluster({ partitions: 2 }).log()
  const away = () => Promise.reject(new Error('away'))
  const connections = {
    log: async () => log,
    postgres: () => ({ query: away }) as unknown as Pool,
    mongo: () => ({ collection: () => ({ find: () => ({ sort: () => ({ toArray: away }) }) }) }) as unknown as Db,
    close: async () => {},
  }
  const groups = log.groups
  const sampler = startSampler(connections, log, 'p', 10)
  onTestFinished(() => sampler.stop())
  expect(sampler.logAnswers()).toBe(true)
  log.groups = away
  await eventually('it is noticed', () => !sampler.logAnswers())
  log.groups = groups
  await eventually('it is back', () => sampler.logAnswers())
})
