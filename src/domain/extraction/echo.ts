/** What a form sends back of what was typed into it: the firm's own words, though no quotation sets them apart. */
import type { Line } from './reply.ts'

const YOURS =
  /^\s{0,8}(?:Ihre?n? (?:Text|Nachricht|Mitteilung|Frage|Eingabe|Kommentar|Anliegen|Anfrage)|Your (?:message|text|request|question|comment))(?:\s?:|\t| {2,})\s{0,20}(.{30,})$/
/** Such a label is the form's only below what else a form asks for. */
const BARE =
  /^\s{0,8}(?:Nachricht(?:entext)?|Mitteilung|Kommentar|Text|Freitext|Message|Comment)(?:\s?:|\t| {2,})\s{0,20}(.{30,})$/
const FIELD =
  /^\s{0,8}(?:(?:Vor|Nach|Familien)?name|Absender|E-?Mail(?:-Adresse)?|Betreff|Thema|Kategorie|Kanzlei|Firma|Telefon|Rubrik|Subject|Sender|Category)(?:\s?:|\t| {2,})\s{0,20}\S/i
const OPENS = /^["„“»]/
const CLOSES = /["“”«]\s*$/

/** The same lines, with what was typed in given to the firm: up to the quote that closes it, or the end of its paragraph. */
export function withoutEcho(lines: readonly Line[]): Line[] {
  let inside: 'quote' | 'paragraph' | null = null
  let form = false
  return lines.map(line => {
    if (line.by !== 'creditor' || line.zone === 'attachment') {
      inside = null
      return line
    }
    form ||= FIELD.test(line.text)
    const typed = YOURS.exec(line.text)?.[1] ?? (form ? BARE.exec(line.text)?.[1] : undefined)
    if (typed !== undefined) inside = OPENS.test(typed) ? 'quote' : 'paragraph'
    else if (inside === 'paragraph' && line.text.trim() === '') inside = null
    if (inside === null) return line
    if (inside === 'quote' && CLOSES.test(typed === undefined ? line.text : typed.slice(1))) inside = null
    return { ...line, by: 'firm' }
  })
}
