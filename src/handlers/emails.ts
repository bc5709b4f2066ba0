/** The handler of group `emails`: from EmailReceived to one final outcome. */
import { type EmailOutcome, type EmailState, email } from '../domain/email.ts'
import type { MatchingConfig } from '../domain/matching/decide.ts'
import { extractStep } from './extract.ts'
import type { Handler } from './handler.ts'
import { answerStep, matchStep } from './match.ts'
import { failureNotice, notify, unsendable } from './notify.ts'
import type { AttachmentReader, Extractor, Mailer, NotifyOptions, Registry } from './ports.ts'

export interface EmailPorts {
  attachments: AttachmentReader
  extractor: Extractor
  registry: Registry
  matching?: MatchingConfig
  mailer: Mailer
  notify: NotifyOptions
}

export function emailsHandler(ports: EmailPorts): Handler<EmailState, EmailOutcome> {
  return {
    group: 'emails',
    topic: 'emails',
    aggregate: email,
    steps: {
      start: { place: 'begins', prepares: 'extract', run: () => ({ step: 'start' }) },
      extract: extractStep(ports),
      match: matchStep(ports.registry, ports.matching),
      dismiss: { run: () => ({ step: 'dismiss' }) },
      answer: answerStep(ports.registry),
      notify: {
        run: ({ id, mail, unannounced }, { now }) => {
          const notice = failureNotice({ id, ticketId: mail!.ticketId }, unannounced[0]!, ports.notify)
          return notify(ports.mailer, notice, { now, maxAgeMs: ports.notify.maxAgeMs })
        },
        failed: unsendable,
      },
    },
  }
}
