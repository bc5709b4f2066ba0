import { decide, find, outcomeOf, readLetters } from '../app/dead-letters.ts'
import { letterId } from '../log/letters.ts'
import { tell } from './dead-letters-retry.ts'
import { operator } from './emails-request.ts'
import { UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch dead-letters drop LETTER --reason TEXT --yes`. */
export const run: Verb = async (io, options, id) =>
  withSession(io, 'postbuch-letters', async ({ config, connections }) => {
    const log = await connections.log()
    const letter = find(await readLetters(log), id!)
    if (options.yes !== true) {
      throw new UsageError(
        `Dropping ${letterId(letter)} is for ever: ${letter.consumer} goes on as if this record of ${letter.key} had never been. If so, say --yes.`,
      )
    }
    await decide(log, letter, { word: 'dropped', reason: options.reason as string }, operator())
    const outcome = await outcomeOf(connections, config.kafka.prefix, letter)
    tell(io, letter, outcome)
    return { document: { id: letterId(letter), ...outcome }, exitCode: outcome.status === 'failed' ? 1 : 0 }
  })
