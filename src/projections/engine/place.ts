import type { Topic } from '../../domain/events.ts'

/** One partition of one topic. */
export interface Place {
  topic: Topic
  partition: number
}

/** One name for a place. */
export const placeKey = ({ topic, partition }: Place) => `${topic}/${partition}`
