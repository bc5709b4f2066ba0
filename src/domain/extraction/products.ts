/** A number of things at a price each (`6 Std. x 12 €`, `zwölf Monate je 364 €`): the price is no item, the product is. */
import { parseNumberWord } from './number-words.ts'

/** Up to four words may stand between the count and what joins it with the price. */
const TIMES =
  /(?<![\d.,/\p{L}-])(\d{1,3}|eine?n?|zwei|drei|vier|fünf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwoelf)(?:\s?[x×*]|\s+mal|\s+(?:[\p{L}.*-]{2,25}\s+){0,4}?\(?(?:zu je|zu jeweils|je|à|á|a|zu|x|×|mal|von je))\s{0,3}(?:EUR|€)?\s{0,3}$/iu

/** How many things the text before a price counts; null if it counts none. */
export function countBefore(text: string): number | null {
  const match = TIMES.exec(text.slice(-110))
  if (!match) return null
  if (/^ein/i.test(match[1]!)) return /(?:à|á|a)\s{0,3}(?:EUR|€)?\s{0,3}$/iu.test(match[0]) ? 1 : null
  const count = /^\d/.test(match[1]!) ? Number(match[1]) : parseNumberWord(match[1]!)
  return count !== null && count >= 2 && count <= 400 ? count : null
}
