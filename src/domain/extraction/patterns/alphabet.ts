/** The letters in which texts and patterns are compared: so few that what differs only in case or punctuation is the same. */

/** Whatever is no ASCII letter, digit or `_`, umlauts too; a run of it counts once, and so do the ends of a text. */
export const GAP = ' '
/** Any digit, and `_`, which is a part of words as well. */
export const DIGIT = '0'
const LETTERS = `${GAP}abcdefghijklmnopqrstuvwxyz${DIGIT}`

/** Numbers of the letters are below this power of two. */
export const BITS = 5

/** The number of an ASCII character's letter, by its code. */
export const LETTER_OF = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase()
  return LETTERS.indexOf(/\w/.test(character) ? character.replace(/[\d_]/, DIGIT) : GAP)
})

/** The letter that stands for a character of a pattern. */
export const letterOf = (character: string): string => LETTERS[LETTER_OF[character.charCodeAt(0)] ?? 0]!

/** `ſ` and the Kelvin sign: no ASCII, yet equal to letters of it in some patterns. */
export const isOdd = (code: number): boolean => code === 0x17f || code === 0x212a
