/** What is shipped for Prometheus and Grafana names only metrics that exist, with labels that they have. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createInternalListener } from '../../src/api/internal/server.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import { createWorkerMetrics } from '../../src/app/worker-metrics.ts'
import { FakeReads } from '../api/fake-reads.ts'
import { encode, FakeAppender, silent } from '../api/support.ts'

const read = (name: string) => readFileSync(new URL(`../../ops/${name}`, import.meta.url), 'utf8')

/** Every name that a scrape of web and worker may bring. */
async function names(): Promise<Set<string>> {
  const appender = new FakeAppender()
  const metrics = createMetrics(appender)
  const limits = { appendTimeout: 300, answerWait: 100, tokens: [], log: silent }
  const app = await createInternalListener({ appender, encode, reads: new FakeReads(), metrics, ...limits })
  const worker = createWorkerMetrics({ handlers: () => [], suspended: () => [], projections: () => [] })
  const all = [...metrics.registry.getMetricsAsArray(), ...worker.registry.getMetricsAsArray()]
  await app.close()
  return new Set(
    all.flatMap(({ name, type }) =>
      String(type) === 'histogram' ? ['', '_bucket', '_sum', '_count'].map(suffix => name + suffix) : [name],
    ),
  )
}

const named = (expressions: string[]) => [
  ...new Set(expressions.flatMap(expression => expression.match(/\b(postbuch|kafka)_\w+/g) ?? [])),
]

test('the dashboard', async () => {
  const known = await names()
  const { panels } = JSON.parse(read('grafana-dashboard.json')) as { panels: { targets: { expr: string }[] }[] }
  const used = named(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)))
  expect(used.length).toBeGreaterThan(12)
  expect(used.filter(name => !known.has(name))).toEqual([])
})

test('the alerts', async () => {
  const known = await names()
  const rules = read('alerts.yml')
  const used = named([...rules.matchAll(/expr: (.*)/g)].map(([, expression]) => expression!))
  expect(used.length).toBeGreaterThan(8)
  expect(used.filter(name => !known.has(name))).toEqual([])
})

test('every runbook that an alert names is there', () => {
  const runbook = read('../docs/operations.md')
  const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  const wanted = [...read('alerts.yml').matchAll(/operations\.md#([\w-]+)/g)].map(([, anchor]) => anchor!)
  expect(wanted.filter(anchor => !anchors.includes(anchor))).toEqual([])
})
