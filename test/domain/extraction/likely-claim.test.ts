/** The model that weighs the words around sums: that it is made again by the same corpora, what it looks at, and what it may change. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { developmentClaims, trainClaims } from '../../../scripts/dev/train-claim.ts'
import { lastNames, written } from '../../../scripts/dev/training.ts'
import { readCorpus } from '../../../src/demo/corpus.ts'
import { likelyClaims, readClaimModel, termsOf } from '../../../src/domain/extraction/debt/likely-claim.ts'
import { withSecondOpinion } from '../../../src/domain/extraction/debt/second-opinion.ts'
import { workingOf } from '../../../src/domain/extraction/debt/working.ts'
import type { Debt } from '../../../src/domain/extraction/debt.ts'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { readMail } from '../../../src/domain/extraction/reply.ts'
import { classify } from '../../../src/domain/extraction/roles.ts'
import { toUnits } from '../../../src/domain/extraction/units.ts'
import { letterOf, mailOf } from './mail.ts'

const FILE = 'src/domain/extraction/debt/likely-claim-model.json'
const model = JSON.parse(readFileSync(FILE, 'utf8')) as { terms: string[] }
const sumsOf = (text: string) => classify(toUnits(readMail(mailOf(text)).lines))

test('the corpora as they are give the model as it is', () => {
  expect(
    written(trainClaims(developmentClaims('test'), lastNames('test'))),
    'run node scripts/dev/train-claim.ts',
  ).toBe(readFileSync(FILE, 'utf8'))
}, 120_000)

test('it knows words of the language, and no last name of anybody', () => {
  const words = new Set(model.terms.flatMap(line => line.split('\t')[0]!.split(' ').slice(1)))
  expect([...lastNames('test')].filter(name => words.has(name))).toEqual([])
})

describe('what it looks at', () => {
  const terms = (text: string, index = 0) => [...termsOf(sumsOf(text), index)]

  test('the words before and behind a sum, by how near they are, and in pairs', () => {
    const found = terms('Offen sind noch 120,50 € aus der Rechnung.')
    expect(found).toEqual(
      expect.arrayContaining(['<1 noch', '<1 sind', '<2 offen', '< noch sind', '>1 aus', '>1 der', '>2 rechnung']),
    )
    expect(found).toEqual(expect.arrayContaining(['> rechn-', '#figures 1', '#named 1', '#largest', '#first', '#last']))
    expect(found).not.toContain('#whole euros')
  })

  test.each(['EUR 120,50', '120,50 EUR', '€ 120,50', '120,50€', '120,50 Euro'])(
    'no digit and no sign of the sum itself: %s',
    sum => {
      expect(terms(`Offen sind ${sum} bis heute.`).filter(term => /^>/.test(term))).toEqual([
        '>1 bis',
        '>1 heute',
        '> bis heute',
        '>2 .',
        '> heute .',
      ])
    },
  )

  test('what a sum is among the others', () => {
    const text = 'Miete 300,00 €, Strom 45,50 €, zusammen 345,50 €.'
    expect(terms(text, 2)).toEqual(
      expect.arrayContaining(['#largest', '#sum of two', '#what those before it come to', '#figures 3']),
    )
    expect(terms(text, 1)).toEqual(expect.arrayContaining(['#difference of two', '+ zusammen']))
    expect(terms(text, 1)).not.toContain('#largest')
  })

  test('nothing of a word that is not to be learnt, not its ends either', () => {
    const found = [
      ...termsOf(
        sumsOf('Offen sind von Frau Kowalski noch 120,50 €, Kowalski weiß das, und 30,50 €.'),
        0,
        new Set(['kowalski']),
      ),
    ]
    expect(found.filter(term => /kowal|alski/.test(term))).toEqual([])
    expect(found).toContain('<2 frau')
  })

  test('a number that nothing says is money is no figure', () => {
    const likely = likelyClaims(sumsOf('Der Rückstand beträgt 120,50 €. Ihr Zeichen: MA 2217.26.'))
    expect([...likely.keys()]).toEqual([120_50])
  })
})

describe('likelihoods', () => {
  test('are those of its weights', () => {
    const ask = readClaimModel({ bias: -100, terms: ['<1 offen\t250', '#whole euros\t-50'] })
    expect(ask(sumsOf('Offen 30 €.')).get(30_00)).toBeCloseTo(1 / (1 + Math.exp(-1)), 9)
    expect(ask(sumsOf('Offen 30,50 €.')).get(30_50)).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 9)
  })

  test('of a figure that is named twice is the higher one', () => {
    const ask = readClaimModel({ bias: -100, terms: ['<1 offen\t300'] })
    for (const text of ['Rate 30,50 €. Offen 30,50 €.', 'Offen 30,50 €. Rate 30,50 €.'])
      expect(ask(sumsOf(text)).get(30_50)).toBeCloseTo(1 / (1 + Math.exp(-2)), 9)
  })

  test('are between 0 and 1, whatever is written', () => {
    const word = fc.constantFrom('offen', '12,50 €', 'EUR 1.000', 'Rate', '.', '\n', 'davon', '-3,00', 'zzgl.')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), words => {
        for (const share of likelyClaims(sumsOf(words.join(' '))).values()) {
          expect(share).toBeGreaterThan(0)
          expect(share).toBeLessThan(1)
        }
      }),
    )
  })

  test('of an account with more sums than words can tell apart are none', () => {
    const rows = Array.from({ length: 90 }, (_, i) => `Posten ${i}   ${i + 1},50 €`).join('\n')
    expect(likelyClaims(sumsOf(rows)).size).toBe(0)
  })
})

describe('against the rules', () => {
  const text = 'Unsere Gesamtforderung beträgt 740,20 €. Die monatliche Rate von 25,00 € nehmen wir an.'
  const sums = sumsOf(text)
  const plain = sumsOf('Unsere Gesamtforderung beträgt 740,20 €, die Waren kosteten 25,00 €.')
  const claim = (cents: number | null, how: Debt['how'] = 'stated'): Debt => ({ cents, contradictory: false, how })
  const opinion = (debt: Debt, first: number, second: number, among = sums) => {
    const { cents, doubtful } = withSecondOpinion(
      debt,
      among,
      () =>
        new Map([
          [740_20, first],
          [25_00, second],
        ]),
    )
    return [cents, doubtful ?? false]
  }

  test.each([
    ['speaks for it', claim(740_20), 0.9, 0.1, 740_20, false],
    ['hardly speaks for any', claim(740_20), 0.14, 0.1, 740_20, true],
    ['speaks for another', claim(740_20), 0.6, 0.7, 740_20, false],
    ['speaks far more for another, which the rules know to be a rate', claim(740_20), 0.2, 0.7, 740_20, false],
    ['speaks far more for another, and not for that either', claim(740_20), 0.01, 0.2, 740_20, true],
    ['speaks for a sum beside what was reckoned', claim(999_99, 'summed'), 0.6, 0.1, 999_99, true],
    ['speaks for no sum beside what was reckoned', claim(999_99, 'summed'), 0.4, 0.1, 999_99, false],
    ['surely speaks for a sum beside what was reckoned', claim(999_99, 'summed'), 0.95, 0.1, 740_20, false],
    ['surely speaks for a sum, where nothing was read', claim(null, 'unknown'), 0.8, 0.1, 740_20, true],
    ['perhaps speaks for a sum, where nothing was read', claim(null, 'unknown'), 0.7, 0.1, null, false],
    ['speaks for a rate, where nothing was read', claim(null, 'unknown'), 0.1, 0.9, null, false],
    ['speaks for a sum, where nothing is owed', claim(0, 'no_claim'), 0.9, 0.1, 0, false],
  ])('the model %s', (_, debt, first, second, cents, doubtful) => {
    expect(opinion(debt, first, second)).toEqual([cents, doubtful])
  })

  test.each([
    ['far more', 0.2, 0.7, 25_00, true],
    ['surely', 0.2, 0.9, 25_00, false],
    ['not far enough', 0.4, 0.7, 740_20, false],
  ])('the model speaks %s for another sum', (_, first, second, cents, doubtful) => {
    expect(opinion(claim(740_20), first, second, plain)).toEqual([cents, doubtful])
  })

  test('a sum that only its words speak for says so', () => {
    const debt = withSecondOpinion(
      claim(740_20),
      plain,
      () =>
        new Map([
          [740_20, 0.1],
          [25_00, 0.95],
        ]),
    )
    expect(workingOf(debt, plain, 'debt_statement')).toBe('reread_amount')
  })

  test('what an offer and the rest that would be let go come to stays so, and is doubtful', () => {
    const offer = sumsOf(
      'Gegen Zahlung von 900,00 € wäre es beendet. Auf die restlichen 1.350,50 € verzichten wir dann.',
    )
    expect(offer.map(({ role }) => role)).toEqual(['settlement', 'settlement'])
    const debt = withSecondOpinion(claim(2_250_50, 'summed'), offer, () => new Map([[1_350_50, 0.97]]))
    expect(debt).toMatchObject({ cents: 2_250_50, doubtful: true })
  })

  test.each([
    [0.9, null],
    [0.65, 'derived_amount'],
  ])('one of several figures that none proves, and words that speak for it by %s', (share, working) => {
    const several = sumsOf('Offen sind 650,00 €. Im Mai kamen 45,00 € für die Reparatur und 30,00 € für den Weg.')
    const debt = withSecondOpinion(claim(650_00), several, () => new Map([[650_00, share]]))
    expect(workingOf(debt, several, 'debt_statement')).toBe(working)
  })

  test('a contradiction is left to the rules, and so is what no figure tells', () => {
    const contradictory: Debt = { cents: null, contradictory: true, how: 'unknown' }
    expect(opinion(contradictory, 0.9, 0.1)).toEqual([null, false])
    expect(withSecondOpinion(claim(740_20), sums, () => new Map())).toEqual(claim(740_20))
  })

  test('what is no reply has no doubtful amount', async () => {
    const { cases } = await readCorpus('test/corpus')
    const read = cases.map(({ email }) => extract({ ...email, receivedAt: 0, attachments: [] }))
    expect(read.filter(({ isCreditorReply }) => !isCreditorReply).flatMap(({ flags }) => flags)).not.toContain(
      'doubtful_amount',
    )
  })

  test('a doubtful amount is flagged, and a clear one is not', () => {
    expect(extract(letterOf(text)).flags).not.toContain('doubtful_amount')
    const other = extract(
      letterOf('Die Miete von 650,00 € steht aus, der Schlüssel kostete 45,00 € und das Schloss 30,00 €.'),
    )
    expect(other.flags).toContain('doubtful_amount')
    expect(other.debtAmountCents).toBe(650_00)
  })
})
