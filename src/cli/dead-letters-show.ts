import { find, readLetters } from '../app/dead-letters.ts'
import { letterId } from '../log/letters.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch dead-letters show LETTER`: never the record's content, which may be a mail. */
export const run: Verb = async (io, _options, id) => {
  const document = await withSession(io, 'postbuch-letters', async ({ connections }) => {
    const log = await connections.log()
    const letter = find(await readLetters(log), id!)
    let record = null
    let waiting = 0
    for await (const { records } of log.read(letter, { from: letter.offset })) {
      for (const found of records) {
        if (found.key !== letter.key) continue
        if (found.offset > letter.offset) waiting++
        else if (found.offset === letter.offset)
          record = { headers: found.headers, bytes: found.value.length, written: found.timestamp }
      }
    }
    return { id: letterId(letter), ...letter, record, behind: waiting }
  })
  const { key, failure, word, by, reason, parkedAt, record, behind } = document
  io.print(`${document.id}  ${word}${by ? ` by ${by}` : ''}${reason ? ` (${reason})` : ''}`)
  io.print(`key      ${key}; ${behind} later events of it in that partition`)
  if (failure) io.print(`why      ${failure.code}: ${failure.message}`)
  if (parkedAt) io.print(`since    ${new Date(parkedAt).toISOString()}`)
  if (record)
    io.print(
      `record   ${record.headers.ce_type ?? 'of unknown type'}, ${record.bytes} bytes, ${new Date(record.written).toISOString()}`,
    )
  else io.print('record   not there: retention or another log?')
  return { document }
}
