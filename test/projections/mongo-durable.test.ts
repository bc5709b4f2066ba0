import { type CommandStartedEvent, MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { MongoStore } from '../../src/projections/mongo/store.ts'
import { freshMongo } from '../support/servers.ts'
import { Story } from './support/story.ts'

/** LAB.md: without `j`, writes that were acknowledged were lost at kill -9. */
test('data and position are written with {w: majority, j: true}, the data first, and announced', async () => {
  const { url, database } = await freshMongo()
  const client = new MongoClient(url, { monitorCommands: true })
  const started: CommandStartedEvent[] = []
  client.on('commandStarted', event => started.push(event))
  const store = new MongoStore(client.db(database))
  const { generation } = await store.open(clients, { clusterId: 'one', partitions: { debts: 1, inquiries: 1 } })
  started.length = 0
  const event = new Story().tell('DebtUpdated', 'd1')
  const moves = [{ topic: 'debts' as const, partition: 0, epoch: 0, from: 0, to: 1 }]
  await store.apply({ projection: clients, generation, moves, operations: clients.operations(event), park: [] })
  const writes = started.filter(({ commandName }) =>
    ['update', 'insert', 'delete', 'findAndModify'].includes(commandName),
  )
  // Before and behind: that somebody is writing, and is done.
  expect(writes.map(({ command }) => command.update)).toEqual([
    'postbuch_projections',
    'clients',
    'postbuch_positions',
    'postbuch_projections',
  ])
  for (const { command } of writes) expect(command.writeConcern).toMatchObject({ w: 'majority', j: true })
  await client.db(database).dropDatabase()
  await client.close()
})
