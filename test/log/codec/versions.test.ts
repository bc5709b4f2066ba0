import { expect, test } from 'vitest'
import { createCodec } from '../../../src/log/codec/codec.ts'
import { lockOf, lockProblems, versionProblems } from '../../../src/log/codec/compatibility.ts'
import { loadSchemas, readSchemaFiles } from '../../../src/log/codec/schemas.ts'
import { exampleEvent } from '../../support/examples.ts'
import { asLogged } from '../../support/records.ts'
import { schemaFolder } from '../../support/schema-folder.ts'

const by = { name: 'by', type: 'string' }
const note = { name: 'note', type: ['null', 'string'], default: null }
const urgency = { name: 'urgency', type: 'long', default: 3 }
const problems = (files: Record<string, unknown[]>) => versionProblems(readSchemaFiles(schemaFolder(files)))

test('what an old version wrote is read as the newest; a new version is what is written', () => {
  const old = createCodec(loadSchemas(schemaFolder({ 'RetryRequested.v1': [by] })))
  const now = createCodec(
    loadSchemas(
      schemaFolder({
        'RetryRequested.v1': [by],
        'RetryRequested.v2': [by, note],
        'RetryRequested.v10': [urgency, note, by],
      }),
    ),
  )
  const event = exampleEvent('RetryRequested', { data: { by: 'anna' } })
  const read = now.decode(asLogged(old.encode(event)))
  expect(read.data).toStrictEqual({ urgency: 3, note: null, by: 'anna' })
  const data = { by: 'anna', note: 'bald', urgency: 1 }
  const written = now.encode({ ...event, data })
  expect(now.decode(asLogged(written)).data).toStrictEqual({ urgency: 1, note: 'bald', by: 'anna' })
  expect(() => old.decode(asLogged(written))).toThrow(/deploy/)
})

test('two files with one fingerprint are refused: nobody could tell their records apart', () => {
  const folder = schemaFolder({ 'RetryRequested.v1': [by], 'RetryRequested.v2': [{ ...by, default: 'x', doc: 'who' }] })
  expect(() => loadSchemas(folder)).toThrow(/RetryRequested\.v1\.avsc and RetryRequested\.v2\.avsc.*same fingerprint/)
  expect(versionProblems(readSchemaFiles(folder)).map(problem => problem.wrong)).toContainEqual(
    expect.stringContaining('same fingerprint as RetryRequested.v1.avsc'),
  )
})

test('a file that is no schema, or is named wrongly, is named', () => {
  expect(() => loadSchemas(schemaFolder({ 'RetryRequested.v1': [{ name: 'by', type: 'strin' }] }))).toThrow(
    /RetryRequested\.v1\.avsc: .*strin/,
  )
  expect(() => loadSchemas(schemaFolder({ 'retry-requested': [by] }))).toThrow(/named like EmailReceived\.v1\.avsc/)
})

test('versions that read each other are no problem', () => {
  expect(
    problems({
      'RetryRequested.v1': [by],
      'RetryRequested.v2': [by, note],
      'RetryRequested.v3': [by],
      'DigestSent.v1': [],
    }).map(({ wrong }) => wrong),
  ).toEqual(['has the same fingerprint as RetryRequested.v1.avsc'])
  expect(
    problems({ 'RetryRequested.v1': [by], 'RetryRequested.v2': [by, note], 'RetryRequested.v3': [urgency, by] }),
  ).toEqual([])
})

test.each([
  ['a field without a default', [by, { name: 'note', type: 'string' }], /written with .*v1.* cannot be read as .*v2/],
  ['a field removed that has no default', [], /written with .*v2.* cannot be read as .*v1/],
  ['another type', [{ name: 'by', type: 'long' }], /cannot be read/],
  ['a wider type', [{ name: 'by', type: ['null', 'string'] }], /written with .*v2.* cannot be read as .*v1/],
])('%s is refused', (_, fields, message) => {
  const found = problems({ 'RetryRequested.v1': [by], 'RetryRequested.v2': fields })
  expect(found.map(problem => problem.wrong).join('\n')).toMatch(message)
  expect(found[0]).toMatchObject({ file: 'RetryRequested.v2.avsc', mend: expect.stringContaining('default') })
})

test('another default is refused, also against a version that is not the last', () => {
  const found = problems({
    'RetryRequested.v1': [by, urgency],
    'RetryRequested.v2': [by],
    'RetryRequested.v3': [by, note, { ...urgency, default: 5 }],
  })
  expect(found).toMatchObject([
    { wrong: 'the default of RetryRequested.urgency is 5, in RetryRequested.v1.avsc it is 3' },
  ])
})

test('a gap in the numbers is refused', () => {
  expect(problems({ 'RetryRequested.v2': [by] })).toMatchObject([{ wrong: 'is version 2, but version 1 is missing' }])
})

test('the lock notices what was edited, deleted or added, and lets docs be', () => {
  const read = (fields: unknown[], name = 'RetryRequested.v1') => readSchemaFiles(schemaFolder({ [name]: fields }))
  const lock = { 'RetryRequested.v1.avsc': lockOf(read([by, urgency])[0]!) }
  expect(lockProblems(read([{ ...by, doc: 'who' }, urgency]), lock)).toEqual([])
  expect(lockProblems(read([by, { ...urgency, default: 4 }]), lock)).toMatchObject([
    { wrong: expect.stringContaining('was edited'), mend: expect.stringContaining('RetryRequested.v2.avsc') },
  ])
  expect(lockProblems(read([by], 'DigestSent.v1'), lock)).toMatchObject([
    { file: 'RetryRequested.v1.avsc', mend: 'git restore RetryRequested.v1.avsc' },
    { file: 'DigestSent.v1.avsc', wrong: 'is not in fingerprints.json' },
  ])
})
