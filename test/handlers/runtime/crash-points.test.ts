/** A process may die anywhere: each place is tried by name, and the end is the same. */
import { describe, expect, test } from 'vitest'
import { CRASH_POINTS, type CrashPoint } from '../../../src/handlers/runtime/deps.ts'
import { World } from '../../support/world.ts'
import type { Group } from '../../support/world-member.ts'

const DEATHS = CRASH_POINTS.flatMap(point => [1, 2, 4].map(times => [point, times] as [CrashPoint, number]))

async function dies(group: Group, point: CrashPoint, times: number) {
  const world = new World({ batchSize: 2 })
  const other = group === 'emails' ? 'debts' : 'emails'
  const victim = world.start('worker-1', group, { crash: { point, times } })
  world.start('worker-2', other)
  for (const id of ['mail-1', 'mail-2']) world.request('EmailReceived', id, { subject: 'inq-1' }, id)
  await world.settle()
  // What it had folded is still on its disk.
  if (victim.crashed) world.start('worker-1', group)
  await world.settle()
  const early = victim.crashed
  world.request('RevocationRequested', 'mail-1')
  await world.settle()
  if (!victim.crashed) return null
  if (!early) world.start('worker-1', group)
  await world.settle()
  return world
}

describe.each<[Group]>([['emails'], ['debts']])('a worker of group %s that dies', group => {
  test.each(DEATHS)('%s, time %i', async (point, times) => {
    const world = await dies(group, point, times)
    if (!world) return
    world.expectOnce('emails')
    world.expectOnce('debts')
    expect(world.mail('mail-1').phase).toBe('review')
    expect(world.mail('mail-2').phase).toBe('matched')
    const count = (type: string) => [...world.types('emails'), ...world.types('debts')].filter(t => t === type).length
    expect(['CreditorMatched', 'AssignmentRevoked', 'DebtUpdateRequested', 'DebtUpdated'].map(count)).toEqual([
      2, 1, 2, 2,
    ])
    const versions = world.events('debts').flatMap(event => ('version' in event.data ? [event.data.version] : []))
    expect(versions).toEqual([1, 2, 3])
    expect(world.debt('inq-1').pending).toEqual([])
    expect(world.debt('inq-1').replies.map(reply => reply.emailId)).toEqual(['mail-2'])
  })
})

test('each of the places is come to', async () => {
  for (const group of ['emails', 'debts'] as const)
    for (const point of CRASH_POINTS) expect(await dies(group, point, 1), `${group} ${point}`).not.toBeNull()
})
