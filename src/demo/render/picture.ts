/** A page as a picture, as a scanner would give it: grey, slightly askew, no text layer. */
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { font, fontSizeFor, LINE_HEIGHT, PAGE } from './font.ts'

const FAMILY = 'Postbuch Mono'
/** 200 dots an inch, what office scanners use for text. */
const SCALE = 200 / 72

/** Draws one page (A4, 200 dpi). `askew` in degrees. */
export function drawPage(text: string, askew = 0): Canvas {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.register(font(), FAMILY)
  const canvas = createCanvas(Math.round(PAGE.width * SCALE), Math.round(PAGE.height * SCALE))
  const context = canvas.getContext('2d')
  context.fillStyle = '#f7f7f5'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.rotate((askew * Math.PI) / 180)
  const lines = text.split('\n')
  const size = fontSizeFor(lines) * SCALE
  context.font = `${size}px "${FAMILY}"`
  context.fillStyle = '#2b2b2b'
  lines.forEach((line, index) => {
    context.fillText(line, PAGE.margin * SCALE, PAGE.margin * SCALE + (index + 1) * size * LINE_HEIGHT)
  })
  return canvas
}
