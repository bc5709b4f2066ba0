/** The engine's own collections: which build is active, where each partition stands, which keys wait. */
import type { Collection, Db } from 'mongodb'
import type { Checkpoint, ParkedLetter, PartitionCheckpoint, Place, RebuildNote } from '../engine/store.ts'
import { NOTE_LIVES_MS } from '../engine/under-way.ts'
import { DURABLE } from './connect.ts'
import { isDuplicateKey } from './errors.ts'

export interface ProjectionDoc {
  _id: string
  version: number
  generation: number
  /** Numbers builds, the unfinished ones included. */
  builds: number
  desired: 'running' | 'paused'
  cluster_id: string
  /** UUID of the collection that holds the active documents; null if it was gone at the switch, absent until it is noted. */
  collection?: string | null
  /** Set while a finished build is being renamed over the active one: whoever finds it, finishes it. */
  activating: number | null
  /** Who rebuilds it just now. */
  lease?: { generation: number; beats: number }
  /** Who writes to the active documents just now: see writers.ts. */
  writers?: Record<string, true>
  /** How far that is: see engine/under-way.ts. */
  rebuild?: RebuildNote & { seenAt: number; cancel: boolean }
}
export interface PositionDoc extends Omit<PartitionCheckpoint, 'failure'> {
  _id: string
  projection: string
  generation: number
  cluster_id: string
  failure: PartitionCheckpoint['failure']
}
export type ParkedDoc = ParkedLetter & { _id: string; projection: string; generation: number }

export interface State {
  projections: Collection<ProjectionDoc>
  positions: Collection<PositionDoc>
  parked: Collection<ParkedDoc>
}

export const stateOf = (db: Db): State => ({
  projections: db.collection<ProjectionDoc>('postbuch_projections', DURABLE),
  positions: db.collection<PositionDoc>('postbuch_positions', DURABLE),
  parked: db.collection<ParkedDoc>('postbuch_parked', DURABLE),
})

export const collectionOf = (name: string, generation: number, active: number) =>
  generation === active ? name : `${name}_g${generation}`
export const positionId = (name: string, generation: number, { topic, partition }: Place) =>
  `${name}/${generation}/${topic}/${partition}`
export const letterId = (name: string, generation: number, letter: ParkedLetter) =>
  `${positionId(name, generation, letter)}/${letter.key}`

export async function readCheckpoint(
  { positions, parked: letters }: State,
  name: string,
  { generation, version, desired }: Pick<ProjectionDoc, 'generation' | 'version' | 'desired'>,
): Promise<Checkpoint> {
  const partitions = await positions
    .find<PartitionCheckpoint>({ projection: name, generation })
    .project<PartitionCheckpoint>({ _id: 0, topic: 1, partition: 1, position: 1, epoch: 1, state: 1, failure: 1 })
    .sort({ topic: 1, partition: 1 })
    .toArray()
  const parked = await letters
    .find({ projection: name, generation })
    .project<ParkedLetter>({ _id: 0, topic: 1, partition: 1, key: 1, offset: 1, failure: 1, at: 1 })
    .sort({ topic: 1, partition: 1, offset: 1 })
    .toArray()
  return { generation, version, desired, partitions, parked }
}

/** Two members that make the same document at once: the other one has made it. */
export async function ignoreDuplicate(write: Promise<unknown>): Promise<void> {
  await write.catch(error => {
    if (!isDuplicateKey(error)) throw error
  })
}

/** @returns false if somebody has asked this rebuild to stop */
export async function noteRebuild({ projections }: State, name: string, note: RebuildNote | null): Promise<boolean> {
  if (note === null) {
    await projections.updateOne({ _id: name }, { $unset: { rebuild: '' } })
    return true
  }
  const { events, total, startedAt } = note
  const seenAt = Date.now()
  const same = await projections.findOneAndUpdate(
    { _id: name, 'rebuild.startedAt': startedAt },
    { $set: { 'rebuild.events': events, 'rebuild.total': total, 'rebuild.seenAt': seenAt } },
  )
  if (!same) await projections.updateOne({ _id: name }, { $set: { rebuild: { ...note, seenAt, cancel: false } } })
  return !same?.rebuild?.cancel
}

export async function cancelRebuild({ projections }: State, name: string): Promise<boolean> {
  const { matchedCount } = await projections.updateOne(
    { _id: name, 'rebuild.seenAt': { $gt: Date.now() - NOTE_LIVES_MS } },
    { $set: { 'rebuild.cancel': true } },
  )
  return matchedCount === 1
}

/** That of a rebuild which is there: one that was killed leaves its note. */
export const freshNote = ({ rebuild }: Pick<ProjectionDoc, 'rebuild'>): RebuildNote | null =>
  rebuild && rebuild.seenAt > Date.now() - NOTE_LIVES_MS
    ? { events: rebuild.events, total: rebuild.total, startedAt: rebuild.startedAt }
    : null
