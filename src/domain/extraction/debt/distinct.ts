/** What a mail says twice is owed once. */
import type { Sum } from '../roles.ts'

/** The same sum repeated in another sentence with the same role is one item, unless it bears another number or date. */
export function distinct(parts: Sum[]): Sum[] {
  return parts.filter((part, i) => {
    if (part.unit.row) return true
    const first = parts.findIndex(
      other =>
        other.cents === part.cents &&
        other.role === part.role &&
        (other === part || (other.unit !== part.unit && !tellsApart(other.unit.text, part.unit.text))),
    )
    return first === i
  })
}

const MONTHS =
  /\b(?:jan(?:uar)?|feb(?:ruar)?|märz?|april|mai|juni?|juli?|aug(?:ust)?|sep(?:tember|t)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)\b/gi

/** Not that of a date. */
const YEARS = /(?<![\d.,/-])(?:19|20)\d\d(?![\d.,/-])/g

/** Both name a month, a year, a number or a date, and not the same: two invoices of one amount. */
function tellsApart(a: string, b: string): boolean {
  for (const period of [MONTHS, YEARS]) {
    const [ofA, ofB] = [a, b].map(text => text.toLowerCase().match(period)?.join(' '))
    if (ofA && ofB && ofA !== ofB) return true
  }
  const numbers = (text: string) => (text.match(/\d[\d./-]{2,}/g) ?? []).join(' ')
  return (
    /\d{3,}|\d\.\d/.test(a) &&
    numbers(a) !== numbers(b) &&
    /\d[\d./-]{4,}.*\d[\d./-]{2,}/.test(a) &&
    /\d[\d./-]{4,}.*\d[\d./-]{2,}/.test(b)
  )
}
