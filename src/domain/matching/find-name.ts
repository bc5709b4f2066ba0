/** Where in a text a name of one or more words stands. */
import { soundsLike } from './similar.ts'

/** Words `start` to before `end`; `exact` if written alike, else it only sounds alike. */
export interface Place {
  start: number
  end: number
  exact: boolean
}

/** Where a name of one or more words stands: written alike, run together, or sounding alike. */
export function findName(words: readonly string[], name: readonly string[]): Place[] {
  const compact = name.join('')
  if (compact.length < 2) return []
  const places: Place[] = []
  for (let i = 0; i < words.length; i++) {
    let joined = ''
    for (let n = 0; n < name.length + 1 && i + n < words.length && n < 4; n++) {
      joined += words[i + n]
      if (joined.length > compact.length + 2) break
      if (joined === compact) places.push({ start: i, end: i + n + 1, exact: true })
      else if (compact.length >= 4 && joined[0] === compact[0] && soundsLike(joined, compact))
        places.push({ start: i, end: i + n + 1, exact: false })
    }
    if (places.length > 50) break
  }
  return places
}
