import { PROMPTS, promptHistory } from '../app/prompts.ts'
import { plainTable } from '../app/start/report.ts'
import type { Verb } from './io.ts'
import { publishedAt } from './prompts.ts'
import { withSession } from './session.ts'

/** `postbuch prompts list`. */
export const run: Verb = async io => {
  const histories = await withSession(io, 'postbuch-prompts', ({ connections }) =>
    Promise.all(PROMPTS.map(name => promptHistory(connections.postgres(), name))),
  )
  const inForce = histories.map(versions => ({ ...versions[0]!, versions: versions.length }))
  const table = plainTable(['prompt', 'version', 'model', 'published', 'by', 'note'])
  for (const prompt of inForce) {
    const { name, version, model, by, note } = prompt
    table.push([name, version, model ?? 'as configured', publishedAt(prompt), by, note])
  }
  io.print(table.toString())
  return { document: inForce.map(({ text: _, ...prompt }) => prompt) }
}
