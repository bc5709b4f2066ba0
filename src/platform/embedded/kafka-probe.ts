import { connect } from 'node:net'

export interface KafkaMetadata {
  brokers: number
  /** Partitions without a leader, of all topics. */
  leaderless: number
  /** The leading broker's id of each partition that has one. */
  leaders: number[]
}

const METADATA = 3
const VERSION = 4

/**
 * Asks a broker on loopback for the metadata of all topics, in Kafka's own protocol: this folder needs no client
 * library. Undefined if it does not answer in a second. A broker that answers may still be electing leaders after a
 * restart, and then refuses clients with NOT_LEADER.
 */
export function probeKafka(port: number): Promise<KafkaMetadata | undefined> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const finish = (answer?: KafkaMetadata) => {
      socket.destroy()
      resolve(answer)
    }
    let received = Buffer.alloc(0)
    socket.setTimeout(1_000, () => finish())
    socket.once('error', () => finish())
    socket.once('close', () => finish())
    socket.once('connect', () => socket.write(request()))
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk])
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return
      try {
        finish(parse(received))
      } catch {
        finish()
      }
    })
  })
}

function request(): Buffer {
  const client = Buffer.from('probe')
  const body = Buffer.alloc(10 + client.length + 5)
  body.writeInt16BE(METADATA, 0)
  body.writeInt16BE(VERSION, 2)
  body.writeInt32BE(1, 4) // correlation id
  body.writeInt16BE(client.length, 8)
  client.copy(body, 10)
  body.writeInt32BE(-1, 10 + client.length) // all topics; then one byte: do not create any
  const size = Buffer.alloc(4)
  size.writeInt32BE(body.length)
  return Buffer.concat([size, body])
}

function parse(answer: Buffer): KafkaMetadata {
  let at = 4 + 4 + 4 // size, correlation id, throttle time
  const skip = (bytes: number) => {
    at += bytes
  }
  const int32 = () => {
    skip(4)
    return answer.readInt32BE(at - 4)
  }
  const string = () => {
    const length = answer.readInt16BE(at)
    skip(2 + Math.max(0, length))
  }
  const int32s = () => {
    const count = int32()
    skip(4 * Math.max(0, count))
  }
  const array = (item: () => void) => {
    const count = int32()
    for (let i = 0; i < count; i++) item()
    return count
  }
  const brokers = array(() => {
    skip(4)
    string()
    skip(4)
    string()
  })
  string() // cluster id
  skip(4) // controller
  let leaderless = 0
  const leaders: number[] = []
  array(() => {
    skip(2)
    string()
    skip(1)
    array(() => {
      skip(2 + 4)
      const leader = int32()
      if (leader < 0) leaderless++
      else leaders.push(leader)
      int32s()
      int32s()
    })
  })
  return { brokers, leaderless, leaders }
}
