import { readLetters } from '../app/dead-letters.ts'
import { plainTable } from '../app/start/report.ts'
import { letterId } from '../log/letters.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch dead-letters list`. Exit code 1 while something waits, for cron. */
export const run: Verb = async (io, options) => {
  const all = await withSession(io, 'postbuch-letters', async ({ connections }) => readLetters(await connections.log()))
  const letters = options.all ? all : all.filter(({ word }) => word === 'parked')
  const table = plainTable(['letter', 'key', 'since', 'why', 'decided'])
  for (const letter of letters) {
    const { key, parkedAt, failure, word, by } = letter
    const since = parkedAt === null ? '–' : new Date(parkedAt).toISOString().slice(0, 19)
    const why = failure ? `${failure.code}: ${failure.message}` : '–'
    const cut = why.length > 60 ? `${why.slice(0, 59)}…` : why
    table.push([letterId(letter), key, since, cut, word === 'parked' ? '–' : `${word} by ${by}`])
  }
  io.print(letters.length ? table.toString() : 'No dead letters: nothing waits.')
  return {
    document: letters.map(letter => ({ id: letterId(letter), ...letter })),
    exitCode: all.some(({ word }) => word === 'parked') ? 1 : 0,
  }
}
