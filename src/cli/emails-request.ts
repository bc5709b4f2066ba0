import { userInfo } from 'node:os'
import { type Answer, ask } from '../app/ask.ts'
import type { EventData } from '../domain/events.ts'
import { getJob } from '../projections/postgres/queries/jobs.ts'
import { type Io, UsageError } from './io.ts'
import { withSession } from './session.ts'

/** Who is at the keyboard: goes into the event. */
export const operator = () => `cli:${userInfo().username}`

/** Appends an operator's request about a mail and tells what became of it. Exit code 1 when it was refused. */
export async function request<T extends 'RetryRequested' | 'RevocationRequested'>(
  io: Io,
  type: T,
  id: string,
  data: EventData[T],
) {
  const answer = await withSession(io, 'postbuch-emails', async ({ connections }): Promise<Answer> => {
    if (!(await getJob(connections.postgres(), id))) throw new UsageError(`There is no mail ${id}.`)
    return ask(connections, type, id, data)
  })
  if (answer.status === 'refused') io.tell(`refused (${answer.reason}): ${answer.message}`)
  if (answer.status === 'applied') io.print('done')
  if (answer.status === 'accepted')
    io.print('in the log; no worker has answered it yet: is one running? It will be answered when one is.')
  return { document: { emailId: id, ...answer }, exitCode: answer.status === 'refused' ? 1 : 0 }
}
