import { PROMPTS, promptHistory } from '../app/prompts.ts'
import type { Prompt } from '../projections/postgres/queries/prompts.ts'
import { type Io, UsageError } from './io.ts'
import { withSession } from './session.ts'

/** Every version of a prompt, newest first. @throws UsageError for a name that nothing uses */
export async function versionsOf(io: Io, name: string): Promise<Prompt[]> {
  known(name)
  return withSession(io, 'postbuch-prompts', ({ connections }) => promptHistory(connections.postgres(), name))
}

export function known(name: string): void {
  if (!PROMPTS.includes(name)) throw new UsageError(`There is no prompt ${name}. There are: ${PROMPTS.join(', ')}.`)
}

/** @throws UsageError that says which there are */
export function versionIn(versions: readonly Prompt[], version: number): Prompt {
  const found = versions.find(prompt => prompt.version === version)
  if (found) return found
  const there = versions.map(prompt => prompt.version).join(', ')
  throw new UsageError(`There is no version ${version}. There are: ${there}.`)
}

/** When, as people read it; the built-in version has no time. */
export const publishedAt = ({ publishedAt }: Prompt) => (publishedAt === 0 ? '–' : new Date(publishedAt).toISOString())
