/** A grey picture at another size. */

export interface Grey {
  width: number
  height: number
  /** One byte a pixel, row by row. */
  pixels: Uint8Array
}

/** Bilinear; `scale` of 0.5 … 2, beyond which it would skip pixels. */
export function resized({ width, height, pixels }: Grey, scale: number): Grey {
  const result = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const target = new Uint8Array(result.width * result.height)
  for (let y = 0, at = 0; y < result.height; y++) {
    const sourceY = Math.min(height - 1, Math.max(0, (y + 0.5) / scale - 0.5))
    const top = Math.floor(sourceY) * width
    const bottom = Math.min(height - 1, Math.floor(sourceY) + 1) * width
    const down = sourceY - Math.floor(sourceY)
    for (let x = 0; x < result.width; x++, at++) {
      const sourceX = Math.min(width - 1, Math.max(0, (x + 0.5) / scale - 0.5))
      const left = Math.floor(sourceX)
      const right = Math.min(width - 1, left + 1)
      const across = sourceX - left
      const above = pixels[top + left]! * (1 - across) + pixels[top + right]! * across
      const below = pixels[bottom + left]! * (1 - across) + pixels[bottom + right]! * across
      target[at] = above * (1 - down) + below * down + 0.5
    }
  }
  return { ...result, pixels: target }
}
