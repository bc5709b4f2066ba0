/** What Prometheus scrapes, in a registry of this web process alone. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Appender } from '../log/log.ts'

export interface WebMetrics {
  registry: Registry
  webhook(status: number, milliseconds: number): void
  request(route: string, method: string, status: number, milliseconds: number): void
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createMetrics(appender: Pick<Appender, 'available'>): WebMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'postbuch_web_' })
  const registers = [registry]
  const webhooks = new Histogram({
    name: 'postbuch_webhook_seconds',
    help: 'Time to answer a webhook, by HTTP status',
    labelNames: ['status'],
    buckets: SECONDS,
    registers,
  })
  const requests = new Counter({
    name: 'postbuch_http_requests_total',
    help: 'Requests to the internal listener',
    labelNames: ['route', 'method', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'postbuch_http_seconds',
    help: 'Time to answer on the internal listener',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  })
  new Gauge({
    name: 'postbuch_log_available',
    help: '1 when the last attempts say that the log can be written to',
    registers,
    collect() {
      this.set(appender.available() ? 1 : 0)
    },
  })
  return {
    registry,
    webhook: (status, milliseconds) => webhooks.observe({ status }, milliseconds / 1000),
    request(route, method, status, milliseconds) {
      requests.inc({ route, method, status })
      seconds.observe({ route }, milliseconds / 1000)
    },
  }
}
