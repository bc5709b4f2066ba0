/** Lag, jobs and projections as gauges, asked for when Prometheus asks. Unknown is left out, which is not 0. */
import { Gauge, type Registry } from 'prom-client'
import type { Reads, RebuildView } from '../ports.ts'
import { kafkaGauges } from './kafka-gauges.ts'
import { shared } from './shared-read.ts'

/** Registers the gauges; each is set anew at every scrape. */
export function operationGauges(registry: Registry, reads: Reads): void {
  const registers = [registry]
  const labelNames = ['group', 'topic', 'partition']
  const lags = shared(() => reads.lag(), [])
  const counts = shared(() => reads.counts(), [])
  kafkaGauges(registry, reads, lags)
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
      const found = await counts()
      this.reset()
      for (const { status, count } of found) this.set({ status }, count)
    },
  })
  new Gauge({
    name: 'postbuch_open_keys',
    help: 'Mails that are not at their end: waiting, in work or in review. Lag 0 is not "done"',
    registers,
    async collect() {
      const found = await counts()
      this.reset()
      if (found.length) this.set(found.filter(isOpen).reduce((sum, { count }) => sum + count, 0))
    },
  })
  new Gauge({
    name: 'postbuch_open_oldest_seconds',
    help: 'How long ago the oldest open mail of a status was received',
    labelNames: ['status'],
    registers,
    async collect() {
      const found = await counts()
      this.reset()
      for (const { status, oldest } of found.filter(isOpen))
        if (oldest !== null) this.set({ status }, Math.max(0, (Date.now() - oldest) / 1000))
    },
  })
  const letters = shared(() => reads.letters(), null)
  new Gauge({
    name: 'postbuch_dead_letters',
    help: 'Keys that wait because one of their records could not be applied',
    labelNames: ['consumer'],
    registers,
    async collect() {
      const found = await letters()
      this.reset()
      for (const { consumer } of found ?? []) this.inc({ consumer })
    },
  })
  const projections = shared(() => reads.projections(), [])
  new Gauge({
    name: 'postbuch_projection_live',
    help: '1 when a projection is live, 0 in any other state',
    labelNames: ['projection', 'state'],
    registers,
    async collect() {
      const found = await projections()
      this.reset()
      for (const { name, state } of found) this.set({ projection: name, state }, state === 'live' ? 1 : 0)
    },
  })
  const rebuild = (name: string, help: string, of: (rebuild: RebuildView) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['projection'],
      registers,
      async collect() {
        const found = await projections()
        this.reset()
        for (const { name: projection, rebuild } of found) if (rebuild) this.set({ projection }, of(rebuild))
      },
    })
  rebuild('postbuch_rebuild_events', 'Events that a rebuild has read; absent while none runs', ({ events }) => events)
  rebuild('postbuch_rebuild_events_expected', 'Events that it has to read', ({ total }) => total)
  rebuild('postbuch_rebuild_seconds', 'How long it has been running', ({ startedAt }) =>
    Math.max(0, (Date.now() - startedAt) / 1000),
  )
}

const isOpen = ({ status }: { status: string }) => ['queued', 'processing', 'review'].includes(status)
