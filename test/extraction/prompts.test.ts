/** A prompt published while a worker runs, from the log through the projection to the next mail. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { promptHistory, promptInForce, publishPrompt } from '../../src/app/prompts.ts'
import { type ScratchPostgres, scratchPostgres } from '../../src/app/scratch-postgres.ts'
import { BUILT_IN } from '../../src/extraction/claude/prompt.ts'
import { toStepFailure } from '../../src/handlers/runtime/failures.ts'
import { decode } from '../../src/log/codec/codec.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { ProjectionRunner } from '../../src/projections/engine/runner.ts'
import { prompts } from '../../src/projections/postgres/definitions/prompts.ts'
import { PostgresStore } from '../../src/projections/postgres/store.ts'
import { eventually } from '../support/eventually.ts'

let postgres: ScratchPostgres
const log = new MemoryCluster({ partitions: 2 }).log()
beforeAll(async () => {
  postgres = await scratchPostgres(null)
})
afterAll(async () => {
  await log.close()
  await postgres.close()
})

test('the newest version is in force within seconds; of two at once the first stands', async () => {
  let now = 0
  const inForce = promptInForce(postgres.pool, () => now)
  const tooEarly = await inForce().catch(error => error)
  expect(toStepFailure(tooEarly).failure).toMatchObject({ kind: 'dependency', code: 'PROMPTS_NOT_READY' })

  const store = new PostgresStore(postgres.pool)
  const runner = new ProjectionRunner({ projection: prompts, log, store, group: 'test', decode })
  await runner.start()
  expect(await eventually('the projection is there', inForce)).toMatchObject({ version: 0, text: BUILT_IN.text })

  const connections = { log: async () => log, postgres: () => postgres.pool } as never
  const prompt = { name: 'extraction', model: null, by: 'anna', note: 'kürzer' }
  expect(await publishPrompt(connections, { ...prompt, text: 'Eins.' })).toEqual({ status: 'published', version: 1 })
  expect(await inForce()).toMatchObject({ version: 0 })
  now += 5_000
  expect(await inForce()).toMatchObject({ version: 1, text: 'Eins.' })

  const both = await Promise.all(['a', 'b'].map(text => publishPrompt(connections, { ...prompt, text })))
  expect(both.map(({ version }) => version)).toEqual([2, 2])
  expect(both.map(({ status }) => status).sort()).toEqual(['conflict', 'published'])
  expect((await promptHistory(postgres.pool, 'extraction')).map(({ version }) => version)).toEqual([2, 1, 0])
  await runner.stop()
})
