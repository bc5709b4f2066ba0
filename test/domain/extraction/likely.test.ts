/** The model that weighs a mail's words: what it is made of, that it is made again by the same corpora, and what it may change. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { developmentExamples, train } from '../../../scripts/dev/train-intent.ts'
import { lastNames, written } from '../../../scripts/dev/training.ts'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { likelyIntents, readModel, secondOpinion, termsOf } from '../../../src/domain/extraction/intent/likely.ts'
import { mailOf } from './mail.ts'

const FILE = 'src/domain/extraction/intent/likely-model.json'
const model = JSON.parse(readFileSync(FILE, 'utf8')) as { terms: string[] }

test('the corpora as they are give the model as it is', () => {
  expect(written(train(developmentExamples('test'), lastNames('test'))), 'run node scripts/dev/train-intent.ts').toBe(
    readFileSync(FILE, 'utf8'),
  )
}, 120_000)

test('it knows words of the language, and no last name of anybody', () => {
  const words = new Set(model.terms.flatMap(line => line.split('\t')[0]!.replace('s:', '').split(' ')))
  expect([...lastNames('test')].filter(name => words.has(name))).toEqual([])
})

describe('likelihoods', () => {
  test('are shares of one, whatever is said', () => {
    const said = fc.record({ subject: fc.string(), sentences: fc.array(fc.string()) })
    fc.assert(
      fc.property(said, one => {
        const shares = [...likelyIntents(one).shares.values()]
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(shares.every(share => share >= 0)).toBe(true)
      }),
    )
  })

  test('are those of its weights: how often a term is there counts by its logarithm, and the length of a mail not at all', () => {
    const ask = readModel({
      intents: ['inquiry', 'rejection'],
      bias: [0, 0],
      terms: ['ja\t100\t100\t0', 'nein\t100\t0\t100'],
    })
    const share = (...sentences: string[]) => ask({ subject: '', sentences }).shares.get('inquiry')!
    expect(share('ja')).toBeCloseTo(1 / (1 + Math.exp(-1)), 9)
    expect(share('ja ja ja')).toBeCloseTo(share('ja'), 9)
    expect(share('ja nein')).toBeCloseTo(0.5, 9)
    expect(share('ja ja nein')).toBeGreaterThan(0.5)
    expect(share('vielleicht')).toBe(0.5)
  })

  test('are asked of the very terms that are learnt', () => {
    const words = fc.constantFrom(
      'wir',
      'nehmen',
      'ihren',
      'vorschlag',
      'an',
      'betrag',
      'forderung',
      'unbekanntes',
      '.',
      '?',
    )
    const texts = fc.array(words, { maxLength: 12 }).map(all => all.join(' '))
    const known = new Set(model.terms.map(line => line.split('\t')[0]!))
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 4 }), (subject, sentences) => {
        const terms = [...termsOf({ subject, sentences }).keys()].filter(term => known.has(term))
        expect(likelyIntents({ subject, sentences }).known).toBe(terms.length)
      }),
    )
  })

  test('terms are words and pairs of neighbours, the subject’s apart', () => {
    expect([...termsOf({ subject: 'ihre anfrage', sentences: ['wir lehnen ab!'] }).keys()]).toEqual([
      'wir',
      'lehnen',
      'wir lehnen',
      'ab',
      'lehnen ab',
      '!',
      'ab !',
      's:ihre',
      's:anfrage',
    ])
  })
})

describe('against the rules', () => {
  const read = (text: string, subject = 'Ihre Anfrage') => extract(mailOf(text, { subject }))
  test('it counts where it is several times surer, and then nobody is sure', () => {
    const said = {
      subject: '',
      sentences: [
        'ihre nachricht ist eingegangen',
        'wir melden uns unaufgefordert',
        'bitte sehen sie von ruckfragen ab',
      ],
    }
    expect(secondOpinion('debt_statement', 0, said)).toEqual({ likeliest: 'auto_reply', counts: true })
    expect(secondOpinion('debt_statement', 20, said), 'the rules are surer').toEqual({
      likeliest: 'auto_reply',
      counts: false,
    })
    expect(secondOpinion('auto_reply', 0, said).counts).toBe(false)
  })
  test('a clear statement stays one', () => {
    expect(read('Unsere Gesamtforderung beträgt 412,00 EUR.').intent).toBe('debt_statement')
    expect(secondOpinion('debt_statement', 0, { subject: '', sentences: [] }).counts).toBe(false)
  })
})
