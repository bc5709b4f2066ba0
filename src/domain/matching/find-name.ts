/** Where in a text a name of one or more words stands. */
import { onceFor } from '../remember.ts'
import { MOST_LONGER, soundsLike } from './similar.ts'

/** Words `start` to before `end`; `exact` if written alike, else it only sounds alike. */
export interface Place {
  start: number
  end: number
  exact: boolean
}

/** So many words are the mail's, which many names are looked for in. */
const WORTH_AN_INDEX = 20

/** Places of the words by their first letter. An empty word, which only stands at an end or before a gap, begins no name. */
const byLetter = onceFor((words: readonly string[]) => {
  const places = new Map<string, number[]>()
  for (const [i, word] of words.entries()) {
    const same = places.get(word[0] ?? '')
    if (same) same.push(i)
    else places.set(word[0] ?? '', [i])
  }
  return places
})

/** Where a name of one or more words stands: written alike, run together, or sounding alike. */
export function findName(words: readonly string[], name: readonly string[]): Place[] {
  const compact = name.join('')
  if (compact.length < 2) return []
  const places: Place[] = []
  // A name that only sounds alike begins with the same letter as well.
  const starts = words.length < WORTH_AN_INDEX ? words.keys() : (byLetter(words).get(compact[0]!) ?? [])
  for (const i of starts) {
    let joined = ''
    for (let n = 0; n < name.length + 1 && i + n < words.length && n < 4; n++) {
      joined += words[i + n]
      if (joined.length > compact.length + MOST_LONGER) break
      if (joined === compact) places.push({ start: i, end: i + n + 1, exact: true })
      else if (compact.length >= 4 && joined[0] === compact[0] && soundsLike(joined, compact))
        places.push({ start: i, end: i + n + 1, exact: false })
    }
    if (places.length > 50) break
  }
  return places
}
