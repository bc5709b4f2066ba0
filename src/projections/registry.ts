/** Every projection there is, by name: see discover.ts for what makes a file one. */
import { discover } from './discover.ts'
import type { Projection } from './engine/projection.ts'

export const PROJECTIONS: readonly Projection[] = await discover()

/** @throws if there is no projection of this name; the message lists those there are. */
export function projectionNamed(name: string): Projection {
  const found = PROJECTIONS.find(projection => projection.name === name)
  if (found) return found
  const names = PROJECTIONS.map(projection => projection.name).join(', ')
  throw new Error(`There is no projection "${name}". There are: ${names}.`)
}

/** The consumer group of a projection. */
export const groupOf = (prefix: string, projection: { name: string }) => `${prefix}-${projection.name}`
