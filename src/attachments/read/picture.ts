/** Width and height of a picture, from its head alone. */

export interface PictureSize {
  width: number
  height: number
}

/** Pixels of a PNG, JPEG or GIF; undefined for others and for damaged ones. */
export function pictureSize(bytes: Buffer, contentType: string): PictureSize | undefined {
  if (contentType === 'image/png' && bytes.length >= 24)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (contentType === 'image/gif' && bytes.length >= 10)
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  return contentType === 'image/jpeg' ? jpegSize(bytes) : undefined
}

/** Walks the segments up to a start of frame (C0 … CF but for C4, C8 and CC). */
function jpegSize(bytes: Buffer): PictureSize | undefined {
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** Quarter turns clockwise that bring a photo upright, from its EXIF orientation (mirrored ones count as not). */
export function orientationOf(bytes: Buffer): 0 | 1 | 2 | 3 {
  const exif = bytes.subarray(0, 4096).indexOf('Exif\0\0')
  if (exif < 0) return 0
  const tiff = bytes.subarray(exif + 6, exif + 4096)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = u32(4)
  for (let i = 0; i < Math.min(64, u16(directory)); i++) {
    const entry = directory + 2 + 12 * i
    if (u16(entry) === 0x0112) return ({ 6: 1, 3: 2, 8: 3 } as const)[u16(entry + 8)] ?? 0
  }
  return 0
}
