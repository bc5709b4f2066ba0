/** Mails that are no creditor's reply, whatever their wording, and replies that look like them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

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
    const mail = letterOf(text, { subject, ...sender })
    expect(extract(mail).intent).toBe(intent)
  })
})

describe('what may be a receipt or an answer in words that nobody knows is for a person to see', () => {
  const flags = (text: string) => extract(letterOf(text)).flags

  test.each([
    'leider trifft mich Ihre Nachricht nicht an. Ich kehre am 3. September an den Schreibtisch zurück.',
    'Ihr Brief ist eingetroffen. Das habe ich mir ganz anders vorgestellt.',
    'danke für Ihre Post. Da weiß ich auch nicht weiter.',
  ])('%s', text => expect(flags(text)).toContain('perhaps_no_reply'))

  test.each([
    'danke für Ihre Post. Frau Ohm schuldet uns 90,00 €.',
    'Ihr Brief ist eingetroffen. Bitte schicken Sie die Vollmacht nach.',
    'danke für Ihren Brief. Den Raten stimmen wir zu.',
    'Ihren Brief haben wir erhalten. Frau Ohm ist hier nicht bekannt.',
  ])('%s: no reason to ask', text => expect(flags(text)).not.toContain('perhaps_no_reply'))
})
