/** Puts the pieces of a PDF page back into lines and columns, as a person sees them. */

export interface Piece {
  text: string
  /** Left end of the base line, from the page's top left corner, and width and height, in points. */
  x: number
  y: number
  width: number
  height: number
}

/** Lines from top to bottom; gaps between columns become runs of spaces, gaps between blocks empty lines. */
export function layout(pieces: readonly Piece[]): string {
  const lines = linesOf(pieces.filter(piece => piece.text.trim() !== ''))
  const left = Math.min(...lines.flatMap(line => line.map(piece => piece.x)))
  const texts: string[] = []
  let previous: Piece | undefined
  for (const line of lines) {
    const first = line[0]!
    if (previous && first.y - previous.y > 1.9 * Math.max(first.height, previous.height)) texts.push('')
    texts.push(lineText(line, left))
    previous = first
  }
  return texts.join('\n')
}

function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = []
  for (const piece of pieces.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1)
    const base = line?.[0]
    // Half a letter's height apart is still one line: superscripts, and fields drawn a little higher.
    if (base && piece.y - base.y < 0.5 * Math.min(base.height, piece.height)) line.push(piece)
    else lines.push([piece])
  }
  for (const line of lines) line.sort((a, b) => a.x - b.x)
  return lines
}

function lineText(line: readonly Piece[], left: number): string {
  let text = ''
  let end = left
  for (const piece of line) {
    const letter = Math.max(0.1, piece.width / [...piece.text].length)
    const gap = (piece.x - end) / letter
    if (text === '') text = ' '.repeat(Math.min(60, Math.max(0, Math.round(gap))))
    else if (gap > 1.6) text += ' '.repeat(Math.min(60, Math.max(2, Math.round(gap))))
    else if (gap > 0.2 && !/\s$/.test(text)) text += ' '
    text += piece.text
    end = Math.max(end, piece.x + piece.width)
  }
  return text.trimEnd()
}
