/** Pages of PDFs and photos as grey pictures of the size that OCR likes best. */
import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import * as canvasModule from '@napi-rs/canvas'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { createIsomorphicCanvasFactory } from 'unpdf'
import { openPdf } from './pdf.ts'
import { pictureSize } from './picture.ts'
import { sniff } from './sniff.ts'
import type { Jobs, Picture } from './types.ts'
import { UnreadableError } from './unreadable.ts'

/**
 * 150 dots an inch on the short side of A4: on generated pages in three fonts of 8 to 11 points the figures of 28 of 33
 * were all right, at 200 dots of 13 of 24.
 */
const SHORT_SIDE = 1240
const MAX_SIDE = 2500

/**
 * Draws a page or photo.
 * @throws UnreadableError `size_limit`, `damaged`, `encrypted`
 */
export async function run({ path, page, limits }: Jobs['render']['job']): Promise<Picture> {
  const bytes = await readFile(path)
  const { type, contentType } = sniff(bytes.subarray(0, 4096))
  const canvas = type === 'pdf' ? await drawPage(bytes, page) : await drawPhoto(bytes, contentType, limits.maxPixels)
  const { width, height } = canvas
  return { width, height, deflated: deflateSync(grey(canvas), { level: 1 }) }
}

function scaleFor(width: number, height: number): number {
  return Math.min(SHORT_SIDE / Math.min(width, height), MAX_SIDE / Math.max(width, height))
}

async function drawPage(bytes: Buffer, index: number): Promise<Canvas> {
  const CanvasFactory = await createIsomorphicCanvasFactory(async () => canvasModule)
  const pdf = await openPdf(bytes, { CanvasFactory })
  try {
    const page = await pdf.getPage(index + 1)
    const { width, height } = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: scaleFor(width, height) })
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    const target = { canvas, canvasContext: canvas.getContext('2d'), viewport }
    // Typed for browsers; a canvas of ours has all that is used.
    await page.render(target as unknown as Parameters<typeof page.render>[0]).promise
    return canvas
  } finally {
    await pdf.destroy()
  }
}

async function drawPhoto(bytes: Buffer, contentType: string, maxPixels: number): Promise<Canvas> {
  const size = pictureSize(bytes, contentType)
  if (size && size.width * size.height > maxPixels) throw new UnreadableError('size_limit')
  // Skia crashes on a PNG without its first block; other broken ones end this process, too, and are reported so.
  if (!size && contentType === 'image/png') throw new UnreadableError('damaged')
  // Turned as its EXIF data says.
  const image = await loadImage(bytes)
  // Never enlarged: that adds nothing to read.
  const scale = Math.min(1, scaleFor(image.width, image.height))
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0, width, height)
  return canvas
}

/** Luminance, one byte a pixel, in strips so that the page is not in memory three times. */
function grey(canvas: Canvas): Buffer {
  const { width, height } = canvas
  const context = canvas.getContext('2d')
  const result = Buffer.allocUnsafe(width * height)
  const strip = 256
  for (let top = 0; top < height; top += strip) {
    const { data } = context.getImageData(0, top, width, Math.min(strip, height - top))
    for (let from = 0, to = top * width; from < data.length; from += 4, to++) {
      result[to] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8
    }
  }
  return result
}
