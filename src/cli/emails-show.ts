import { plainTable } from '../app/start/report.ts'
import { getJob } from '../projections/postgres/queries/jobs.ts'
import { timeline } from '../projections/postgres/queries/timeline.ts'
import { UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch emails show ID`. */
export const run: Verb = async (io, _options, id) => {
  const { job, events } = await withSession(io, 'postbuch-emails', async ({ connections }) => ({
    job: await getJob(connections.postgres(), id!),
    events: await timeline(connections.postgres(), id!),
  }))
  if (!job) throw new UsageError(`There is no mail ${id}. Ids are shown by GET /api/v1/jobs and on the web page.`)
  io.print(`${job.emailId}  ${job.status}  attempts anew: ${job.retryCount}\n${job.subject}`)
  if (job.error) io.print(`${job.error.code}: ${job.error.message}`)
  const table = plainTable(['when', 'event', 'at', 'what'])
  for (const { at, type, topic, partition, offset, details } of events) {
    const what = JSON.stringify(details)
    const place = `${topic}/${partition}@${offset}`
    table.push([new Date(at).toISOString(), type, place, what.length > 80 ? `${what.slice(0, 79)}…` : what])
  }
  io.print(table.toString())
  return { document: { job, timeline: events } }
}
