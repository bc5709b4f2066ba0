/**
 * What each projection makes of one fixed history (fixtures/events.jsonl) is checked in, by version. If this fails, the
 * output has changed: raise the projection's `version` (its tables are then built anew), and run with
 * `UPDATE_FIXTURES=1` to add the new version's file. A file that is there is never overwritten.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { EventType, RecordedEvent } from '../../src/domain/events.ts'
import { CATALOGUE } from '../../src/domain/events.ts'
import { given, rowsOf } from '../../src/projections/engine/spec.ts'
import { PROJECTIONS } from '../../src/projections/registry.ts'
import { Story } from './support/story.ts'

const FOLDER = new URL('./fixtures/', import.meta.url)

/** Every type of event there is, and the ways of a mail that matter: how events.jsonl was made. */
function tellHistory() {
  const story = new Story()
  story.tell('InquirySent', 'inq-2041')
  story.tell('InquirySent', 'inq-2042', { creditorName: 'Südkredit GmbH', creditorReferences: ['SK 1-2', 'Ä/7'] })
  for (const type of Object.keys(CATALOGUE) as EventType[]) {
    for (const topic of CATALOGUE[type].topics)
      story.tell(type, topic === 'debts' ? 'inq-2041' : `one-${topic}`, {}, { topic })
  }
  const mail = 'mail-1'
  story.tell('EmailReceived', mail)
  story.tell('ProcessingStarted', mail)
  story.tell('AttemptFailed', mail)
  story.tell('ProcessingStarted', mail)
  story.tell('EntitiesExtracted', mail)
  const match = story.tell('CreditorMatched', mail)
  story.tell('DebtUpdated', 'inq-2041', { version: 2, emailId: mail, matchId: match.id }, { correlationId: mail })
  const revocation = story.tell('RevocationRequested', mail)
  story.tell('AssignmentRevoked', mail, { matchId: match.id, inquiryIds: ['inq-2041'] }, { causationId: revocation.id })
  story.tell('ReviewRequested', mail, { reviewId: 'review-2' }, { causationId: revocation.id })
  story.tell(
    'DebtUpdateReverted',
    'inq-2041',
    { version: 3, emailId: mail, matchId: match.id },
    { correlationId: mail },
  )
  story.tell('InquiryWithdrawn', 'inq-2042')
  return story.events
}

/** Lines of a fixture; made by `make` if it is missing and that is asked for. */
function lines(name: string, make: () => unknown[]): unknown[] {
  const file = new URL(`${name}.jsonl`, FOLDER)
  if (!existsSync(file) && process.env.UPDATE_FIXTURES) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(
      file,
      make()
        .map(row => `${JSON.stringify(row)}\n`)
        .join(''),
    )
  }
  expect(existsSync(file), `${file.pathname} is missing: run with UPDATE_FIXTURES=1`).toBe(true)
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

const history = () => lines('events', tellHistory) as RecordedEvent[]

test('the fixed history has every type of event (else take events.jsonl away and have it made anew, with new versions)', () => {
  const types = new Set(history().map(event => event.type))
  expect(Object.keys(CATALOGUE).filter(type => !types.has(type as EventType))).toEqual([])
})

test.each(PROJECTIONS.map(projection => [projection.name, projection] as const))(
  '%s gives what its version gave',
  (name, projection) => {
    const events = history().filter(event => projection.topics.includes(event.topic))
    given(projection, events)
    const rows = JSON.parse(JSON.stringify(rowsOf(projection, events)))
    expect(rows).toEqual(lines(`${name}.v${projection.version}`, () => rows))
  },
)
