/**
 * The table of who may append what: every place in `src` that names an event to be written lies in a folder whose
 * writers the catalogue allows. The codec refuses the same at run time; this finds it before anything runs.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, type EventType, SOURCES, type Source, type Writer } from '../../src/domain/events.ts'

const root = join(import.meta.dirname, '..', '..')

/** Who speaks in which files; the first that fits. Folders that write nothing are not listed. */
const WRITERS: [pattern: RegExp, writers: Writer[]][] = [
  [/^src\/domain\/email/, ['group:emails']],
  [/^src\/domain\/debt/, ['group:debts']],
  [/^src\/handlers\/runtime\//, ['group:emails', 'group:debts']],
  [/^src\/api\//, ['web']],
  [/^src\/inquiries\//, ['cli']],
  [/^src\/(app|cli|ops|bench|chaos|projections|demo)\//, ['cli', 'operations']],
]
/** Only an event's construction: `type: 'X'`, `emit('X'`, `write(…, 'X'`, `toDebt(…, 'X'`. */
const WRITTEN =
  /(?:\btype: |\bemit\(|\bwrite\([^()]*, |\btoDebt\([^()]*, |\brequest\(io, |\bask\([^()]*, )'([A-Z]\w+)'(?!;)/g
const SPOKEN = /\bsource: '([^']+)'/g
/** Reads of events and types look alike: `event.type === 'X'` is no construction, nor is a pattern of a projection. */
const isCatalogued = (name: string): name is EventType => Object.hasOwn(CATALOGUE, name)

const mistakes: string[] = []
let places = 0
for (const file of globSync('src/**/*.ts', { cwd: root }).sort()) {
  const text = readFileSync(join(root, file), 'utf8')
  const writers = WRITERS.find(([pattern]) => pattern.test(file))?.[1] ?? []
  const line = (index: number) => text.slice(0, index).split('\n').length
  const evaluation = file === 'src/app/evaluate.ts' // plays the handlers on a log in memory
  for (const match of text.matchAll(WRITTEN)) {
    const type = match[1]!
    if (!isCatalogued(type) || evaluation || file === 'src/domain/events.ts') continue
    places++
    const allowed = (CATALOGUE[type].writers as readonly Writer[]).filter(writer => writers.includes(writer))
    if (!allowed.length) {
      const expected = CATALOGUE[type].writers.join(' or ')
      mistakes.push(
        `${file}:${line(match.index)}: ${type} is appended by ${expected}; found ${writers.join(' or ') || 'a folder that writes nothing'}`,
      )
    }
  }
  for (const match of text.matchAll(SPOKEN)) {
    const writer = SOURCES[match[1] as Source]
    if (writer && !evaluation && !writers.includes(writer)) {
      mistakes.push(
        `${file}:${line(match.index)}: speaks as ${match[1]}; expected ${writers.join(' or ') || 'no source'}`,
      )
    }
  }
}
for (const mistake of mistakes) console.log(mistake)
console.log(
  `appends: ${places} places, ${mistakes.length ? `${mistakes.length} against the catalogue (src/domain/events.ts)` : 'all as the catalogue says'}`,
)
process.exitCode = mistakes.length ? 1 : 0
