/**
 * Small cases completely: every fault at every moment, with every order of the first choices (DEEP of them).
 * One group with two members and two events; what is found by lot in interleavings.test.ts is looked for here without it.
 */
import { expect, test } from 'vitest'
import { handlerGroup } from '../../src/handlers/handler.ts'
import { explore, type Pick } from '../../src/log/memory/explore.ts'
import type { Operation } from '../../src/log/memory/scheduler.ts'
import { violation } from '../support/invariants.ts'
import { objectCodec } from '../support/search-codec.ts'
import { World } from '../support/world.ts'
import type { Group } from '../support/world-member.ts'

const DEEP = Number(process.env.DEEP ?? 1)
const MOMENTS = 24

type Fault = (world: World, group: Group) => void
const lose = (how: 'loseRequest' | 'loseAnswer', operation: Operation): Fault => {
  return world => world.cluster.faults[how](operation)
}
const FAULTS: Record<string, Fault> = {
  none: () => {},
  ...Object.fromEntries(
    (['fence', 'begin', 'produce', 'end'] as const).flatMap(operation =>
      (['loseRequest', 'loseAnswer'] as const).map(how => [`${how} ${operation}`, lose(how, operation)]),
    ),
  ),
  'the other gets it': ({ cluster }, group) =>
    cluster.assign(handlerGroup('test', group), (_, members) => members.find(({ clientId }) => clientId === 'b')),
  killed: world => world.members[0]!.kill(),
  frozen: world => world.cluster.freeze(world.members[0]!.log),
  'timed out': (world, group) => world.cluster.expireTransaction(`test-${group}-${group}-0`),
}
const NAMES = Object.keys(FAULTS)

/** Two things happen to one key: an update and its reversal, or a mail and its retry. */
function ask(world: World, group: Group) {
  if (group === 'debts') {
    world.request('DebtUpdateRequested', 'inq-1', { matchId: 'a', emailId: 'mail-1' }, 'update')
    return world.request('DebtRevertRequested', 'inq-1', { matchId: 'a', emailId: 'mail-1' }, 'revert')
  }
  world.request('EmailReceived', 'mail-1', { subject: 'inq-1' }, 'mail-1')
  return world.request('RetryRequested', 'mail-1', {}, 'retry')
}

async function body(group: Group, pick: Pick) {
  const world = new World({ codec: objectCodec(), batchSize: 1 })
  const { scheduler, cluster } = world
  // At first the first member has the partition; the second begins to do something when it gets it.
  cluster.assign(handlerGroup('test', group), (_, members) => members.find(m => m.clientId === 'a') ?? members[0])
  for (const name of ['a', 'b']) world.start(name, group)
  for (let step = 0; step < 8; step++) if (scheduler.pending.length) await scheduler.step()
  ask(world, group)
  const fault = NAMES[pick(NAMES.length)]!
  const moment = fault === 'none' ? 0 : pick(MOMENTS)
  let choices = DEEP
  for (let step = 0; step < MOMENTS; step++) {
    if (step === moment) FAULTS[fault]!(world, group)
    const { length } = scheduler.pending
    const isChoice = length > 1 && step >= moment && choices-- > 0
    if (length) await scheduler.step(isChoice ? pick(2) : 0)
    else await scheduler.advance(scheduler.untilTimer ?? 0)
  }
  cluster.faults.clear()
  await scheduler.run({ timers: 30_000, limit: 3_000 })
  for (const member of world.members) cluster.thaw(member.log)
  await scheduler.run({ timers: 60_000, limit: 3_000 })
  expect(violation(world), `${fault} at ${moment}: ${world.types(group)}`).toBeNull()
}

test.each<[Group]>([['debts'], ['emails']])(
  'group %s: every fault at every moment',
  async group => {
    const { runs, complete } = await explore(pick => body(group, pick))
    expect(complete).toBe(true)
    expect(runs).toBeGreaterThan(NAMES.length * MOMENTS)
    console.info(`${runs} schedules of group ${group}`)
  },
  600_000,
)
