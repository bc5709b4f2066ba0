import { expect, test } from 'vitest'
import { Fenced, LogUnavailable } from '../../../src/log/log.ts'
import { EMAILS_0, Member, offsetsOf, readFrom, record, type Subject, takeOver } from './harness.ts'

export function outageTests(subject: Subject): void {
  test('while the log is down everything says so, soon; afterwards all goes on', async context => {
    const { log, cluster, unique, soon } = subject
    if (!cluster.down || !cluster.up) return context.skip()
    const { high: from } = await offsetsOf(log, EMAILS_0)
    const appender = log.appender({ timeoutMs: 1_000 })
    await appender.append([record(EMAILS_0, 'before')])
    const id = unique('emails')
    const producer = await takeOver(subject, log, id)
    const member = await new Member().join(log, unique('outage'))
    await soon('the assignment', () => member.current.length > 0)

    await cluster.down()
    await expect(appender.append([record(EMAILS_0, 'lost')])).rejects.toBeInstanceOf(LogUnavailable)
    await soon('knowing it', () => !appender.available())
    const began = performance.now()
    await expect(appender.append([record(EMAILS_0, 'lost')])).rejects.toBeInstanceOf(LogUnavailable)
    expect(performance.now() - began).toBeLessThan(250)
    expect(await member.membership.confirm(EMAILS_0)).toBe(false)
    await expect(member.membership.commit([{ ...EMAILS_0, position: 1 }])).rejects.toBeInstanceOf(LogUnavailable)
    await expect(log.offsets(['emails'])).rejects.toBeInstanceOf(LogUnavailable)
    const outcome = await producer.commit([record(EMAILS_0, 'unknown')]).catch(error => error)
    expect(outcome instanceof LogUnavailable || outcome instanceof Fenced).toBe(true)
    producer.drop()

    await cluster.up()
    await soon('writing', () => appender.append([record(EMAILS_0, 'after')]))
    await soon('knowing it', () => appender.available())
    const successor = await takeOver(subject, log, id)
    await successor.commit([record(EMAILS_0, 'barrier')])
    const texts = await soon('the barrier', async () => {
      const read = await readFrom(log, EMAILS_0, from)
      return read.texts.includes('barrier') && read.texts
    })
    expect(texts.filter(text => text !== 'lost' && text !== 'unknown')).toEqual(['before', 'after', 'barrier'])
    await soon('the membership', () => member.membership.confirm(EMAILS_0))
    await soon('the mirror', () => member.membership.commit([{ ...EMAILS_0, position: 1 }]).then(() => true))
    await member.membership.leave()
  })
}
