import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EmbeddedServerError } from './types.ts'

export const repositoryRoot = resolve(import.meta.dirname, '../../..')

/** Where the set-up puts the servers' programs; POSTBUCH_TOOLS names another place. */
export const defaultTools = resolve(process.env.POSTBUCH_TOOLS ?? join(repositoryRoot, '.postbuch', 'tools'))

/** Path of a file of the tools. Throws NOT_INSTALLED, with what to do, when it is not there. */
export function tool(server: string, tools: string, ...path: string[]): string {
  const file = resolve(tools, ...path)
  if (existsSync(file)) return file
  const mend = 'run `npm run setup`, or configure a server of your own (KAFKA_BROKERS, DATABASE_URL, MONGODB_URL)'
  throw new EmbeddedServerError('NOT_INSTALLED', `${server} is not installed: ${file} is missing; ${mend}`)
}
