/** The font of all rendered pages: monospaced, so that columns of the corpus' pages stay columns. */
import { readFileSync } from 'node:fs'
import { sfntOf } from './woff.ts'

const file = new URL(import.meta.resolve('@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff'))
let loaded: Buffer | undefined

/** The font as TrueType. */
export const font = () => (loaded ??= sfntOf(readFileSync(file)))

/** A4 in PostScript points. */
export const PAGE = { width: 595, height: 842, margin: 50 } as const

/** Width of a character as a share of the font size. */
const ADVANCE = 0.602

/** Largest font size in points, up to 10.5, at which all lines of a page fit its width and height. */
export function fontSizeFor(lines: readonly string[]): number {
  const longest = Math.max(1, ...lines.map(line => [...line].length))
  const width = (PAGE.width - 2 * PAGE.margin) / (longest * ADVANCE)
  const height = (PAGE.height - 2 * PAGE.margin) / (lines.length * LINE_HEIGHT)
  return Math.min(10.5, Math.floor(Math.min(width, height) * 10) / 10)
}

/** Distance of two base lines as a share of the font size. */
export const LINE_HEIGHT = 1.35
