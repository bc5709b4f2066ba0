/** What the firm is told once a day: pure. */

export interface DigestEntry {
  ticketId: string | null
  subject: string | null
  fromEmail: string | null
  /** Milliseconds since 1970. */
  at: number
  reason: string
}

/** The day of a time in Berlin, e.g. `2026-02-03`: at most one digest a day. */
export const dayInBerlin = (time: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' }).format(time)

const DAY = 86_400_000
/** More would not be read. */
const SHOWN = 50

/** Subject and text of the mail, in the firm's language. */
export function digestMail(
  { reviews, unmatched }: { reviews: readonly DigestEntry[]; unmatched: readonly DigestEntry[] },
  now: number,
): { subject: string; text: string } {
  const subject = `[Postbuch] ${reviews.length} offene ${reviews.length === 1 ? 'Prüfung' : 'Prüfungen'}, ${unmatched.length} E-Mails ohne Zuordnung`
  const text = [
    ...section('Offene Prüfungen', reviews, ({ at }) => `wartet seit ${waited(now - at)}`),
    ...section('Ohne Zuordnung seit der letzten Übersicht', unmatched, ({ at }) => dayInBerlin(at)),
    'Beantworten: Postbuch, Seite „Prüfungen“.',
  ].join('\n')
  return { subject, text }
}

function section(title: string, entries: readonly DigestEntry[], note: (entry: DigestEntry) => string): string[] {
  if (!entries.length) return []
  const lines = entries
    .slice(0, SHOWN)
    .map(
      entry =>
        `  Ticket ${entry.ticketId ?? '–'}  ${entry.fromEmail ?? '–'}  ${entry.subject ?? '–'}  (${note(entry)})`,
    )
  const rest = entries.length > SHOWN ? [`  … und ${entries.length - SHOWN} weitere`] : []
  return [`${title} (${entries.length})`, ...lines, ...rest, '']
}

function waited(ms: number): string {
  const days = Math.floor(ms / DAY)
  return days < 1 ? 'weniger als einem Tag' : days === 1 ? 'einem Tag' : `${days} Tagen`
}
