/** What one worker measures: steps, events, what waits and why. Served on WORKER_METRICS_PORT, if that is set. */
import { createServer } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { NewEvent } from '../domain/events.ts'
import type { Handler, Step } from '../handlers/handler.ts'
import type { HandlerRun } from '../handlers/runtime/run.ts'
import type { Suspension } from '../handlers/runtime/suspensions.ts'
import type { RunnerStatus } from '../projections/engine/runner.ts'

const SECONDS = [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60]

export interface WorkerSources {
  handlers(): HandlerRun[]
  suspended(): Suspension[]
  projections(): RunnerStatus[]
}

export interface WorkerMetrics {
  registry: Registry
  /** The same handler, its steps timed. */
  timed<S, O>(handler: Handler<S, O>): Handler<S, O>
  written(event: NewEvent): void
}

export function createWorkerMetrics(sources: WorkerSources): WorkerMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'postbuch_worker_' })
  const steps = new Histogram({
    name: 'postbuch_step_seconds',
    help: 'Time of a step of a mail or a debt',
    labelNames: ['group', 'step', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const events = new Counter({
    name: 'postbuch_events_total',
    help: 'Decisions that this worker has written (or tried to), by type',
    labelNames: ['type'],
    registers,
  })
  const attempts = new Counter({
    name: 'postbuch_failed_attempts_total',
    help: 'Attempts that failed and are counted against their mail, by step and number of the attempt',
    labelNames: ['step', 'attempt'],
    registers,
  })
  const gauge = (name: string, help: string, labelNames: string[], samples: () => [Record<string, string>, number][]) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const [labels, value] of samples()) this.set(labels, value)
      },
    })
  gauge('postbuch_suspended_step', 'Seconds that a step has been suspended', ['step', 'code'], () =>
    sources.suspended().map(({ step, code, since }) => [{ step, code }, Math.max(0, (Date.now() - since) / 1000)]),
  )
  const partitions = (of: 'open' | 'parked') => () =>
    sources
      .handlers()
      .flatMap(({ group, status }) =>
        status().map((own): [Record<string, string>, number] => [{ group, partition: String(own.partition) }, own[of]]),
      )
  gauge('postbuch_partition_open_keys', 'Keys that want a step', ['group', 'partition'], partitions('open'))
  gauge('postbuch_partition_parked_keys', 'Keys in the dead letters', ['group', 'partition'], partitions('parked'))
  gauge('postbuch_projection_events_applied', 'Events applied since this worker began', ['projection'], () =>
    sources.projections().map(({ projection, eventsApplied }) => [{ projection }, eventsApplied]),
  )
  gauge('postbuch_projection_suspended', '1 while a projection waits for its store or the log', ['projection'], () =>
    sources.projections().map(({ projection, suspended }) => [{ projection }, suspended ? 1 : 0]),
  )

  const timedStep = <S, O>(group: string, name: string, step: Step<S, O>): Step<S, O> => ({
    ...step,
    async run(state, tools) {
      const end = steps.startTimer({ group, step: name })
      try {
        const outcome = await step.run(state, tools)
        end({ outcome: 'ok' })
        return outcome
      } catch (error) {
        end({ outcome: 'failed' })
        throw error
      }
    },
  })
  return {
    registry,
    timed: handler => ({
      ...handler,
      steps: Object.fromEntries(
        Object.entries(handler.steps).map(([name, step]) => [name, timedStep(handler.group, name, step)]),
      ),
    }),
    written(event) {
      events.inc({ type: event.type })
      if (event.type === 'AttemptFailed') attempts.inc({ step: event.data.step, attempt: String(event.data.attempt) })
    },
  }
}

/** Serves `/metrics` and nothing else. @returns how to stop */
export async function serveMetrics(registry: Registry, host: string, port: number): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}
