import { type Change, diffLines } from './diff.ts'
import { UsageError, type Verb } from './io.ts'
import { versionIn, versionsOf } from './prompts.ts'

const SIGNS: Record<Change['kind'], string> = { same: ' ', removed: '-', added: '+' }

/** `postbuch prompts diff NAME V1 V2`. */
export const run: Verb = async (io, _options, name, ...numbers) => {
  const [from, to] = numbers.map(Number)
  if (!Number.isInteger(from) || !Number.isInteger(to))
    throw new UsageError('Versions are whole numbers, such as 0 and 3.')
  const versions = await versionsOf(io, name!)
  const changes = diffLines(versionIn(versions, from!).text, versionIn(versions, to!).text)
  for (const { kind, line } of changes) io.print(`${SIGNS[kind]} ${line}`)
  return { document: { name, from, to, changes: changes.filter(({ kind }) => kind !== 'same') } }
}
