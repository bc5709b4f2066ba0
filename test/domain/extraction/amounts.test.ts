import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMoney, parseAmount } from '../../../src/domain/extraction/amounts.ts'
import { parseNumberWord } from '../../../src/domain/extraction/number-words.ts'

const grouped = (whole: number, separator: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, separator)
const cents = fc.integer({ min: 0, max: 99_999_999 })
/** Ways to write a sum, each with its currency. */
const FORMS: Record<string, (whole: number, part: string) => string> = {
  german: (whole, part) => `${grouped(whole, '.')},${part} €`,
  plain: (whole, part) => `${whole},${part} EUR`,
  spaced: (whole, part) => `${grouped(whole, ' ')},${part} Euro`,
  'narrow spaces': (whole, part) => `${grouped(whole, ' ')},${part}€`,
  english: (whole, part) => `€${grouped(whole, ',')}.${part}`,
  swiss: (whole, part) => `EUR ${grouped(whole, "'")}.${part}`,
  'currency first': (whole, part) => `EUR ${grouped(whole, '.')},${part}`,
  'lower case': (whole, part) => `${grouped(whole, '.')},${part} euro`,
  'in a sentence': (whole, part) => `Es sind ${grouped(whole, '.')},${part} EUR.`,
}

describe('sums of money', () => {
  test.each(Object.entries(FORMS))('written %s come back', (_, write) => {
    fc.assert(
      fc.property(cents, n => {
        const text = write(Math.floor(n / 100), String(n % 100).padStart(2, '0'))
        expect(findMoney(text).map(money => money.cents)).toEqual([n])
      }),
    )
  })

  test('whole euros with a dash for the cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom(',-', ',--', ',–', '.-', ''), (n, dash) => {
        expect(findMoney(`${grouped(n, '.')}${dash} €`).map(money => money.cents)).toEqual([n * 100])
      }),
    )
  })

  test.each([
    ['1.234,5 €', 123450],
    ['12,5 T€', 1250000],
    ['471 Euro 12', 47112],
    ['3 Euro und 50 Cent', 350],
    ['99 Cent', 99],
    ['zwölftausendsechs Euro einundsiebzig Cent', 1200671],
    ['Einhundert Euro', 10000],
    ['EUR1.000,00', 100000],
    ['2 500,00', 250000],
  ])('%s', (text, expected) => expect(findMoney(text).map(money => money.cents)).toEqual([expected]))

  test.each([
    '12.05.2025',
    '5 % Zinsen',
    '14:30 Uhr',
    '3,5 km',
    'Az. 12/25',
    '19,00 %',
    'DE89 3704 0044 0532 0130 00',
    '2,00 kWh',
    'Tel. 0431 5500',
  ])('%s is no money', text => expect(findMoney(text)).toEqual([]))

  test('other currencies are marked', () =>
    expect(findMoney('CHF 200.00').map(money => money.kind)).toEqual(['foreign']))
  test('a sign is seen', () => expect(findMoney('-150,00 €')[0]).toMatchObject({ cents: 15000, negative: true }))
  test('no number', () => expect(parseAmount('ein Euro')).toBeNull())
})

test.each([
  ['null', 0],
  ['eins', 1],
  ['elf', 11],
  ['siebzehn', 17],
  ['einundzwanzig', 21],
  ['hundert', 100],
  ['zweihundertfünf', 205],
  ['tausend', 1000],
  ['dreitausendvierhundertsechsundfünfzig', 3456],
  ['hunderttausend', 100000],
  ['Haus', null],
])('number word %s', (word, value) => expect(parseNumberWord(word)).toBe(value))
