import { expect, test } from 'vitest'
import { Fenced, LogUnavailable } from '../../../src/log/log.ts'
import { MemoryCluster } from '../../../src/log/memory/cluster.ts'
import { DEBTS_1, EMAILS_0, offsetsOf, readFrom, record } from '../../contract/log/harness.ts'
import { eventually } from '../../support/eventually.ts'

const fenced = async (cluster: MemoryCluster, id = 'tx') => {
  const producer = cluster.log().transactional(id)
  await producer.fence()
  return producer
}

test('a commit whose answer is lost is committed; the caller cannot know', async () => {
  const cluster = new MemoryCluster()
  const producer = await fenced(cluster)
  cluster.faults.loseAnswer('end')
  await expect(producer.commit([record(EMAILS_0, 'a'), record(DEBTS_1, 'b')])).rejects.toBeInstanceOf(LogUnavailable)
  const log = cluster.log()
  expect((await readFrom(log, EMAILS_0, 0)).texts).toEqual(['a'])
  expect((await readFrom(log, DEBTS_1, 0)).texts).toEqual(['b'])
  await expect(producer.commit([])).rejects.toThrow('needs fence')
})

test('a commit that was lost on its way leaves the transaction open, until the next fence aborts it', async () => {
  const cluster = new MemoryCluster()
  const producer = await fenced(cluster)
  cluster.faults.loseRequest('end')
  await expect(producer.commit([record(EMAILS_0, 'a')])).rejects.toBeInstanceOf(LogUnavailable)
  const log = cluster.log()
  expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ stable: 0, high: 1 })
  await expect(fenced(cluster)).rejects.toThrow('CONCURRENT_TRANSACTIONS')
  const successor = await eventually('the fence', () => fenced(cluster))
  await successor.commit([record(EMAILS_0, 'b')])
  await eventually('the barrier', async () => (await readFrom(log, EMAILS_0, 0)).texts.join() === 'b')
})

test('a produce that is lost in one partition leaves nothing of the transaction in the others', async () => {
  const cluster = new MemoryCluster()
  const producer = await fenced(cluster)
  cluster.faults.loseRequest('produce', { about: 'debts/1' })
  await expect(producer.commit([record(EMAILS_0, 'a'), record(DEBTS_1, 'b')])).rejects.toBeInstanceOf(LogUnavailable)
  cluster.expireTransaction('tx')
  const log = cluster.log()
  await eventually('the abort', async () => (await offsetsOf(log, EMAILS_0)).stable === 2)
  expect((await readFrom(log, EMAILS_0, 0)).texts).toEqual([])
})

test('markers can come long after the commit was answered', async () => {
  const cluster = new MemoryCluster()
  const log = cluster.log()
  const producer = await fenced(cluster)
  const markers = cluster.faults.hold('marker', { about: 'emails/0' })
  await producer.commit([record(EMAILS_0, 'a'), record(DEBTS_1, 'b')])
  expect(markers.count).toBe(1)
  expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ stable: 0, high: 1 })
  expect((await readFrom(log, DEBTS_1, 0)).texts).toEqual(['b'])
  await expect(fenced(cluster)).rejects.toThrow('CONCURRENT_TRANSACTIONS')
  const next = producer.commit([record(EMAILS_0, 'c')])
  markers.release()
  await next
  expect((await readFrom(log, EMAILS_0, 0)).texts).toEqual(['a', 'c'])
})

test('a transaction that takes too long is aborted, and its producer fenced', async () => {
  const cluster = new MemoryCluster()
  const producer = await fenced(cluster)
  const ends = cluster.faults.hold('end')
  const commit = producer.commit([record(EMAILS_0, 'slow')])
  await eventually('the end', () => ends.count === 1)
  cluster.expireTransaction('tx')
  ends.release()
  await expect(commit).rejects.toBeInstanceOf(Fenced)
  expect((await readFrom(cluster.log(), EMAILS_0, 0)).texts).toEqual([])
})

test('a produce of a deposed producer that arrives late is refused', async () => {
  const cluster = new MemoryCluster()
  const zombie = await fenced(cluster)
  const late = cluster.faults.hold('produce')
  const commit = zombie.commit([record(EMAILS_0, 'late')])
  await eventually('the produce', () => late.count === 1)
  const successor = await eventually('the fence', () => fenced(cluster))
  late.release()
  await expect(commit).rejects.toBeInstanceOf(Fenced)
  await successor.commit([record(EMAILS_0, 'barrier')])
  const { texts, next } = await readFrom(cluster.log(), EMAILS_0, 0)
  expect({ texts, next }).toEqual({ texts: ['barrier'], next: 3 })
})

test('a dropped producer sends nothing more', async () => {
  const cluster = new MemoryCluster()
  const producer = await fenced(cluster)
  const commit = producer.commit([record(EMAILS_0, 'a')])
  producer.drop()
  await expect(commit).rejects.toBeInstanceOf(LogUnavailable)
  expect(await offsetsOf(cluster.log(), EMAILS_0)).toMatchObject({ high: 0 })
})

test('what is not replicated is neither acknowledged nor visible', async () => {
  const cluster = new MemoryCluster()
  const log = cluster.log()
  cluster.partition(EMAILS_0).holdHigh(true)
  let positions: unknown
  const append = log
    .appender()
    .append([record(EMAILS_0, 'a')])
    .then(given => {
      positions = given
    })
  expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ stable: 0, high: 0 })
  expect((await readFrom(log, EMAILS_0, 0)).texts).toEqual([])
  expect(positions).toBeUndefined()
  cluster.partition(EMAILS_0).holdHigh(false)
  await append
  expect(positions).toEqual([{ ...EMAILS_0, offset: 0 }])
})

test('an appended record whose answer is lost is there, and the appender goes on', async () => {
  const cluster = new MemoryCluster()
  const appender = cluster.log().appender()
  cluster.faults.loseAnswer('append')
  await expect(appender.append([record(EMAILS_0, 'a')])).rejects.toBeInstanceOf(LogUnavailable)
  await appender.append([record(EMAILS_0, 'a')])
  expect((await readFrom(cluster.log(), EMAILS_0, 0)).texts).toEqual(['a', 'a'])
})

test('a truncated log: what was decided in its lost end is undecided again', async () => {
  const cluster = new MemoryCluster()
  const producer = await fenced(cluster)
  await cluster
    .log()
    .appender()
    .append([record(EMAILS_0, 'plain')])
  await producer.commit([record(EMAILS_0, 'a')])
  const log = cluster.log()
  await eventually('the commit', async () => (await offsetsOf(log, EMAILS_0)).stable === 3)
  cluster.partition(EMAILS_0).truncate(2)
  expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ stable: 1, high: 2 })
  cluster.partition(EMAILS_0).truncate(0)
  expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ stable: 0, high: 0 })
})

test('retention: reading begins at what is left', async () => {
  const cluster = new MemoryCluster()
  const log = cluster.log()
  await log.appender().append(['a', 'b', 'c'].map(text => record(EMAILS_0, text)))
  cluster.partition(EMAILS_0).deleteBefore(2)
  expect(await offsetsOf(log, EMAILS_0)).toMatchObject({ first: 2, stable: 3 })
  expect((await readFrom(log, EMAILS_0, 0)).texts).toEqual(['c'])
})

test('another cluster is empty and has another id; prefixes do not see each other', async () => {
  const cluster = new MemoryCluster()
  await cluster
    .log()
    .appender()
    .append([record(EMAILS_0, 'a')])
  expect((await readFrom(cluster.log('other.'), EMAILS_0, 0)).texts).toEqual([])
  cluster.wipe('another')
  const log = cluster.log()
  expect(log.clusterId).toBe('another')
  expect((await readFrom(log, EMAILS_0, 0)).texts).toEqual([])
})
