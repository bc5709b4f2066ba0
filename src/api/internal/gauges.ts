/** Lag, jobs and projections as gauges, asked for when Prometheus asks. Unknown is left out, which is not 0. */
import { Gauge, type Registry } from 'prom-client'
import type { LagView, Reads } from '../ports.ts'

/** Milliseconds that one source may take before its gauges are left out of this scrape. */
const PATIENCE = 2000

const soon = <T>(read: Promise<T>): Promise<T | null> => {
  const late = new Promise<null>(resolve => setTimeout(resolve, PATIENCE, null).unref())
  return Promise.race([read.catch(() => null), late])
}

/** Registers the gauges; each is set anew at every scrape. */
export function operationGauges(registry: Registry, reads: Reads): void {
  const registers = [registry]
  const labelNames = ['group', 'topic', 'partition']
  // Three gauges are made of one read, and are collected side by side.
  let reading: Promise<LagView[]> | null = null
  const lags = () => {
    reading ??= soon(reads.lag()).then(found => {
      reading = null
      return found ?? []
    })
    return reading
  }
  new Gauge({
    name: 'postbuch_lag_events',
    help: 'Events that a group has not applied yet',
    labelNames,
    registers,
    async collect() {
      const found = await lags()
      this.reset()
      for (const { group, topic, partition, lag } of found) if (lag !== null) this.set({ group, topic, partition }, lag)
    },
  })
  new Gauge({
    name: 'postbuch_lag_age_seconds',
    help: 'Age of the first unapplied event; 0 when there is none',
    labelNames,
    registers,
    async collect() {
      const found = await lags()
      this.reset()
      for (const { group, topic, partition, lag, ageSeconds } of found) {
        if (lag === 0 || ageSeconds !== null) this.set({ group, topic, partition }, ageSeconds ?? 0)
      }
    },
  })
  new Gauge({
    name: 'postbuch_log_unstable_events',
    help: 'High watermark − last stable offset: above 0 for long, a transaction hangs',
    labelNames: ['topic', 'partition'],
    registers,
    async collect() {
      const found = await lags()
      this.reset()
      for (const { topic, partition, stable, high } of found) {
        if (stable !== null && high !== null) this.set({ topic, partition }, high - stable)
      }
    },
  })
  new Gauge({
    name: 'postbuch_jobs',
    help: 'Jobs by status',
    labelNames: ['status'],
    registers,
    async collect() {
      const found = await soon(reads.counts())
      this.reset()
      for (const { status, count } of found ?? []) this.set({ status }, count)
    },
  })
  new Gauge({
    name: 'postbuch_projection_live',
    help: '1 when a projection is live, 0 in any other state',
    labelNames: ['projection', 'state'],
    registers,
    async collect() {
      const found = await soon(reads.projections())
      this.reset()
      for (const { name, state } of found ?? []) this.set({ projection: name, state }, state === 'live' ? 1 : 0)
    },
  })
}
