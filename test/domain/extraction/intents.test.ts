import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { namesLeast, refusesToTalk, signsOfDeal, wantsProposal } from '../../../src/domain/extraction/intent/gist.ts'
import { handsOver } from '../../../src/domain/extraction/intent/successors.ts'
import { letterOf } from './mail.ts'

/** One short mail a line, in as many ways of saying it as there are; most with no turn of phrase in common. */
const mails = readFileSync(join(import.meta.dirname, 'intents.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as { intent: string; text: string })

describe('intents by the classes of their words', () => {
  test.each(mails)('$intent: $text', ({ intent, text }) => {
    expect(extract(letterOf(text)).intent).toBe(intent)
  })
})

test.each([
  ['dritten erteilen wir keine auskunft.', true],
  ['auch bei vorlage einer vollmacht geben wir keine auskunft.', true],
  ['ohne vollmacht erteilen wir keine auskunft.', false],
  ['diese auskunft ersetzt keine rechnung.', false],
])('%s refuses to talk: %s', (sentence, refuses) => expect(refusesToTalk(sentence)).toBe(refuses))

test.each([
  ['bitte machen sie uns ein angebot.', true],
  ['wir bitten um zusendung des schuldenbereinigungsplans, sobald er erstellt ist.', false],
  ['ihr angebot prufen wir.', false],
])('%s wants a proposal: %s', (sentence, wants) => expect(wantsProposal(sentence)).toBe(wants))

test('the least that would do is named beside a refusal', () => {
  expect(namesLeast('wir erwarten wenigstens eine quote von 15 %.')).toBe(true)
  expect(namesLeast('mindestens zwei mahnungen blieben ohne antwort.')).toBe(false)
})

test('a respite that has run out is none', () => {
  expect(signsOfDeal('das zahlungsziel wurde bis mai eingeraumt.')).not.toEqual([])
  expect(signsOfDeal('das zahlungsziel wurde bis mai eingeraumt und ist ergebnislos verstrichen.')).toEqual([])
})

test('what nobody has got, or may get, is not handed over', () => {
  expect(handsOver('die forderung hat die ostra finance gmbh gekauft.')).toBeGreaterThan(4)
  expect(handsOver('die forderung wurde an niemanden verkauft.')).toBe(0)
  expect(handsOver('falls nichts kommt, geht die forderung an ein inkassoburo.')).toBe(0)
})
