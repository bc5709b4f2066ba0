/** Undoing what mail software did to the letters: mojibake, quoted-printable leftovers, encoded words, odd spaces. */

/** Windows-1252's printable characters for the bytes 0x80 … 0x9f, which ISO-8859-1 lacks. */
const CP1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'
const BYTE_OF = new Map([...CP1252].map((character, i) => [character, 0x80 + i]))
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** A UTF-8 sequence of two to four bytes that was read as Windows-1252, e.g. `Ã¼` or `â‚¬`. */
const HIGH = `[\\u0080-\\u00bf${CP1252}]`
const MISREAD = new RegExp(`[\\u00c2-\\u00df]${HIGH}|[\\u00e0-\\u00ef]${HIGH}{2}|[\\u00f0-\\u00f4]${HIGH}{3}`, 'g')

function toByte(character: string): number {
  return BYTE_OF.get(character) ?? character.charCodeAt(0)
}

/** Repairs UTF-8 that was read as Windows-1252, sequence by sequence, so that a text that is only partly broken is kept. */
export function repairMojibake(text: string): string {
  const once = text.replace(MISREAD, sequence => decoded([...sequence].map(toByte)) ?? sequence)
  return once === text ? text : once.replace(MISREAD, sequence => decoded([...sequence].map(toByte)) ?? sequence)
}

function decoded(bytes: number[]): string | undefined {
  try {
    return UTF8.decode(new Uint8Array(bytes))
  } catch {
    return undefined
  }
}

/** Decodes `=C3=BC` and soft line breaks where a text still contains quoted-printable; other `=` stay. */
export function decodeQuotedPrintable(text: string): string {
  const escapes = text.match(/=[0-9A-F]{2}(?=[^0-9]|$|\d)/g)?.length ?? 0
  if (escapes === 0 || !/=(?:C3=[89AB][0-9A-F]|E2=8|20$|3D|A0|C2=A0|FC|E4|F6|DF)/im.test(text)) return text
  return text.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, run => {
    const bytes = run
      .slice(1)
      .split('=')
      .map(hex => Number.parseInt(hex, 16))
    return (
      decoded(bytes) ??
      bytes.map(byte => (byte >= 0x80 && byte < 0xa0 ? CP1252[byte - 0x80] : String.fromCharCode(byte))).join('')
    )
  })
}

/** Decodes the encoded words of mail headers: `=?utf-8?Q?M=C3=BCller?=`. */
export function decodeEncodedWords(text: string): string {
  return text.replace(
    /=\?([\w-]{1,20})\?([QB])\?([^?\s]{0,2000})\?=(?:\s{1,4}(?==\?))?/gi,
    (whole, charset, kind, body) => {
      const bytes =
        kind.toUpperCase() === 'B'
          ? Array.from(safeBase64(body), character => character.charCodeAt(0))
          : Array.from(
              body
                .replace(/_/g, ' ')
                .replace(/=([0-9A-F]{2})/gi, (_: string, hex: string) =>
                  String.fromCharCode(Number.parseInt(hex, 16)),
                ) as string,
              character => character.charCodeAt(0),
            )
      try {
        return new TextDecoder(charset).decode(new Uint8Array(bytes))
      } catch {
        return whole
      }
    },
  )
}

function safeBase64(body: string): string {
  try {
    return atob(body)
  } catch {
    return ''
  }
}

/** All of it, then one kind of line end, plain spaces, no invisible characters, composed letters (NFC). */
export function cleanText(text: string): string {
  const read = repairMojibake(decodeQuotedPrintable(decodeEncodedWords(text)))
  return (UNUSUAL.test(read) ? withUsual(read) : read)
    .normalize('NFC')
    .replace(SPACED_NUMBER, number => number.replace(/ /g, ''))
}

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
/** Most mails have none of them: one look at each letter tells. */
const UNUSUAL = new RegExp(`\\r|${SPACES.source}|${INVISIBLE.source}`)
const withUsual = (text: string) => text.replace(/\r\n?/g, '\n').replace(SPACES, ' ').replace(INVISIBLE, '')

/** A sum set with a space between all its characters: `3 4 7 , 0 2`. */
const SPACED_NUMBER = /(?<![^\s:])(?:\d (?:\. )?){2,9}, \d \d(?![^\s.;)])/g
