import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  foldName,
  normaliseAktenzeichen,
  normaliseReference,
  phonetic,
  trigramSimilarity,
} from '../../../src/domain/matching/normalise.ts'
import { aktenzeichenKeys } from '../../../src/domain/matching/query.ts'

describe('names', () => {
  test.each([
    ['Müller', 'Mueller'],
    ['Groß', 'GROSS'],
    ['Østergård', 'Ostergard'],
    ['Yılmaz', 'Yilmaz'],
    ['Wiśniewski', 'Wisniewski'],
    ['José', 'Jose'],
    ['von der  Heide', 'Von Der Heide'],
    ['Schulze-Wendt', 'Schulze Wendt'],
  ])('%s is folded like %s', (a, b) => expect(foldName(a)).toBe(foldName(b)))
  test.each([
    ['Meyer', 'Maier'],
    ['Schmidt', 'Schmitt'],
    ['Hussein', 'Husain'],
    ['Philipp', 'Filip'],
  ])('%s sounds like %s', (a, b) => expect(phonetic(a)).toBe(phonetic(b)))
  test.each([
    ['Wikipedia', '3412'],
    ['Müller-Lüdenscheidt', '65752682'],
    ['Breschnew', '17863'],
  ])('Kölner Phonetik of %s', (name, code) => expect(phonetic(name)).toBe(code))
})

describe('numbers', () => {
  test.each([
    ['SB-2025/0417', 'sb 2025 - 417'],
    ['2024-117-K', '2024/117 K'],
    ['INS/77/25', 'ins 77/25'],
    ['K. 118.25', 'K 118/25'],
    ['M-00412', 'M 412'],
  ])('%s is %s', (a, b) => expect(normaliseAktenzeichen(a)).toBe(normaliseAktenzeichen(b)))
  test('a glued file number and a letter O', () => {
    expect(aktenzeichenKeys('SB20250417')).toContain(normaliseAktenzeichen('SB-2025/0417'))
    expect(aktenzeichenKeys('SB-2025/041O')).toContain(normaliseAktenzeichen('SB-2025/0410'))
  })
  test('spacing of a reference does not matter, its zeros do', () => {
    expect(normaliseReference('2 004 771 905')).toBe(normaliseReference('2004771905'))
    expect(normaliseReference('30 551 09-4')).not.toBe(normaliseReference('30 551 9-4'))
  })
})

test('similarity is that of pg_trgm', () => {
  expect(trigramSimilarity('word', 'two words')).toBeCloseTo(0.363636, 5)
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(trigramSimilarity(a, b)).toBe(trigramSimilarity(b, a))
    }),
  )
})
