/**
 * Step `notify`: a failed mail is told to the administrator, a changed debt to the firm. NotificationSent is the
 * answer; the Message-ID comes from the cause, so a mail that goes out twice is one to every mail program.
 */
import type { UnannouncedUpdate } from '../domain/debt.ts'
import type { Failure } from '../domain/events.ts'
import type { Mailer, NotifyOptions } from './ports.ts'

export type Notified = { step: 'notify'; messageId: string; to: string } | { step: 'notify'; skipped: string }

/** Sends one notice unless there is nobody to tell or the cause is history. */
export async function notify(
  mailer: Mailer,
  notice: { id: string; at: number; to: string | null; subject: string; text: string },
  options: { now: number; maxAgeMs: number },
): Promise<Notified> {
  if (!notice.to) return { step: 'notify', skipped: 'no_recipient' }
  if (options.now - notice.at > options.maxAgeMs) return { step: 'notify', skipped: 'too_old' }
  const messageId = `${notice.id}@postbuch.example`
  await mailer.send({ messageId, to: notice.to, subject: notice.subject, text: notice.text })
  return { step: 'notify', messageId, to: notice.to }
}

/** A notice that cannot be sent, whatever the server's state: it must not hold up those behind it. */
export const unsendable = ({ code }: Failure): Notified => ({ step: 'notify', skipped: `unsendable: ${code}` })

/** What the administrator is told of a mail that could not be processed. */
export function failureNotice(
  mail: { id: string; ticketId: string },
  { id, at, failure }: { id: string; at: number; failure: Failure },
  options: NotifyOptions,
) {
  const text = [
    'Postbuch konnte eine eingegangene E-Mail nicht verarbeiten.',
    '',
    `E-Mail:  ${mail.id}`,
    `Ticket:  ${mail.ticketId}`,
    `Fehler:  ${failure.code}: ${failure.message}`,
    '',
    `Erneut versuchen:  postbuch emails retry ${mail.id}`,
  ].join('\n')
  return { id, at, to: options.admin, subject: `[Postbuch] E-Mail nicht verarbeitet (${failure.code})`, text }
}

const euros = (cents: number | null) =>
  cents === null ? 'ohne Betrag' : (cents / 100).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })

/** What the firm is told of a changed debt. */
export function debtNotice(debtId: string, update: UnannouncedUpdate, options: NotifyOptions) {
  const text = [
    `Mandant:    ${update.clientName}`,
    `Gläubiger:  ${update.creditorName}`,
    `Forderung:  ${euros(update.amountCents)} (bisher ${euros(update.previousCents)})`,
    `Stand:      ${update.status}, Fassung ${update.version}`,
    `Vorgang:    ${debtId}, E-Mail ${update.emailId}`,
  ].join('\n')
  return {
    id: update.id,
    at: update.at,
    to: options.firm,
    subject: `[Postbuch] Forderung ${debtId} aktualisiert`,
    text,
  }
}
