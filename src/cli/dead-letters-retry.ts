import { decide, find, type LetterOutcome, outcomeOf, readLetters } from '../app/dead-letters.ts'
import { type Letter, letterId } from '../log/letters.ts'
import { operator } from './emails-request.ts'
import { type Io, UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch dead-letters retry LETTER | --all`. Exit code 1 if one failed again. */
export const run: Verb = async (io, options, id) => {
  if (!id === !options.all) throw new UsageError('Name one letter, or --all.')
  return withSession(io, 'postbuch-letters', async ({ config, connections }) => {
    const log = await connections.log()
    const all = await readLetters(log)
    const chosen = id ? [find(all, id)] : all.filter(({ word }) => word === 'parked')
    for (const letter of chosen) await decide(log, letter, { word: 'retried' }, operator())
    const outcomes: (LetterOutcome & { id: string })[] = []
    for (const letter of chosen) {
      const outcome = await outcomeOf(connections, config.kafka.prefix, letter)
      outcomes.push({ id: letterId(letter), ...outcome })
      tell(io, letter, outcome)
    }
    if (!chosen.length) io.print('No dead letters: nothing waits.')
    return { document: outcomes, exitCode: outcomes.some(({ status }) => status === 'failed') ? 1 : 0 }
  })
}

/** One line for people. */
export function tell(io: Io, letter: Letter, outcome: LetterOutcome): void {
  const id = letterId(letter)
  if (outcome.status === 'applied') io.print(`${id}: done, the key goes on`)
  if (outcome.status === 'accepted')
    io.print(`${id}: in the log; the worker that holds the partition does it, and parks the key again if it fails`)
  if (outcome.status === 'failed') io.tell(`${id}: still cannot be applied: ${outcome.code}: ${outcome.message}`)
}
