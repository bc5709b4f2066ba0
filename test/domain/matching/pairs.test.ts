/** Any two clients of one creditor: what is one's and what is the other's in one mail is a question. */
import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import type { Inquiry } from '../../../src/domain/matching/types.ts'
import { decideOn } from './deciding.ts'
import { HARBOUR } from './harbour-registry.ts'
import { OFFICE } from './office.ts'
import { type Asked, type Person, registryOf } from './trap.ts'

/** Alike in all but one thing: half a first name, the last name's end, short numbers. */
const NEIGHBOURS: Record<string, Person> = {
  hans: ['Hans-Werner', 'Lohse', '1960-03-04', '7/1.26', null],
  heinz: ['Heinz-Werner', 'Lohse', '1963-05-06', '7/2.26', null],
  lena: ['Lena', 'Schröder', '1990-01-02', '7/3.26', null],
  lea: ['Lea', 'Schröter', '1991-03-04', '7/4.26', null],
  mai: ['Mai', 'Tran', '1985-07-08', '7/5.26', null],
  tran: ['Tran', 'Mai-Lohse', '1986-09-10', '7/6.26', null],
}
const ALIKE = registryOf(
  NEIGHBOURS,
  { strom: ['Uferstrom GmbH', 'service@uferstrom.example'] },
  Object.keys(NEIGHBOURS).map((who, n): Asked => [who, who, 'strom', [`V-4471-${n}2`]]),
)

const SUM = 'Die Forderung beträgt 1.000,00 EUR.'
const german = (iso: string) => iso.split('-').reverse().join('.')

const MIXTURES: Record<string, (one: Inquiry, other: Inquiry) => [subject: string, text: string] | null> = {
  'the name of one, the number of the other': (one, other) => [
    `Ihr Zeichen ${other.aktenzeichen}`,
    `${one.clientName}: ${SUM}`,
  ],
  'both names': (one, other) => ['Ihre Anfragen', `zu ${one.clientName} und ${other.clientName}: ${SUM}`],
  'the letter about one quoted, a claim against the other': (one, other) => [
    'AW: Ihre Anfrage',
    `unsere Forderung gegen ${other.clientName} beträgt 1.000,00 EUR.\n\nAm 03.03.2026 um 09:10 schrieb Kanzlei Imhof <post@kanzlei-imhof.example>:\n> unser Mandant ${one.clientName} (${one.aktenzeichen}) bittet um Auskunft.`,
  ],
  'the name of one, the birth date of the other': (one, { clientBirthDate: born }) =>
    born && born !== one.clientBirthDate ? ['Ihre Anfrage', `${one.clientName}, geb. ${german(born)}: ${SUM}`] : null,
  'the number of one, the birth date of the other': (one, { clientBirthDate: born }) =>
    born && born !== one.clientBirthDate ? [one.aktenzeichen, `geb. ${german(born)}. ${SUM}`] : null,
  'the name of one, a contract of the other': (one, { creditorReferences: [reference] }) =>
    reference ? [`Kundennummer ${reference}`, `${one.clientName}. ${SUM}`] : null,
  'the number of one, a contract of the other': (one, { creditorReferences: [reference] }) =>
    reference ? [`${one.aktenzeichen}, Vertrag ${reference}`, SUM] : null,
}

/** Namesakes have nothing but their numbers and dates to be told apart by. */
const isNamesake = (one: Inquiry, other: Inquiry) => one.clientName === other.clientName

describe.each([
  ['a harbour town', HARBOUR],
  ['another office', OFFICE],
  ['clients alike', ALIKE],
])('%s', (_, registry) => {
  const lookup = new MemoryInquiryLookup(registry)
  const pairs = registry.flatMap(one =>
    registry
      .filter(other => other.clientId !== one.clientId && other.creditorId === one.creditorId)
      .filter(other => !isNamesake(one, other))
      .map(other => [one, other] as const),
  )

  test.each(Object.entries(MIXTURES))('%s', async (_what, mix) => {
    const taken: string[] = []
    for (const [one, other] of pairs) {
      const mixed = mix(one, other)
      if (!mixed) continue
      const [subject, text] = mixed
      const { reached } = await decideOn(lookup, {
        from: [one.creditorName, one.creditorEmail],
        subject,
        text: `Guten Tag,\n\n${text}\n\nMit freundlichen Grüßen\n${one.creditorName}`,
        receivedAt: Date.UTC(2026, 6, 1),
      })
      if (reached.startsWith('auto')) taken.push(`${one.clientName} / ${other.clientName}: ${reached}`)
    }
    expect(taken).toEqual([])
  })
})
