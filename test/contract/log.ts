/**
 * The contract of the log. The in-memory twin and Kafka both obey it, so what is proved on the one holds on the other.
 * One cluster serves the whole suite; tests find their own records by positions, keys and groups that are theirs alone.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Log } from '../../src/log/log.ts'
import { eventually } from '../support/eventually.ts'
import { abortedTests } from './log/aborted.ts'
import { appendTests } from './log/append.ts'
import { deliveryTests } from './log/delivery.ts'
import { groupTests } from './log/groups.ts'
import type { ContractCluster, Subject } from './log/harness.ts'
import { outageTests } from './log/outage.ts'
import { readTests } from './log/read.ts'
import { transactionTests } from './log/transactions.ts'

export type { ContractCluster, RawTransaction } from './log/harness.ts'

/** Declares the suite for one implementation. `makeCluster` is called once, before the first test. */
export function logContract(name: string, makeCluster: () => Promise<ContractCluster>): void {
  describe(name, () => {
    const subject = {} as Subject
    const opened: Log[] = []
    beforeAll(async () => {
      const cluster = await makeCluster()
      const log = await cluster.open()
      opened.push(log)
      Object.assign(subject, {
        cluster,
        log,
        unique: (what: string) => `${what}-${randomUUID().slice(0, 8)}`,
        soon: (what, fact) => eventually(what, fact, { within: cluster.patience }),
        another: async () => {
          const other = await cluster.open()
          opened.push(other)
          return other
        },
      } satisfies Subject)
    })
    afterAll(async () => {
      for (const log of opened) await log.close()
      await subject.cluster?.close()
    })
    describe('append', () => appendTests(subject))
    describe('read', () => readTests(subject))
    describe('transactions', () => transactionTests(subject))
    describe('aborted transactions', () => abortedTests(subject))
    describe('groups', () => groupTests(subject))
    describe('delivery', () => deliveryTests(subject))
    describe('outage', () => outageTests(subject))
  })
}
