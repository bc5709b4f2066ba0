/** CSV records of a stream of lines, a thousand at a time, so that one bad record costs only itself. */
import { parse } from 'csv-parse/sync'

export interface CsvRecord {
  /** Line in the file where the record begins, from 1. */
  line: number
  fields: string[]
}

export interface CsvMistake {
  line: number
  reason: string
}

/** A quoted field may span lines; beyond this many the quote was a slip, and only its own line is bad. */
const LINES_OF_A_RECORD = 20
const BATCH = 1000

interface Raw {
  line: number
  text: string
}

/** The separator of a header: what occurs most outside quotes. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
  const count = (separator: string) => bare.split(separator).length
  return [';', ',', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** Records after the header, empty lines left out. `firstLine` is the number of the first of `lines`. */
export async function* csvRecords(
  lines: AsyncIterable<string>,
  separator: string,
  firstLine: number,
): AsyncGenerator<CsvRecord | CsvMistake> {
  let batch: (Raw | CsvMistake)[] = []
  for await (const raw of rawRecords(lines, firstLine)) {
    if (batch.push(raw) >= BATCH) {
      yield* parsed(batch, separator)
      batch = []
    }
  }
  yield* parsed(batch, separator)
}

/** Joins lines until their quotes are balanced. */
async function* rawRecords(lines: AsyncIterable<string>, firstLine: number): AsyncGenerator<Raw | CsvMistake> {
  let open: string[] = []
  let line = firstLine - 1
  const isOpen = () => open.length > 0
  const settle = function* (text: string): Generator<Raw | CsvMistake> {
    const odd = (text.split('"').length - 1) % 2 === 1
    if (isOpen()) {
      open.push(text)
      const start = line - open.length + 1
      if (odd) {
        yield { line: start, text: open.join('\n') }
        open = []
      } else if (open.length >= LINES_OF_A_RECORD) yield* abandon()
    } else if (odd) open = [text]
    else if (text.trim() !== '') yield { line, text }
  }
  const abandon = function* (): Generator<Raw | CsvMistake> {
    const [, ...others] = open
    const start = line - open.length + 1
    yield { line: start, reason: 'a quote is opened and not closed' }
    open = []
    const end = line
    line = start
    for (const text of others) {
      line++
      yield* settle(text)
    }
    line = end
  }
  for await (const text of lines) {
    line++
    yield* settle(text)
  }
  while (isOpen()) yield* abandon()
}

function* parsed(batch: readonly (Raw | CsvMistake)[], separator: string): Generator<CsvRecord | CsvMistake> {
  const raws = batch.filter(item => 'text' in item)
  const rows = attempt(raws.map(raw => raw.text).join('\n'), separator)
  const together = rows?.length === raws.length ? rows : undefined
  let next = 0
  for (const item of batch) {
    if ('reason' in item) yield item
    else {
      const fields = together ? together[next++] : only(attempt(item.text, separator))
      yield fields ? { line: item.line, fields } : { line: item.line, reason: 'not a CSV record: check its quotes' }
    }
  }
}

const only = (rows: string[][] | undefined) => (rows?.length === 1 ? rows[0] : undefined)

function attempt(text: string, separator: string): string[][] | undefined {
  try {
    return parse(text, { delimiter: separator, relax_quotes: true, relax_column_count: true, record_delimiter: '\n' })
  } catch {
    return undefined
  }
}
