import { expect, test } from 'vitest'
import { benchMatch } from '../../src/bench/match/match.ts'
import { registry } from '../../src/bench/match/registry.ts'
import { percentiles } from '../../src/bench/percentiles.ts'
import { seeded } from '../../src/chaos/random.ts'

test('percentiles by nearest rank', () => {
  const times = Array.from({ length: 200 }, (_, i) => 200 - i)
  expect(percentiles(times)).toEqual({ p50: 100, p99: 198 })
  expect(percentiles([7])).toEqual({ p50: 7, p99: 7 })
})

test('names are as common as people’s', () => {
  const clients = new Map<string, string>()
  for (const sent of registry({ clients: 20_000, inquiries: 20_000 }, seeded(1)))
    clients.set(sent.clientId, sent.clientLastName)
  const counts = new Map<string, number>()
  for (const name of clients.values()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const [most, ...rest] = [...counts.values()].sort((a, b) => b - a)
  expect(most! / 20_000).toBeGreaterThan(0.004)
  expect(most! / 20_000).toBeLessThan(0.02)
  expect(rest.length).toBeGreaterThan(3_000)
})

test('a bench in small finds what there is to find', async () => {
  const result = await benchMatch({ clients: 500, inquiries: 5_000, mails: 60, rounds: 1, databaseUrl: null })
  expect(result).toMatchObject({ clients: 500, inquiries: 5_000, mails: 60 })
  expect(result.matchMs.p99).toBeGreaterThanOrEqual(result.matchMs.p50)
  expect(result.outcomes.auto).toBeGreaterThan(20)
})
