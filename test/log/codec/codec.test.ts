import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CATALOGUE,
  type EventData,
  type EventType,
  mayAppend,
  type NewEvent,
  SOURCES,
} from '../../../src/domain/events.ts'
import { createCodec, decode, encode, MissingDeployment, UndecodableRecord } from '../../../src/log/codec/codec.ts'
import { loadSchemas } from '../../../src/log/codec/schemas.ts'
import { EXAMPLES, exampleEvent } from '../../support/examples.ts'
import { asLogged } from '../../support/records.ts'
import { schemaFolder } from '../../support/schema-folder.ts'

const types = Object.keys(EXAMPLES) as EventType[]

test.each(types)('%s comes back exactly', type => {
  const event = exampleEvent(type)
  const back = decode(asLogged(encode(event), { offset: 7 }))
  expect(back).toStrictEqual({ ...event, partition: 0, offset: 7 })
})

test('a record is a CloudEvent in single-object encoding, keyed by its subject, at its time', () => {
  const event = exampleEvent('DebtUpdated', {
    causationId: 'cause-1',
    idempotencyKey: 'update:debt-1:ab',
    partition: 4,
  })
  const record = encode(event)
  expect(record.value.subarray(0, 2).toString('hex')).toBe('c301')
  expect(record).toMatchObject({ topic: 'debts', key: 'mail-1', partition: 4, timestamp: event.time })
  expect(record.headers).toStrictEqual({
    ce_specversion: '1.0',
    ce_id: 'id-DebtUpdated',
    ce_type: 'DebtUpdated',
    ce_source: '/group/debts',
    ce_time: '2026-02-03T08:12:44.000Z',
    ce_subject: 'mail-1',
    'content-type': 'application/avro',
    'correlation-id': 'mail-1',
    'causation-id': 'cause-1',
    'idempotency-key': 'update:debt-1:ab',
  })
})

describe('whatever the data', () => {
  const text = () => fc.string({ unit: 'grapheme' })
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
  const long = () => fc.integer({ min: -(2 ** 52) + 1, max: 2 ** 52 - 1 })
  const record = <T>(of: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T>(of, { noNullPrototype: true })
  const same = (event: NewEvent): void => {
    expect(decode(asLogged(encode(event)))).toStrictEqual({ ...event, partition: 0, offset: 0 })
  }

  test('a mail comes back', () => {
    const mail: fc.Arbitrary<EventData['EmailReceived']> = record({
      account: text(),
      webhookId: text(),
      ticketId: text(),
      subject: text(),
      fromEmail: text(),
      fromName: text(),
      toEmail: text(),
      receivedAt: long(),
      bodyText: maybe(fc.string({ unit: 'grapheme', size: 'large' })),
      bodyHtml: maybe(text()),
      attachments: fc.array(record({ url: text(), filename: text(), contentType: text(), size: long() })),
    })
    const meta = record({
      id: text(),
      subject: text(),
      time: fc.date({ noInvalidDate: true }).map(Number),
      source: fc.constantFrom('/web', '/cli'),
      correlationId: text(),
      causationId: maybe(text()),
      idempotencyKey: maybe(text()),
    })
    fc.assert(fc.property(mail, meta, (data, its) => same(exampleEvent('EmailReceived', { data, ...its }))))
  })

  const candidate = {
    inquiryId: text(),
    clientId: text(),
    clientName: text(),
    creditorName: text(),
    aktenzeichen: text(),
  }

  test('a match comes back', () => {
    const evidence = fc.array(record({ kind: text(), weight: fc.double(), detail: text() }))
    const data = record({
      assignments: fc.constant(EXAMPLES.CreditorMatched.assignments),
      score: maybe(fc.double()),
      margin: maybe(fc.double()),
      evidence,
      candidates: fc.array(record({ ...candidate, score: fc.double(), evidence })),
      decidedBy: text(),
      reason: text(),
      registryPosition: fc.array(long()),
    })
    fc.assert(fc.property(data, value => same(exampleEvent('CreditorMatched', { data: value }))))
  })

  test('a body of some megabytes comes back, and the next small one too', () => {
    same(exampleEvent('EmailReceived', { data: { ...EXAMPLES.EmailReceived, bodyText: 'ä€'.repeat(2_000_000) } }))
    same(exampleEvent('EmailReceived'))
  })

  test('damaged bytes are an error with a name, never another error and never silence about their length', () => {
    const good = asLogged(encode(exampleEvent('ReviewRequested')))
    fc.assert(
      fc.property(fc.nat({ max: good.value.length - 1 }), length => {
        const short = { ...good, value: good.value.subarray(0, length) }
        expect(() => decode(short)).toThrow(UndecodableRecord)
      }),
    )
    const long = { ...good, value: Buffer.concat([good.value, Buffer.from([0])]) }
    expect(() => decode(long)).toThrow(/emails\/0@0.*longer than ReviewRequested\.v1/)
  })
})

test('data that does not fit is refused when it is written', () => {
  const event = exampleEvent('DebtUpdated', { data: { ...EXAMPLES.DebtUpdated, amountCents: 12.5 } })
  expect(() => encode(event)).toThrow(/12\.5/)
  const huge = exampleEvent('DebtUpdated', { data: { ...EXAMPLES.DebtUpdated, amountCents: 2 ** 52 } })
  expect(() => encode(huge)).toThrow(/4503599627370496 is beyond/)
})

describe('what cannot be read', () => {
  const good = asLogged(encode(exampleEvent('DigestSent')), { partition: 3, offset: 17 })
  const without = (name: string) => ({ ...good, headers: { ...good.headers, [name]: undefined } as never })

  test('an unknown schema is a missing deployment', () => {
    const value = Buffer.from(good.value)
    value[5]! ^= 1
    expect(() => decode({ ...good, value })).toThrow(MissingDeployment)
    expect(() => decode({ ...good, value })).toThrow(/operations\/3@17.*DigestSent.*deploy/)
  })

  test('so is an event type that only a schema knows', () => {
    const codec = createCodec(loadSchemas(schemaFolder({ 'Unheard.v1': [] })))
    const record = codec.encode(exampleEvent('DigestSent', { type: 'Unheard' as never, data: {} as never }))
    expect(() => codec.decode(asLogged(record))).toThrow(MissingDeployment)
  })

  test.each([
    ['not Avro', { ...good, value: Buffer.from('{"type":"DigestSent"}') }, /21 bytes are not in Avro/],
    ['empty', { ...good, value: Buffer.alloc(0) }, /0 bytes/],
    [
      'another type',
      { ...good, headers: { ...good.headers, ce_type: 'RetryRequested' } },
      /its schema is one of DigestSent/,
    ],
    ['another key', { ...good, key: 'other' }, /its key other is not its subject mail-1/],
    ['a wrong time', { ...good, headers: { ...good.headers, ce_time: 'gestern' } }, /ce_time is no time: gestern/],
    ['no type', without('ce_type'), /no header ce_type/],
    ['no id', without('ce_id'), /no header ce_id/],
    ['no correlation', without('correlation-id'), /no header correlation-id/],
  ])('%s is poison', (_, record, message) => {
    expect(() => decode(record)).toThrow(UndecodableRecord)
    expect(() => decode(record)).toThrow(message)
  })
})

test('an envelope seals and opens the bytes: the seam for encryption', () => {
  const flip = (bytes: Buffer) => Buffer.from(bytes.map(byte => byte ^ 0xff))
  const codec = createCodec(loadSchemas(), { seal: flip, open: flip })
  const event = exampleEvent('DigestSent')
  const record = codec.encode(event)
  expect(record.value[0]).toBe(0xc3 ^ 0xff)
  expect(codec.decode(asLogged(record))).toMatchObject({ data: event.data })
})

describe('who may append what', () => {
  const allowed = (Object.keys(CATALOGUE) as EventType[]).flatMap(type =>
    CATALOGUE[type].topics.flatMap(topic =>
      Object.keys(SOURCES).map(source => ({ type, topic, source, may: mayAppend({ type, topic, source }) })),
    ),
  )
  test.each(allowed.filter(({ may }) => !may))('$source must not append $type to $topic', ({ type, topic, source }) => {
    expect(() => encode(exampleEvent(type, { topic, source } as never))).toThrow(
      `${source} must not append ${type} to ${topic}`,
    )
  })
  test('every event has somebody who may, and a decision exactly one in each topic', () => {
    for (const type of Object.keys(CATALOGUE) as EventType[]) {
      for (const topic of CATALOGUE[type].topics) {
        const writers = allowed.filter(row => row.may && row.type === type && row.topic === topic)
        if (CATALOGUE[type].kind === 'decision') expect(writers, `${type} in ${topic}`).toHaveLength(1)
        else expect(writers.length, `${type} in ${topic}`).toBeGreaterThan(0)
      }
    }
  })
})
