import { expect, test } from 'vitest'
import { canonicalForm, fingerprintOf, parseType } from '../../../src/log/codec/avro.ts'
import { crc64Avro, fingerprintBytes, fingerprintHex } from '../../../src/log/codec/crc64.ts'

/** Vectors of the Avro project (share/test/data/schema-tests.txt): schema, canonical form, fingerprint as a signed long. */
const VECTORS: [unknown, string, bigint][] = [
  ['null', '"null"', 7195948357588979594n],
  [{ type: 'boolean' }, '"boolean"', -6970731678124411036n],
  ['int', '"int"', 8247732601305521295n],
  [{ type: 'long' }, '"long"', -3434872931120570953n],
  ['float', '"float"', 5583340709985441680n],
  ['double', '"double"', -8181574048448539266n],
  ['bytes', '"bytes"', 5746618253357095269n],
  ['string', '"string"', -8142146995180207161n],
  [['int'], '["int"]', -5232228896498058493n],
  [['int', { type: 'boolean' }], '["int","boolean"]', 5392556393470105090n],
  [
    { fields: [], type: 'record', name: 'foo', doc: 'x' },
    '{"name":"foo","type":"record","fields":[]}',
    -4824392279771201922n,
  ],
  [
    { fields: [], type: 'record', name: 'foo', namespace: 'x.y' },
    '{"name":"x.y.foo","type":"record","fields":[]}',
    5916914534497305771n,
  ],
  [
    { fields: [{ type: { type: 'boolean' }, name: 'f1' }], type: 'record', name: 'foo' },
    '{"name":"foo","type":"record","fields":[{"name":"f1","type":"boolean"}]}',
    7843277075252814651n,
  ],
  [
    { namespace: 'x.y.z', type: 'enum', name: 'foo', doc: 'foo bar', symbols: ['A1', 'A2'] },
    '{"name":"x.y.z.foo","type":"enum","symbols":["A1","A2"]}',
    -4448647247586288245n,
  ],
  [{ name: 'foo', type: 'fixed', size: 15 }, '{"name":"foo","type":"fixed","size":15}', 1756455273707447556n],
  [{ items: { type: 'null' }, type: 'array' }, '{"type":"array","items":"null"}', -589620603366471059n],
  [{ values: 'string', type: 'map' }, '{"type":"map","values":"string"}', -8732877298790414990n],
]

test.each(VECTORS)('the specification: %j', (schema, canonical, signed) => {
  expect(crc64Avro(Buffer.from(canonical))).toBe(BigInt.asUintN(64, signed))
  const type = parseType(schema as never)
  expect(canonicalForm(type)).toBe(canonical)
  expect(fingerprintOf(type)).toBe(BigInt.asUintN(64, signed))
})

test('a fingerprint is written little-endian into records, and read by people the other way round', () => {
  const int = crc64Avro(Buffer.from('"int"'))
  expect(fingerprintHex(int)).toBe('7275d51a3f395c8f')
  expect(fingerprintBytes(int).toString('hex')).toBe('8f5c393f1ad57572')
  expect(fingerprintHex(5n)).toBe('0000000000000005')
})
