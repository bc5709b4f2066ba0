/** Events as records without their bytes, for searches of very many schedules. */
import type { NewEvent, RecordedEvent } from '../../src/domain/events.ts'
import type { Codec } from './world.ts'

export function objectCodec(): Codec {
  const events = new WeakMap<Buffer, NewEvent>()
  return {
    encode(event) {
      const value = Buffer.alloc(0)
      events.set(value, event)
      const { topic, subject: key, partition } = event
      return { topic, key, value, headers: {}, ...(partition === undefined ? {} : { partition }) }
    },
    decode({ topic, partition, offset, value }) {
      return { ...events.get(value)!, topic, partition, offset } as RecordedEvent
    },
  }
}
