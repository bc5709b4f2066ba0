/**
 * Several readings of one page, compared. Tesseract misreads a digit or loses a comma on every third page of figures,
 * and is no less confident there; but read at another size the page is rarely misread in the same way.
 */

export interface Vote {
  text: string
  /** Lines whose figures no two readings agree on. */
  doubtful: number
}

/** The first reading, with each line's figures as at least two of the readings have them. */
export function vote(readings: readonly [string, ...string[]]): Vote {
  const [first, ...others] = readings
  const lines = first.split('\n')
  const partners = others.map(text => align(lines, text.split('\n')))
  let doubtful = 0
  const decided = lines.map((line, index) => {
    const figures = figuresOf(line)
    const candidates = [line, ...partners.map(partner => partner[index]).filter(other => other !== undefined)]
    if (candidates.every(other => figuresOf(other) === '')) return line
    const agreed = candidates.find(one => candidates.filter(other => figuresOf(other) === figuresOf(one)).length > 1)
    if (agreed === undefined) doubtful++
    return agreed === undefined || figuresOf(agreed) === figures ? line : agreed
  })
  return { text: decided.join('\n'), doubtful }
}

/** All digits with what separates them; spaces do not count, points and commas count as the same. */
const figuresOf = (line: string) =>
  (line.match(/\d[\d.,/-]*/g) ?? []).map(figure => figure.replace(/[.,/-]+$/, '').replace(/,/g, '.')).join(' ')

/** For each of `lines` the line of `others` that is the same one, in order; undefined where there is none. */
function align(lines: readonly string[], others: readonly string[]): (string | undefined)[] {
  const rows = lines.length
  const columns = others.length
  const left = lines.map(pairsOf)
  const right = others.map(pairsOf)
  const alike = (i: number, j: number) => similarity(left[i]!, right[j]!)
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, best[i + 1]![j + 1]! + alike(i, j))
    }
  }
  const result: (string | undefined)[] = Array.from({ length: rows })
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    const same = alike(i, j)
    if (same > 0 && best[i]![j] === best[i + 1]![j + 1]! + same) result[i++] = others[j++]
    else if (best[i]![j] === best[i + 1]![j]) i++
    else j++
  }
  return result
}

/** Pairs of neighbouring characters, spaces left out. */
function pairsOf(line: string): Set<string> {
  const bare = line.toLowerCase().replace(/\s/g, '')
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, i) => bare.slice(i, i + 2)))
}

/** Share of common pairs (Dice), 0 where it is too small to mean anything. */
function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  let common = 0
  for (const pair of one) if (other.has(pair)) common++
  const share = (2 * common) / (one.size + other.size)
  return share < 0.4 ? 0 : share
}
