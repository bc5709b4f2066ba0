/** Whatever form a firm's file numbers have, and however a creditor copies them: the registry says what they are. */
import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { normaliseAktenzeichen } from '../../../src/domain/matching/normalise.ts'
import { decideOn } from './deciding.ts'

const SCHEMES: Record<string, (n: number) => string> = {
  'number and year': n => `${100 + n}/25`,
  'with a clerk’s letters': n => `${100 + n}/25 RB`,
  'year first': n => `2025/${1000 + n}`,
  'letters first': n => `JR-25-${100 + n}`,
  'zeros in front': n => `00${100 + n}-25`,
  'a letter in the middle': n => `${100 + n}-M-26`,
  'letters that touch': n => `MD${4000 + n}`,
  'letters at the end': n => `25-${3000 + n}/SO`,
  'three groups': n => `2026-SB-00${100 + n}`,
}
const WRITINGS: Record<string, (number: string) => string> = {
  'as it is': number => number,
  'with gaps': number => number.replace(/([/.-])/g, ' $1 '),
  'with other strokes': number => number.replace(/[-. ]/g, '/'),
  'with hyphens': number => number.replace(/[/. ]/g, '-'),
  'without zeros': number => number.replace(/(?<!\d)0+(?=\d)/g, ''),
  'with the year in full': number => number.replace(/(?<!\d)2[56](?!\d)/, '20$&'),
  'with the year’s last digits': number => number.replace(/(?<!\d)20(?=2[56](?!\d))/, ''),
  'with the letters at the other end': number =>
    number.replace(/^([A-Z]+)(?:-(?=\d))?(.+)$|^(\d.+?)[ /-]([A-Z]+)$/, (_, ...parts) =>
      parts[0] ? `${parts[1]} ${parts[0]}` : `${parts[3]} ${parts[2]}`,
    ),
  'in brackets': number => `(${number})`,
}
const CLAIM = 'sind 120,00 EUR offen.\n\nMit freundlichen Grüßen\nBergland Versand GmbH'
const PLACES: Record<string, (number: string) => [subject: string, text: string]> = {
  'under Ihr Zeichen': number => ['Ihre Anfrage', `Ihr Zeichen: ${number}\n\nGuten Tag,\n\nhier ${CLAIM}`],
  'in the subject': number => [`AW: ${number}`, `Guten Tag,\n\nhier ${CLAIM}`],
  'in a sentence': number => ['Ihr Schreiben', `Guten Tag,\n\nin der Sache ${number} ${CLAIM}`],
  'below the closing': number => ['Ihr Schreiben', `Guten Tag,\n\nhier ${CLAIM}\n\n${number}`],
}

/** Six clients of one creditor, told apart by their file numbers alone. */
const registry = (scheme: (n: number) => string) =>
  ['Ulla Kranz', 'Timo Reeh', 'Alma Brügge', 'Ege Demir', 'Ole Lund', 'Ida Falk'].map((clientName, n) => ({
    inquiryId: `q${n}`,
    clientId: `c${n}`,
    clientName,
    clientFirstName: clientName.split(' ')[0]!,
    clientLastName: clientName.split(' ')[1]!,
    clientBirthDate: null,
    aktenzeichen: scheme(n),
    clientAddress: null,
    creditorId: 'k',
    creditorName: 'Bergland Versand GmbH',
    creditorEmail: 'service@bergland-versand.example',
    creditorReferences: [],
    expectedAmountCents: null,
    sentAt: Date.UTC(2026, 0, 1 + n),
  }))

describe.each(Object.entries(SCHEMES))('%s', (_, scheme) => {
  const lookup = new MemoryInquiryLookup(registry(scheme))
  const cases = Object.entries(PLACES).flatMap(([where, place]) =>
    Object.entries(WRITINGS).map(([how, write]) => [where, how, place(write(scheme(3)))] as const),
  )
  test.each(cases)('%s, %s', async (_where, _how, [subject, text]) => {
    const { query, decision, reached } = await decideOn(lookup, {
      from: ['Bergland', 'service@bergland-versand.example'],
      subject,
      text,
    })
    // A creditor with ten thousand letters is not read through: the number itself must be asked for.
    expect(query.aktenzeichen).toContain(normaliseAktenzeichen(scheme(3)))
    expect(reached).toBe('auto q3')
    expect(decision.references).toEqual([])
  })
})
