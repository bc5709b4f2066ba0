/** Forms with boxes to tick: a question says nothing until a box is ticked, and then what stands beside that box. */
import { cueText } from '../cues.ts'
import { matchesOf } from '../patterns/matches.ts'
import { PLAN } from './consent.ts'

const BOX = /\[[ xX✓✔]?\]|\([xX✓✔ ]\)|[☐☑☒□◻⬜✅🗹]/gu
/** A line that begins with a box, and one that it may belong to: a question, or another such line. */
const LEADS = new RegExp(`^\\s*(?:${BOX.source})`, 'u')
const ASKS = /[?:]\s*$|[\])☐☑☒□◻⬜✅🗹][^?]{0,60}$/u
const TICKED = /[xX✓✔☑☒✅🗹]/u
const NO = /^\W*(?:nein|no)\b/

/** Joins a question with the boxes in the lines below it, and leaves of each form only what was ticked. */
export function answered(lines: readonly string[]): string[] {
  const joined: string[] = []
  for (const line of lines) {
    const above = joined.at(-1)
    if (above !== undefined && LEADS.test(line) && ASKS.test(above)) joined[joined.length - 1] += ` ${line}`
    else joined.push(line)
  }
  return joined.map(ticked).filter(line => line !== '')
}

function ticked(line: string): string {
  const boxes = matchesOf(BOX, line)
  if (boxes.length === 0) return line
  const question = line.slice(0, boxes[0]!.index).trim()
  const labels = boxes.flatMap((box, i) => {
    const label = line.slice(box.index + box[0].length, boxes[i + 1]?.index).trim()
    return TICKED.test(box[0]) ? [label] : []
  })
  if (labels.length === 0) return ''
  const said = labels.join(', ')
  if (NO.test(cueText(said)) && PLAN.test(cueText(question))) return `nein zu dem vorschlag: ${said}`
  return `${question.replace(/\?$/, ':')} ${said}`
}
