/** Every projection there is. A new one is a file in a `definitions/` folder and a line here. */
import type { Projection } from './engine/projection.ts'
import { clients } from './mongo/definitions/clients.ts'
import { debts } from './postgres/definitions/debts.ts'
import { inquiries } from './postgres/definitions/inquiries.ts'
import { jobs } from './postgres/definitions/jobs.ts'
import { operations } from './postgres/definitions/operations.ts'
import { prompts } from './postgres/definitions/prompts.ts'

export const PROJECTIONS: readonly Projection[] = [inquiries, jobs, debts, clients, operations, prompts]

/** @throws if there is no projection of this name; the message lists those there are. */
export function projectionNamed(name: string): Projection {
  const found = PROJECTIONS.find(projection => projection.name === name)
  if (found) return found
  const names = PROJECTIONS.map(projection => projection.name).join(', ')
  throw new Error(`There is no projection "${name}". There are: ${names}.`)
}

/** The consumer group of a projection. */
export const groupOf = (prefix: string, projection: { name: string }) => `${prefix}-${projection.name}`
