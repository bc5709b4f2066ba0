/** A registry of a large firm after many years: clients with about ten inquiries each, creditors from banks to landlords. */
import type { Random } from '../../chaos/random.ts'
import type { EventData } from '../../domain/events.ts'
import { nameSource, type PersonName } from './names.ts'

export type Sent = EventData['InquirySent'] & { inquiryId: string }

interface Client extends PersonName {
  id: string
  birthDate: string | null
  aktenzeichen: string
}

interface Creditor {
  id: string
  name: string
  email: string
  prefix: string
}

const CREDITORS = 4_000
const TRADES = ['Bank', 'Inkasso', 'Versand', 'Energie', 'Telekom', 'Versicherung', 'Stadtwerke', 'Wohnbau', 'Leasing']
const FORMS = ['GmbH', 'AG', 'GmbH & Co. KG', 'eG', 'KG']
const MAILBOXES = ['forderung', 'inkasso', 'kundenservice', 'buchhaltung', 'info']
const DAY = 86_400_000
const TODAY = Date.UTC(2026, 0, 31)

/** Every inquiry, client by client: the same ones for the same seed. */
export function* registry(size: { clients: number; inquiries: number }, random: Random): Generator<Sent> {
  const name = nameSource(random)
  const creditors = Array.from({ length: CREDITORS }, (_, n) => creditor(n, name, random))
  let number = 0
  for (let n = 0; n < size.clients; n++) {
    const client = newClient(n, name(), random)
    const until = Math.round(((n + 1) * size.inquiries) / size.clients)
    for (; number < until; number++) yield inquiry(number, client, drawn(creditors, random), random)
  }
}

/** A few hundred creditors receive half of all letters. */
const drawn = (creditors: readonly Creditor[], random: Random) =>
  creditors[Math.floor(random.next() ** 3.5 * creditors.length)]!

function creditor(n: number, name: () => PersonName, random: Random): Creditor {
  const { last } = name()
  const host = `${last.toLowerCase().replace(/[^a-z]/g, '')}${n}`
  // Small creditors write from a mailbox provider, whose domain says nothing.
  const email = n > CREDITORS * 0.9 ? `${host}@web.de` : `${random.pick(MAILBOXES)}@${host}.example`
  return {
    id: `creditor-${n}`,
    name: `${last} ${random.pick(TRADES)} ${random.pick(FORMS)}`,
    email,
    prefix: host.slice(0, 2),
  }
}

function newClient(n: number, { first, last }: PersonName, random: Random): Client {
  const pad = (value: number) => String(value).padStart(2, '0')
  const birthDate = `${random.between(1940, 2004)}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`
  const year = 16 + Math.floor((n * 10) / 100_000)
  return {
    id: `client-${n}`,
    first,
    last,
    birthDate: random.next() < 0.1 ? null : birthDate,
    aktenzeichen: `${String(10_000 + n)}/${pad(year % 100)}`,
  }
}

function inquiry(n: number, client: Client, creditor: Creditor, random: Random): Sent {
  const digits = (length: number) => Array.from({ length }, () => random.between(0, 9)).join('')
  const references = [`${creditor.prefix.toUpperCase()}-${digits(4)}-${digits(6)}`]
  if (random.next() < 0.3) references.push(digits(10))
  return {
    inquiryId: `inquiry-${n}`,
    clientId: client.id,
    clientName: `${client.first} ${client.last}`,
    clientFirstName: client.first,
    clientLastName: client.last,
    clientBirthDate: client.birthDate,
    aktenzeichen: client.aktenzeichen,
    clientAddress: null,
    creditorId: creditor.id,
    creditorName: creditor.name,
    creditorEmail: creditor.email,
    creditorReferences: random.next() < 0.8 ? references : [],
    expectedAmountCents: random.between(2_000, 2_000_000),
    sentAt: TODAY - random.between(1, 2_000) * DAY,
  }
}
