/** Retries are events: suspended steps, probes, and times that the log keeps. */
import { describe, expect, test } from 'vitest'
import { StepFailure } from '../../../src/handlers/runtime/failures.ts'
import { EXAMPLES } from '../../support/examples.ts'
import { World } from '../../support/world.ts'
import type { Member } from '../../support/world-member.ts'

const mail = (world: World, id: string, subject = 'inq-1') => world.request('EmailReceived', id, { subject }, id)
const mails = (world: World, count: number) =>
  Array.from({ length: count }, (_, i) => mail(world, `mail-${i}`, `inq-${i}`))

describe('a suspended step', () => {
  const down = (code = 'DOWN', retryAfterMs: number | null = null) =>
    new StepFailure('dependency', code, 'is down', { retryAfterMs })

  test('an hour without the extractor fails no mail, raises one alarm and floods nobody', async () => {
    const world = new World()
    let broken = true
    let calls = 0
    const member = world.start('worker-1', 'emails', {
      extract: () => {
        calls++
        if (broken) throw down()
        return EXAMPLES.EntitiesExtracted
      },
    })
    mails(world, 50)
    await world.run(3_600_000)
    expect(member.alarms).toEqual(['DOWN'])
    expect(calls).toBeLessThan(100)
    expect(world.events('emails').length).toBeLessThan(50 + 4 * 70)
    expect(new Set(Array.from({ length: 50 }, (_, i) => world.mail(`mail-${i}`).phase))).toEqual(new Set(['queued']))
    broken = false
    await world.run(120_000)
    for (let i = 0; i < 50; i++)
      expect(world.mail(`mail-${i}`)).toMatchObject({ phase: 'matched', run: { attempt: 1 } })
    expect(member.alarms).toEqual(['DOWN', 'DOWN over'])
  })

  test('killed and started again all through an outage: still no crash is counted', async () => {
    const world = new World()
    const extract = () => {
      throw down()
    }
    mails(world, 5)
    for (let life = 0; life < 8; life++) {
      const member = world.start('worker-1', 'emails', { extract })
      await world.run(90_000)
      member.kill()
    }
    world.start('worker-1')
    await world.settle()
    for (let i = 0; i < 5; i++) expect(world.mail(`mail-${i}`).phase).toBe('matched')
  })

  test('retry-after is honoured', async () => {
    const world = new World()
    const at: number[] = []
    world.start('worker-1', 'emails', {
      extract: () => {
        at.push(world.scheduler.now())
        if (at.length === 1) throw down('HTTP_429', 40_000)
        return EXAMPLES.EntitiesExtracted
      },
    })
    mail(world, 'mail-1')
    await world.settle()
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(40_000)
    expect(at[1]! - at[0]!).toBeLessThan(41_000)
    expect(world.mail('mail-1').phase).toBe('matched')
  })

  test('the registry being down holds up matching, not reading; SMTP being down only the notices', async () => {
    const world = new World()
    let broken = true
    world.start('worker-1', 'emails', {
      match: () => {
        if (broken) throw Object.assign(new Error('no route'), { code: 'ECONNREFUSED' })
        throw new StepFailure('mail', 'UNMATCHABLE', 'x', { fatal: true })
      },
      send: async () => {
        if (broken) throw Object.assign(new Error('no route'), { code: 'ECONNREFUSED' })
      },
    })
    mail(world, 'mail-1')
    await world.run(600_000)
    expect(world.types('emails')).toEqual(['EmailReceived', 'ProcessingStarted', 'EntitiesExtracted'])
    broken = false
    await world.settle()
    expect(world.types('emails').slice(3)).toEqual(['ProcessingFailed', 'NotificationSent'])
  })

  test('a notice that cannot be sent is skipped: those behind it are not held up', async () => {
    const world = new World()
    const member = world.start('worker-1', 'emails', {
      extract: () => {
        throw new StepFailure('mail', 'UNREADABLE', 'x', { fatal: true })
      },
      send: async ({ text }) => {
        if (text.includes('mail-0')) throw Object.assign(new Error('550 refused'), { code: 'EMESSAGE' })
      },
    })
    mails(world, 2)
    await world.settle()
    expect(world.types('emails', 'mail-0').at(-1)).toBe('NotificationSkipped')
    expect(world.types('emails', 'mail-1').at(-1)).toBe('NotificationSent')
    expect(member.alarms).toEqual([])
  })

  test('a probe that turns out to be given up lets another be the probe', async () => {
    const world = new World()
    let broken = true
    const extract = () => {
      if (broken) throw down()
      return EXAMPLES.EntitiesExtracted
    }
    // mail-0 has crashed four times: its next start is its end.
    mail(world, 'mail-0')
    for (let life = 0; life < 5; life++) {
      const member: Member = world.start('worker-1', 'emails', {
        extract: () => {
          member.kill()
          return new Promise(() => {})
        },
      })
      await world.run(60_000)
    }
    world.start('worker-1', 'emails', { extract })
    mail(world, 'mail-1')
    await world.run(10_000)
    expect(world.mail('mail-0').phase).toBe('failed')
    broken = false
    await world.settle()
    expect(world.mail('mail-1').phase).toBe('matched')
  })
})

describe('timers', () => {
  test('a counted failure is tried again at the time in the log, also by another process', async () => {
    const world = new World()
    const extract = () => {
      throw new StepFailure('mail', 'UNREADABLE', 'x')
    }
    const first = world.start('worker-1', 'emails', { extract })
    mail(world, 'mail-1')
    await world.run(1_000)
    const [failed] = world.events('emails').filter(event => event.type === 'AttemptFailed')
    first.kill()
    world.start('worker-2')
    await world.run(10_000)
    expect(world.mail('mail-1').phase).toBe('queued')
    await world.settle()
    const starts = world.events('emails').filter(event => event.type === 'ProcessingStarted')
    expect(starts[1]!.time).toBeGreaterThanOrEqual(failed!.data.nextAttemptAt)
    expect(starts[1]!.time).toBeLessThan(failed!.data.nextAttemptAt + 1_000)
    expect(world.mail('mail-1').phase).toBe('matched')
  })

  test('one failing mail never holds up those behind it', async () => {
    const world = new World()
    world.start('worker-1', 'emails', {
      extract: ({ subject }) => {
        if (subject === 'inq-0') throw new StepFailure('mail', 'UNREADABLE', 'x')
        return EXAMPLES.EntitiesExtracted
      },
    })
    mails(world, 4)
    await world.run(1_000)
    expect([0, 1, 2, 3].map(i => world.mail(`mail-${i}`).phase)).toEqual(['queued', 'matched', 'matched', 'matched'])
    await world.run(1_500_000)
    expect(world.types('emails', 'mail-0').filter(type => type === 'AttemptFailed')).toHaveLength(5)
    expect(world.types('emails', 'mail-0').slice(-2)).toEqual(['ProcessingFailed', 'NotificationSent'])
  })
})
