/** Events of a small office, for projections: what happens to a mail is written as the handlers would write it. */
import type { EventData, EventType, RecordedEvent, Topic } from '../../../src/domain/events.ts'
import { CATALOGUE, mayAppend, SOURCES } from '../../../src/domain/events.ts'
import { partitionOfKey } from '../../../src/log/murmur2.ts'
import { EXAMPLES } from '../../support/examples.ts'

export const PARTITIONS = 3
const SOURCE_NAMES = Object.keys(SOURCES) as (keyof typeof SOURCES)[]
const START = Date.UTC(2026, 1, 3, 8, 0, 0)

export interface Extra {
  id?: string
  topic?: Topic
  causationId?: string | null
  correlationId?: string
  time?: number
}

/** Records events with offsets as a log would give them. */
export class Story {
  readonly events: RecordedEvent[] = []
  readonly #next = new Map<string, number>()
  #time = START

  /** Appends one event; data that is not given is the example's. */
  tell<T extends EventType>(
    type: T,
    subject: string,
    data: Partial<EventData[T]> = {},
    extra: Extra = {},
  ): RecordedEvent<T> {
    const topic = extra.topic ?? CATALOGUE[type].topics[0]
    const partition = partitionOfKey(subject, PARTITIONS)
    const place = `${topic}/${partition}`
    const offset = this.#next.get(place) ?? 0
    this.#next.set(place, offset + 1)
    this.#time += 1000
    const event = {
      type,
      data: { ...(EXAMPLES[type] as EventData[T]), ...data },
      topic,
      partition,
      offset,
      id: extra.id ?? `e${this.events.length + 1}`,
      subject,
      time: extra.time ?? this.#time,
      source: '/web',
      correlationId: extra.correlationId ?? subject,
      causationId: extra.causationId ?? null,
      idempotencyKey: null,
    } as RecordedEvent<T>
    // Whoever the catalogue lets write it there: the codec refuses anybody else.
    event.source = SOURCE_NAMES.find(source => mayAppend({ type, topic, source })) ?? '/web'
    this.events.push(event as RecordedEvent)
    return event
  }
}
