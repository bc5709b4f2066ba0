/** A pattern that is tried only where it can match must say what it says when it is tried everywhere. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCorpus } from '../../../src/demo/corpus.ts'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { matchesOf } from '../../../src/domain/extraction/patterns/matches.ts'
import { needsOf } from '../../../src/domain/extraction/patterns/needs.ts'
import { eachMatchOf, sifted } from '../../../src/domain/extraction/patterns/sieve.ts'

/** Every pattern that runs while the corpus is read, with some of the texts that it is asked about. */
const asked = new Map<string, { pattern: RegExp; texts: Set<string> }>()

beforeAll(async () => {
  const { cases } = await readCorpus('test/corpus')
  const exec = RegExp.prototype.exec
  RegExp.prototype.exec = function (text: string) {
    const key = `${this.flags}/${this.source}`
    const known = asked.get(key) ?? { pattern: new RegExp(this.source, this.flags), texts: new Set<string>() }
    asked.set(key, known)
    if (known.texts.size < 60) known.texts.add(String(text))
    return exec.call(this, text)
  }
  try {
    for (const { email } of cases) extract({ ...email, receivedAt: 0, attachments: [] })
  } finally {
    RegExp.prototype.exec = exec
  }
}, 60_000)

const search = (pattern: { exec(text: string): RegExpExecArray | null }, bare: RegExp, text: string) => {
  bare.lastIndex = 0
  const found = pattern.exec(text)
  return found && [found.index, ...found]
}

describe('all patterns of the rules', () => {
  test('on the texts that they are asked about, and on those of each other', () => {
    const texts = [...new Set([...asked.values()].flatMap(({ texts: of }) => [...of].slice(0, 2)))].slice(0, 400)
    let spared = 0
    const patterns = [...asked.values()].map(({ pattern, texts }) => ({
      pattern,
      through: sifted(pattern),
      own: texts,
    }))
    for (const { pattern, through, own } of patterns) {
      for (const text of [...own, ...(own.size > 20 ? texts : [])]) {
        const expected = search(pattern, pattern, text)
        expect(search(through, pattern, text), `${pattern} on ${text}`).toEqual(expected)
        if (!expected && !through.mayMatch(text)) spared++
      }
    }
    expect(asked.size).toBeGreaterThan(300)
    expect(spared).toBeGreaterThan(10_000)
  }, 60_000)

  test('on texts made of their own words, in any case, with letters that only look the same', () => {
    const patterns = [...asked.values()].map(({ pattern }) => pattern).filter(pattern => pattern.source.length < 600)
    const words = patterns.flatMap(pattern => pattern.source.match(/[\p{L}\d]{2,}/gu) ?? [])
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom(...words).map(word => word.toUpperCase()),
      fc.constantFrom(' ', ' ', '. ', '-', '', '\n', 'ä', 'ß', 'ſ', '\u212a', '_', '12', ' 300 €', '(', '…'),
    )
    const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map(pieces => pieces.join(''))
    const through = patterns.map(pattern => [pattern, sifted(pattern)] as const)
    fc.assert(
      fc.property(text, said => {
        const sentences = [{ folded: 'nichts davon' }, { folded: said }]
        for (const [bare, pattern] of through) {
          const found = search(bare, bare, said)
          expect(search(pattern, bare, said), `${bare} on ${said}`).toEqual(found)
          // Rules ask the whole sentence before they cut out what they look at.
          if (found) expect(pattern.mayMatch(`Davor ${said} danach`), `${bare} within ${said}`).toBe(true)
          // And all sentences of a mail at once.
          if (found) expect(pattern.mayMatchOneOf(sentences), `${bare} in one of them: ${said}`).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})

test.each<[RegExp, string]>([
  [/\bnoch\b/, 'noch'],
  [/\bnoch\b/, 'änoch€'],
  [/stra(?:ß|ss)e/i, 'STRASSE'],
  [/glaubiger|k(?:[uU]|ö)nde/iu, 'KÖNDE'],
  [/sie\ssind/iu, 'ſie\u2003ſind'],
  [/kosten/iu, '\u212aosten'],
  [/(?:zahl(?:t|en)? ){2}nicht/, 'zahlt zahlen nicht'],
  [/(?=noch)\w+ mehr/, 'noch mehr'],
  [/(?<!nicht )mehr(?! als)/, 'noch mehr'],
  [/abc{2,}def?/, 'abcccde'],
  [/(?<year>\d{4})-bericht/, '2024-bericht'],
  [/ver[mw]iete\w{0,3} ?[:=]+ ?ja$/, 'verwieten := ja'],
  [/\u00e4nderung|[^a]bcde/, 'änderung'],
  [/^\s*(?:und|oder)\b[^.]*\bmehr/m, 'a\n  und viel mehr'],
  [/x(?:yz|\bw)?halten/, 'xhalten'],
  [/\x61bcd/, 'abcd'],
  [/\/abcd\]/, '/abcd]'],
])('%s finds what is there in %j', (pattern, text) => {
  expect(search(pattern, pattern, text)).not.toBeNull()
  expect(search(sifted(pattern), pattern, text)).toEqual(search(pattern, pattern, text))
})

test('where the sentences of a list have not the words between them, none of them need be asked', () => {
  const sentences = [{ folded: 'die forderung ist bezahlt' }, { folded: 'wir danken' }]
  expect(sifted(/forderung\b.*\bbezahlt/).mayMatchOneOf(sentences)).toBe(true)
  expect(sifted(/forderung\b.*\bdanken/).mayMatchOneOf(sentences)).toBe(true)
  expect(sifted(/forderung\b.*\bverzichten/).mayMatchOneOf(sentences)).toBe(false)
  expect(sifted(/danken/).mayMatchOneOf([])).toBe(false)
  expect(sifted(/\w+/).mayMatchOneOf([])).toBe(true)
})

test('what is needed is read off the source, and what is not understood needs nothing', () => {
  expect(needsOf(/\bkein(?:e|en)?\b[^.]{0,40}\b(?:\w*forderung|saldo)\b/)).toEqual([
    [' saldo ', 'forderung'],
    [' kein ', ' keine ', ' keinen '],
  ])
  expect(needsOf(/(?:mahn\w+ und )?(?:kurz .* lang|sehr lang .* knapp)/)).toEqual([
    ['kurz ', 'sehr lang '],
    [' lang', ' knapp'],
  ])
  expect(needsOf(/\w+ (?:um|ab)/)).toEqual([])
  expect(needsOf(/(?:abcd)?|efgh/)).toEqual([])
  expect(needsOf(/(?i:abcd)/)).toEqual([])
})

test('every match of a global pattern is called back for, empty ones too, and a pattern made later is known as well', () => {
  const found: number[] = []
  eachMatchOf(/mahnung|(?=gebuhr)/g)('mahnung, mahngebuhr', match => found.push(match.index))
  expect(found).toEqual([0, 13])
  expect(sifted(/spater gemacht/).test('spater gemacht')).toBe(true)
  expect('eine mahnung'.replace(sifted(/mahnung/), '…')).toBe('eine …')
})

test('all matches are those of matchAll, empty ones and halves of surrogate pairs too, and each call begins anew', () => {
  const patterns = [/(?=(b))/gu, /a|(?=b)/g, /\p{L}+/gu, /(?:)/gu, /(?:)/g, /(?<=😀)/gu]
  const text = fc.array(fc.constantFrom('a', 'b', '😀', '\ud83d', ' ', 'ä')).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom(...patterns), (said, pattern) => {
      const found = matchesOf(pattern, said).map(match => [match.index, ...match])
      expect(found).toEqual([...said.matchAll(pattern)].map(match => [match.index, ...match]))
    }),
    { numRuns: 2000 },
  )
})
