/** What is shipped for Prometheus and Grafana names only metrics that exist, with labels that they have. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createInternalListener } from '../../src/api/internal/server.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import { createWorkerMetrics } from '../../src/app/worker-metrics.ts'
import { FakeReads } from '../api/fake-reads.ts'
import { encode, FakeAppender, silent } from '../api/support.ts'

const read = (name: string) => readFileSync(new URL(`../../ops/${name}`, import.meta.url), 'utf8')

/** Every name that a scrape of web and worker may bring, with its labels. */
async function metrics(): Promise<Map<string, string[]>> {
  const appender = new FakeAppender()
  const web = createMetrics(appender)
  const limits = { appendTimeout: 300, answerWait: 100, tokens: [], log: silent }
  const app = await createInternalListener({ appender, encode, reads: new FakeReads(), metrics: web, ...limits })
  const worker = createWorkerMetrics({ handlers: () => [], suspended: () => [], projections: () => [] })
  const all = [...web.registry.getMetricsAsArray(), ...worker.registry.getMetricsAsArray()]
  await app.close()
  return new Map(
    all.flatMap((metric): [string, string[]][] => {
      const { name, type, labelNames } = metric as typeof metric & { labelNames: string[] }
      return String(type) === 'histogram'
        ? ['', '_bucket', '_sum', '_count'].map(suffix => [name + suffix, [...labelNames, 'le']])
        : [[name, labelNames]]
    }),
  )
}

const named = (expression: string) => [...new Set(expression.match(/\b(postbuch|kafka)_\w+/g) ?? [])]
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!)

/** Labels that an expression groups by, joins on or selects, and those of its legend; those that label_replace makes left out. */
function labelsOf(expression: string, legend: string): string[] {
  const made = all(expression, /label_replace\([^"]*"(\w+)"/g)
  const listed = all(expression, /\b(?:by|on) \(([^)]*)\)/g).flatMap(list => list.split(/,\s*/))
  const used = [
    ...listed,
    ...all(expression, /(\w+)\s*(?:=~|!~|!=|=)\s*"/g),
    ...all(legend, /\{\{\s*(?:\$labels\.)?(\w+)/g),
  ]
  return used.filter(label => label !== '$value' && !made.includes(label))
}

/** Prometheus adds these to whatever it scrapes. */
const ADDED = ['job', 'instance']

/** What does not exist: metrics, and labels that none of an expression's metrics has. */
async function missing(uses: { expression: string; legend: string }[]): Promise<string[]> {
  const known = await metrics()
  return uses.flatMap(({ expression, legend }) => {
    const names = named(expression)
    const labels = [...ADDED, ...names.flatMap(name => known.get(name) ?? [])]
    return [
      ...names.filter(name => !known.has(name)),
      ...labelsOf(expression, legend)
        .filter(label => !labels.includes(label))
        .map(label => `${label} of ${expression}`),
    ]
  })
}

test('the dashboard', async () => {
  const { panels } = JSON.parse(read('grafana-dashboard.json')) as {
    panels: { targets: { expr: string; legendFormat: string }[] }[]
  }
  const uses = panels.flatMap(({ targets }) =>
    targets.map(({ expr: expression, legendFormat: legend }) => ({ expression, legend })),
  )
  expect(new Set(uses.flatMap(({ expression }) => named(expression))).size).toBeGreaterThan(12)
  expect(uses.flatMap(({ expression, legend }) => labelsOf(expression, legend)).length).toBeGreaterThan(20)
  expect(await missing(uses)).toEqual([])
})

test('the alerts', async () => {
  const uses = read('alerts.yml')
    .split('- alert:')
    .slice(1)
    .map(rule => ({ expression: all(rule, /expr: (.*)/g)[0]!, legend: all(rule, /summary: (.*)/g).join() }))
  expect(new Set(uses.flatMap(({ expression }) => named(expression))).size).toBeGreaterThan(8)
  expect(await missing(uses)).toEqual([])
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
