import { readFile } from 'node:fs/promises'
import { publishPrompt } from '../app/prompts.ts'
import { operator } from './emails-request.ts'
import { existingFile, UsageError, type Verb } from './io.ts'
import { known } from './prompts.ts'
import { withSession } from './session.ts'

/** `postbuch prompts publish NAME FILE --note TEXT`. Exit code 1 when somebody else was faster. */
export const run: Verb = async (io, options, name, file) => {
  known(name!)
  const text = (await readFile(await existingFile(file!), 'utf8')).trim()
  if (!text) throw new UsageError(`${file} is empty.`)
  const prompt = {
    name: name!,
    text,
    model: (options.model as string | undefined) ?? null,
    by: operator(),
    note: options.note as string,
  }
  const result = await withSession(io, 'postbuch-prompts', ({ connections }) => publishPrompt(connections, prompt))
  const { status, version } = result
  if (status === 'published') io.print(`version ${version} of ${name} is in force within seconds`)
  if (status === 'accepted') io.print(`version ${version} is in the log; it is in force when a worker has applied it`)
  if (status === 'conflict')
    io.tell(`refused: somebody else published version ${version} a moment earlier; look at it first`)
  return { document: { name, ...result }, exitCode: status === 'conflict' ? 1 : 0 }
}
