/** What a rebuild is made of: reading many partitions at once, what has no room in memory, what was written before. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Batch, LogRecord, TopicPartition } from '../../src/log/log.ts'
import { interleave, type Range } from '../../src/projections/engine/bulk/interleave.ts'
import { SeenKeys } from '../../src/projections/engine/bulk/seen.ts'
import { Spool } from '../../src/projections/engine/bulk/spool.ts'
import { Pieces } from '../../src/projections/postgres/bulk/pieces.ts'

/** One partition as the log gives it: batches of records (some without any), times that only mostly rise. */
const partitions = fc.array(fc.array(fc.array(fc.nat(50), { maxLength: 6 }), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 5,
})

function logOf(batches: number[][][]) {
  let open = 0
  const record = (partition: number, offset: number, timestamp: number): LogRecord => ({
    topic: 'emails',
    partition,
    offset,
    timestamp,
    key: 'k',
    value: Buffer.alloc(0),
    headers: {},
  })
  const all = batches.map((list, partition) => {
    let offset = 0
    return list.map(times => times.map(time => record(partition, offset++, time)))
  })
  const log = {
    async *read({ topic, partition }: TopicPartition): AsyncGenerator<Batch> {
      open++
      try {
        let next = 0
        for (const records of all[partition]!) {
          next += records.length
          yield { topic, partition, records, next }
        }
      } finally {
        open--
      }
    },
  }
  const ranges: Range[] = all.map((list, partition) => ({
    topic: 'emails',
    partition,
    from: 0,
    to: list.flat().length,
  }))
  return { log, ranges, records: all.map(list => list.flat()), open: () => open }
}

describe('interleave', () => {
  test('gives every record once, each partition in its order, and tells of each as it comes', async () => {
    await fc.assert(
      fc.asyncProperty(partitions, async batches => {
        const { log, ranges, records, open } = logOf(batches)
        const told: LogRecord[] = []
        const given: LogRecord[] = []
        for await (const chunk of interleave(log, ranges, record => told.push(record))) {
          // Nothing is given that was not told before.
          given.push(...chunk)
          expect(told.length).toBeGreaterThanOrEqual(given.length)
        }
        for (const [partition, own] of records.entries()) {
          expect(given.filter(one => one.partition === partition)).toEqual(own)
          expect(told.filter(one => one.partition === partition)).toEqual(own)
        }
        expect(open()).toBe(0)
      }),
    )
  })

  test('where times rise in every partition, they rise in the whole', async () => {
    const rising = partitions.map(list =>
      list.map(batches => {
        let time = 0
        return batches.map(batch => batch.map(step => (time += step)))
      }),
    )
    await fc.assert(
      fc.asyncProperty(rising, async batches => {
        const { log, ranges } = logOf(batches)
        const times: number[] = []
        for await (const chunk of interleave(log, ranges)) times.push(...chunk.map(({ timestamp }) => timestamp))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
    )
  })

  test('whoever stops early leaves no reading open', async () => {
    const { log, ranges, open } = logOf([
      [[1], [3]],
      [[2], [4]],
    ])
    for await (const _ of interleave(log, ranges)) break
    expect(open()).toBe(0)
  })
})

describe('what is put aside on disk', () => {
  const names = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'käse', '日本'), fc.string({ unit: 'binary', maxLength: 200 })),
    {
      maxLength: 300,
    },
  )

  test('comes back key by key in its order, each key in one bucket', () => {
    fc.assert(
      fc.property(names, values => {
        const spool = new Spool()
        for (const [key, text] of values) spool.add(key, [key, text])
        expect(spool.size).toBe(values.length)
        const bucketOf = new Map<string, number>()
        const back: [string, string][] = []
        let bucket = 0
        for (const value of spool.drain<[string, string]>()) {
          if (value === null) {
            bucket++
            continue
          }
          expect(bucketOf.get(value[0]) ?? bucket).toBe(bucket)
          bucketOf.set(value[0], bucket)
          back.push(value)
        }
        const byKey = (list: [string, string][]) => Object.fromEntries(Map.groupBy(list, ([key]) => key))
        expect(byKey(back)).toEqual(byKey(values))
        spool.close()
      }),
      { numRuns: 60 },
    )
  })

  test('also much more than is read at once, with letters of several bytes on every border', () => {
    const spool = new Spool()
    const values = Array.from({ length: 400 }, (_, n) => `${'ä€😀'.repeat(400 + n)}${n}`)
    for (const value of values) spool.add('one key', value)
    expect([...spool.drain<string>()]).toEqual([...values, null])
  })

  test('has no name in any folder, so nothing of it outlives the process', () => {
    const ours = () => readdirSync(tmpdir()).filter(name => name.startsWith('postbuch-spool-'))
    const before = ours()
    const spool = new Spool()
    spool.add('a', 'x'.repeat(200_000))
    expect(ours()).toEqual(before)
    spool.close()
  })
})

test('a disk that takes only a part of what is put aside is an error, not a loss', () => {
  const spool = new URL('../../src/projections/engine/bulk/spool.ts', import.meta.url).href
  const text = "'x'.repeat(1000)"
  // Two pieces of 65 KiB, of which a file may have 100: the second is written in part.
  const script = `import { Spool } from '${spool}'
    const spool = new Spool()
    for (let n = 0; n < 132; n++) spool.add('one key', ${text})
    console.log([...spool.drain()].filter(Boolean).length)`
  const limited = ['-c', 'ulimit -f 100; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', script]
  const { status, stderr } = spawnSync('bash', limited, { encoding: 'utf8' })
  expect(stderr).toContain('EFBIG')
  expect(status).not.toBe(0)
})

describe('lines on their way to COPY', () => {
  test('are whole and in order, whatever their letters and however long', () => {
    const line = fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom('ä€😀', 'x'.repeat(700_000)))
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.nat(40_000)), { maxLength: 12 }), lines => {
        const pieces = new Pieces()
        const sent: string[] = []
        // A piece that is given back is written over: what it held must have been taken out before.
        const send = (piece: Buffer) => {
          sent.push(piece.toString())
          pieces.giveBack(piece)
        }
        const texts = lines.map(([text, times]) => text.toWellFormed().repeat(text.length > 50 ? 1 : times % 200))
        for (const text of texts) {
          const full = pieces.add(text)
          if (full) send(full)
        }
        send(pieces.rest())
        expect(sent.join('')).toBe(texts.join(''))
        expect(pieces.rest().length).toBe(0)
      }),
      { numRuns: 100 },
    )
  })
})

describe('which keys were written', () => {
  test('a key that was added is never denied', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 500 }), keys => {
        const seen = new SeenKeys(12)
        for (const key of keys) seen.add(key)
        for (const key of keys) expect(seen.has(key)).toBe(true)
      }),
    )
  })

  test('one that was not is taken for one seldom, as long as the filter is not full', () => {
    const seen = new SeenKeys(16)
    for (let n = 0; n < 6_000; n++) seen.add(`mail-${n}\u0000event-${n * 7}`)
    let wrong = 0
    for (let n = 6_000; n < 16_000; n++) if (seen.has(`mail-${n}\u0000event-${n * 7}`)) wrong++
    // By the formula of Bloom filters 0.9 %.
    expect(wrong).toBeLessThan(200)
  })
})
