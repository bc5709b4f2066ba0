/** Mails that are no creditor's reply, whatever their wording, and replies that look like them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { mailOf } from './mail.ts'

interface Letter {
  /** Name and address of the sender, where they matter. */
  from?: [name: string, email: string]
  subject: string
  text: string
  intent: string
}

const letters = readFileSync(join(import.meta.dirname, 'not-replies.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as Letter)

describe.each(Object.entries(Object.groupBy(letters, ({ intent }) => intent)))('%s', (intent, some) => {
  test.each(some!)('$subject: $text', ({ from, subject, text }) => {
    const sender = from ? { fromName: from[0], fromEmail: from[1] } : {}
    const mail = mailOf(`Guten Tag,\n\n${text}\n\nMit freundlichen Grüßen\nA. Tester`, { subject, ...sender })
    expect(extract(mail).intent).toBe(intent)
  })
})
