import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { weighActs } from '../../../src/domain/extraction/intent/acts.ts'
import { type Act, strengthOf } from '../../../src/domain/extraction/intent/signs.ts'
import { mailOf } from './mail.ts'

const strongest = (...sentences: string[]) => {
  const { strength } = weighActs('', sentences)
  const [act, weight] = Object.entries(strength).sort(([, a], [, b]) => b - a)[0]!
  return weight === 0 ? null : (act as Act)
}

describe('the signs of a sentence', () => {
  test.each<[string, Act | null]>([
    ['ihrem antrag auf stundung wird stattgegeben.', 'accept'],
    ['wir waren auch zu einer ratenzahlung bereit gewesen.', null],
    ['in anderen fallen haben wir raten akzeptiert.', null],
    ['der vorgeschlagene vergleich ist uns zu niedrig.', 'reject'],
    ['von einem vergleich sehen wir ab.', 'reject'],
    ['eine stundung ist ausgeschlossen.', 'reject'],
    ['bevor wir uber die raten entscheiden, benotigen wir eine aufstellung der einnahmen.', 'ask'],
    ['die akte bearbeitet seit mai die nordlicht inkasso gmbh.', 'transfer'],
    ['seit mai ist bei uns frau adler zustandig.', null],
    ['wenn sie nicht zahlen, geben wir die forderung an ein inkassoburo ab.', null],
    ['wir haben das mandat niedergelegt.', 'transfer'],
    ['dieses schreiben ist ohne unterschrift gultig.', null],
  ])('%s', (sentence, act) => expect(strongest(sentence)).toBe(act))
})

test('ten polite requests are one inquiry', () => {
  const ask = { act: 'ask', weight: 4 } as const
  expect(strengthOf('ask', [ask])).toBe(4)
  expect(strengthOf('ask', Array(10).fill(ask))).toBeLessThan(8)
})

test('a no to the question that the firm asked is no consent', () => {
  const inline = '> Wären Sie mit Raten einverstanden?\n\nNein, eher nicht.\n\nOffen sind 310,00 €.'
  expect(extract(mailOf(inline)).intent).not.toBe('payment_plan')
})

test('who is torn is less sure', () => {
  const clear = extract(mailOf('Offen sind insgesamt 640,00 €.')).confidence
  const torn = extract(mailOf('Raten lehnen wir ab. 30 € monatlich wären denkbar. Offen sind 640,00 €.')).confidence
  expect(torn).toBeLessThan(clear)
})
