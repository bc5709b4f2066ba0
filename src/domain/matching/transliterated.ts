/** One Slavic name as several languages write it: `Tschernow`, `Chernov`, `Czernow`. */
import { remembering } from '../remember.ts'

/** How a language spells the sounds that others spell otherwise, longest first. What is written here in capitals is a sound. */
const SPELLINGS: (readonly [pattern: RegExp, sound: string])[][] = [
  // German
  [
    [/schtsch/g, 'Q'],
    [/tsch/g, 'C'],
    [/s?sch|sh/g, 'S'],
    [/ch/g, 'X'],
    [/tz|z/g, 'T'],
  ],
  // English; and Croatian and its neighbours, whose signs above the letters are gone here
  [
    [/shch/g, 'Q'],
    [/t?ch|ic$/g, 'C'],
    [/sh|zh/g, 'S'],
    [/kh/g, 'X'],
    [/ts|tz/g, 'T'],
    [/z/g, 's'],
  ],
  // Polish
  [
    [/szcz/g, 'Q'],
    [/cz/g, 'C'],
    [/sz|rz/g, 'S'],
    [/ch/g, 'X'],
    [/c/g, 'T'],
    [/z/g, 's'],
  ],
]

const soundsOf = remembering((name): readonly string[] =>
  SPELLINGS.map(spelling =>
    spelling
      // `-ic` is `-itsch`: its vowel stays.
      .reduce((text, [pattern, sound]) => text.replace(pattern, found => (found === 'ic' ? `i${sound}` : sound)), name)
      .replaceAll('w', 'v')
      .replaceAll('x', 'ks')
      .replaceAll('ck', 'k')
      .replace(/[jyi]+/g, 'i')
      .replace(/(.)\1+/g, '$1'),
  ),
)

/** Shorter names are too easily alike by chance. */
const LEAST = 6

/** Whether two folded words are one name in two transliterations. */
export function isTransliterated(a: string, b: string): boolean {
  if (a.length < LEAST || b.length < LEAST || a[0] !== b[0]) return false
  const others = soundsOf(b)
  return soundsOf(a).some(sounds => others.includes(sounds))
}
