/** The handler of group `debts`: every assignment is answered by exactly one DebtUpdated or DebtUpdateIgnored. */
import { type DebtOutcome, type DebtState, debt } from '../domain/debt.ts'
import type { Handler } from './handler.ts'
import { debtNotice, notify, unsendable } from './notify.ts'
import type { Mailer, NotifyOptions } from './ports.ts'

export function debtsHandler(ports: { mailer: Mailer; notify: NotifyOptions }): Handler<DebtState, DebtOutcome> {
  return {
    group: 'debts',
    topic: 'debts',
    aggregate: debt,
    steps: {
      consolidate: { run: () => ({ step: 'consolidate' }) },
      notify: {
        run: ({ id, unannounced }, { now }) => {
          const notice = debtNotice(id, unannounced[0]!, ports.notify)
          return notify(ports.mailer, notice, { now, maxAgeMs: ports.notify.maxAgeMs })
        },
        failed: unsendable,
      },
    },
  }
}
