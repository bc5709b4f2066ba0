import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { logContract } from './log.ts'

logContract('the in-memory log', async () => {
  const cluster = new MemoryCluster({ partitions: 3 })
  return {
    partitions: 3,
    patience: 1_000,
    open: async () => cluster.log(),
    transaction: id => eventually('the fence', () => cluster.transaction(id)),
    down: async () => cluster.down(),
    up: async () => cluster.up(),
    close: async () => {},
  }
})
