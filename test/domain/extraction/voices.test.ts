import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf, mailOf } from './mail.ts'
import { CLAIMS, INTENTS_IN_OTHER_VOICES } from './voices.ts'
import { MORE_CLAIMS } from './voices-more.ts'
import { THIRD } from './voices-third.ts'

describe('the total claim', () => {
  test.each([...CLAIMS, ...MORE_CLAIMS])('%s', (text, euros) => {
    const { debtAmountCents } = extract(
      mailOf(`Sehr geehrte Damen und Herren,\n\n${text}\n\nMit freundlichen Grüßen\nA. Tester`),
    )
    expect(debtAmountCents).toBe(euros === null ? null : Math.round(euros * 100))
  })
})

describe('what a mail is for', () => {
  test.each(INTENTS_IN_OTHER_VOICES)('%s: %s', (subject, text, intent) => {
    expect(extract(letterOf(text, { subject })).intent).toBe(intent)
  })
})

describe('whole letters', () => {
  test.each(THIRD)('%s: %s', (subject, text, intent, euros) => {
    const read = extract(letterOf(text, { subject }))
    expect([read.intent, read.debtAmountCents]).toEqual([intent, euros === null ? null : Math.round(euros * 100)])
  })
})

interface Letter {
  subject: string
  text: string
  intent: string
  euros: number | null
}

/** One letter a line, each in a hand of its own. */
const letters = readFileSync(join(import.meta.dirname, 'letters.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as Letter)

describe('letters of many hands', () => {
  test.each(letters)('$subject: $text', ({ subject, text, intent, euros }) => {
    const read = extract(letterOf(text, { subject }))
    expect([read.intent, read.debtAmountCents]).toEqual([intent, euros === null ? null : Math.round(euros * 100)])
  })
})
