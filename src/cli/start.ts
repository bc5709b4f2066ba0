import { clientsTable, lagTable, mailsTable } from '../app/start/report.ts'
import { type Running, start } from '../app/start/start.ts'
import { loadConfig } from '../platform/config.ts'
import type { Io, Verb } from './io.ts'
import { progressBar } from './progress.ts'

/** `postbuch start`. Exit code 1 if a guarantee did not hold. */
export const run: Verb = async (io, options) => {
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort(new Stopped()))
  let document: unknown
  const once = options.once === true
  const config = loadConfig(once && !process.env.LOG_LEVEL ? { ...process.env, LOG_LEVEL: 'warn' } : process.env)
  try {
    const held = await start({
      config,
      demo: options.demo !== false,
      once,
      data: (options.data as string | undefined) ?? null,
      corpus: options.corpus as string,
      tell: io.tell,
      progress: progressBar,
      report: async running => {
        document = summary(running)
        await show(io, running, once)
      },
      signal: stopped.signal,
    })
    return { document, exitCode: held ? 0 : 1 }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    return { document, exitCode: 0 }
  }
}

class Stopped extends Error {}

/** The one JSON document of `--json`. */
function summary({ demonstrated, quiet, guarantees, memoryMb, seconds }: Running) {
  return {
    webhooks: demonstrated?.webhooks ?? { sent: 0, accepted: 0, duplicates: 0, rejected: 0 },
    jobs: quiet.jobs,
    debts: { updated: quiet.debts.updated, ignored: quiet.debts.ignored },
    lag: Object.fromEntries(quiet.lag.map(({ group, lag }) => [group, lag])),
    stores: guarantees?.stores,
    memoryMb,
    seconds,
    ...(guarantees?.broken.length ? { broken: guarantees.broken } : {}),
  }
}

async function show(io: Io, running: Running, once: boolean) {
  const { demonstrated, quiet, guarantees, publicUrl, internalUrl, apiToken, dataDir } = running
  if (!io.json) {
    const { jobs, clients } = await running.everything()
    io.print(`\nMails (${jobs.length})\n${mailsTable(jobs)}`)
    io.print(`\nCreditor lists in MongoDB (${clients.length} clients)\n${clientsTable(clients)}`)
    io.print(`\nLag\n${lagTable(quiet.lag)}`)
  }
  const open = (quiet.jobs.queued ?? 0) + (quiet.jobs.processing ?? 0)
  io.print(`\nOpen: ${open} in work or waiting, ${quiet.jobs.review ?? 0} in review`)
  if (demonstrated && !demonstrated.posted) io.print('The demonstration is already in: nothing was posted again.')
  if (demonstrated?.posted) {
    const { sent, accepted, duplicates, rejected } = demonstrated.webhooks
    io.print(
      `Webhooks: ${sent} sent, ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected (one was forged)`,
    )
  }
  if (guarantees) {
    const { postgres, mongodb } = guarantees.checked
    for (const broken of guarantees.broken) io.tell(`BROKEN: ${broken}`)
    io.print(
      `Guarantees: ${guarantees.held ? 'all held' : 'BROKEN'} (${postgres} rows and ${mongodb} documents compared with the log)`,
    )
  }
  if (once) return
  io.print(`\nweb page   ${internalUrl}/      API ${internalUrl}/docs      metrics ${internalUrl}/metrics`)
  io.print(`webhook    ${publicUrl}/webhooks/zendesk`)
  io.print(`API token  ${apiToken}`)
  io.print(`data       ${dataDir}      Ctrl-C stops everything`)
}
