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
