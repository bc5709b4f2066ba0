/** Dashes that only part a label from its sum (`Ersatz - 44,90`), where every line of a list has one. */
import type { Money } from './amounts.ts'
import type { Unit } from './units.ts'

const DASHED = /[\p{L}\d.)"“] [-–] (?:EUR |[€¤] ?)?\d[\d.']*(?:,\d\d)?(?:\s?(?:EUR|[€¤]|Euro))?$/u
/** `- 85,00 € Reifen`: a bullet, and what the sum is for behind it. */
const BULLETED = /^\s{0,4}[-–] ?(?:EUR |[€¤] ?)?\d[\d.']*(?:,\d\d)?(?:\s?(?:EUR|[€¤]|Euro))? \p{L}/u
/** Looked for at the end of a line only. */
const TAIL = 40
/** Ends in a sum without one. */
const PLAIN = /(?<! [-–]|\.\/\.) (?:EUR |[€¤] ?)?\d[\d.']*,\d\d(?:\s?(?:EUR|[€¤]|Euro))?$/

/** The units of lists all of whose lines have such a dash: a minus would stand in some of them only. */
export const dashedLists = (units: readonly Unit[]): ReadonlySet<Unit> =>
  new Set([...dashed(units), ...bulleted(units)])

/** Lists that begin below a line without a sum: from one that has it, something would be taken off. */
function bulleted(units: readonly Unit[]): Unit[] {
  const found: Unit[] = []
  let run: Unit[] = []
  let above: Unit | undefined
  for (const unit of [...units, undefined]) {
    const goesOn = unit !== undefined && BULLETED.test(unit.text)
    if (goesOn && (run.length > 0 || !above || !/\d[.,]\d\d|[€¤]|EUR/.test(above.text))) run.push(unit)
    else {
      if (run.length > 1) found.push(...run)
      run = []
    }
    above = unit
  }
  return found
}

function dashed(units: readonly Unit[]): ReadonlySet<Unit> {
  const found = new Set<Unit>()
  let run: Unit[] = []
  let mixed = false
  const close = () => {
    if (run.length > 1 && !mixed) for (const unit of run) found.add(unit)
    run = []
    mixed = false
  }
  for (const unit of units) {
    const above = run.at(-1)
    if (above && (above.part !== unit.part || unit.line - above.line > 1)) close()
    if (DASHED.test(unit.text.slice(-TAIL))) run.push(unit)
    else if (run.length > 0 && PLAIN.test(unit.text.slice(-TAIL))) mixed = true
  }
  close()
  return found
}

/** The sums of a line, none of them below zero. */
export const withoutDash = (money: readonly Money[]): Money[] => money.map(one => ({ ...one, negative: false }))
