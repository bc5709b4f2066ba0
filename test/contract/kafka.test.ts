/** The contract of the log on a real broker, which the outage tests kill and start again. */
import { heldTransaction, openLog, ownBroker } from '../log/kafka/broker.ts'
import { freshPrefix } from '../support/servers.ts'
import { logContract } from './log.ts'

logContract('Kafka', async () => {
  const broker = await ownBroker()
  const options = { brokers: broker.brokers, prefix: `${freshPrefix()}.`, partitions: 3 }
  return {
    partitions: options.partitions,
    patience: 15_000,
    open: () => openLog(options),
    transaction: id => heldTransaction(options, id),
    down: broker.kill,
    up: broker.restart,
    close: broker.close,
  }
})
