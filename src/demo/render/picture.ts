/** A page as a picture, as a scanner would give it: grey, slightly askew, no text layer. */
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { font, fontSizeFor, LINE_HEIGHT, PAGE } from './font.ts'

const FAMILY = 'Postbuch Mono'
/** 200 dots an inch, what office scanners use for text. */
const SCALE = 200 / 72

/** One canvas for all pages: 15 MB once, where the collector would let many pile up. */
let canvas: Canvas | undefined

/** One page (A4, 200 dpi) as a file. `askew` in degrees. */
export function pagePicture(text: string, type: 'image/png' | 'image/jpeg', askew = 0): Buffer {
  const drawn = drawPage(text, askew)
  // Not `encode`: it works in another thread, and crashes when its canvas is collected meanwhile.
  return type === 'image/png' ? drawn.toBuffer(type) : drawn.toBuffer(type, 80)
}

/** Draws one page on the canvas of all pages: it holds until the next call. */
export function drawPage(text: string, askew = 0): Canvas {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.register(font(), FAMILY)
  canvas ??= createCanvas(Math.round(PAGE.width * SCALE), Math.round(PAGE.height * SCALE))
  const context = canvas.getContext('2d')
  context.resetTransform()
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
