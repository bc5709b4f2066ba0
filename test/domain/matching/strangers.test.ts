/** One creditor, clients of many origins: each is found however the name is written, and nobody is taken for a client. */
import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'

type Name = [first: string, last: string]
const CLIENTS: Name[] = [
  ['Jörg-Uwe', 'Müßig'],
  ['Magdalena', 'Przybyłowicz'],
  ['Đorđe', 'Šarić'],
  ['Anne', 'von und zu Berlepsch'],
  ['Kübra', 'Özoğuz'],
  ['Nguyễn Thị', 'Hồng'],
  ['José', 'García Márquez'],
  ['Mohamed', 'El-Hadi'],
  ['Piet', 'van der Meer'],
  ['Ann-Kathrin', 'Schulze-Delitzsch'],
  ['Yves', 'D’Amico'],
  ['Björn', 'Ødegård'],
  ['Oleksandr', 'Tkachenko'],
  ['Ewa', 'Kowalska'],
  ['Heinz', 'Klein'],
  ['Medina', 'Jurić'],
  ['Svetlana', 'Schäfer-Popowa'],
]
const WRITINGS: Record<string, (name: Name) => string> = {
  'in full': ([first, last]) => `${first} ${last}`,
  inverted: ([first, last]) => `${last}, ${first}`,
  'in capitals': ([first, last]) => `${first} ${last}`.toUpperCase(),
  'with a title': ([first, last]) => `Dr. ${first} ${last}`,
}
const PLACES: Record<string, (name: string) => [subject: string, text: string]> = {
  'in the subject': name => [name, 'Guten Tag,\n\noffen sind 120,00 EUR.'],
  'in a sentence': name => ['Ihr Schreiben', `Guten Tag,\n\ndie Forderung gegen ${name} beträgt 120,00 EUR.`],
  'behind a label': name => ['Ihr Schreiben', `Schuldner: ${name}\nForderung: 120,00 EUR`],
}

const lookup = new MemoryInquiryLookup(
  CLIENTS.map(([clientFirstName, clientLastName], n) => ({
    inquiryId: `q${n}`,
    clientId: `c${n}`,
    clientName: `${clientFirstName} ${clientLastName}`,
    clientFirstName,
    clientLastName,
    clientBirthDate: null,
    aktenzeichen: `AB/${1000 + n}`,
    clientAddress: null,
    creditorId: 'k',
    creditorName: 'Bergland Versand GmbH',
    creditorEmail: 'service@bergland-versand.example',
    creditorReferences: [],
    expectedAmountCents: null,
    sentAt: Date.UTC(2026, 0, 1 + n),
  })),
)

async function matched(subject: string, text: string): Promise<string> {
  const { reached } = await decideOn(lookup, {
    from: ['Bergland', 'service@bergland-versand.example'],
    subject,
    text: `${text}\n\nBergland Versand GmbH`,
  })
  return reached.startsWith('auto ') ? reached.slice(5) : 'asked'
}

const CASES = Object.entries(PLACES).flatMap(([where, place]) =>
  Object.entries(WRITINGS).map(([how, write]) => [where, how, (name: Name) => place(write(name))] as const),
)

describe.each(CASES)('%s, %s', (_where, _how, letter) => {
  test.each(CLIENTS)('%s %s is found', async (...name) =>
    expect(await matched(...letter(name))).toBe(`q${CLIENTS.findIndex(([first]) => first === name[0])}`),
  )

  const relatives = CLIENTS.map(([, last], n): Name => [['Susanne', 'Patrick', 'Ahmed', 'Leonie'][n % 4]!, last])
  test.each(relatives)('%s %s bears a client’s last name', async (...name) =>
    expect(await matched(...letter(name))).toBe('asked'),
  )

  const others = CLIENTS.map(([first], n): Name => [first, ['Ackermann', 'Yıldız', 'Reimann-Koch', 'Wolf'][n % 4]!])
  test.each(others)('%s %s bears a client’s first name', async (...name) =>
    expect(await matched(...letter(name))).toBe('asked'),
  )
})
