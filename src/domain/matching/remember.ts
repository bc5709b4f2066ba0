/** Functions that remember their answers: names and numbers of one registry come again with every candidate and every mail. */

/**
 * Longest text, and number of texts, that a function remembers its answer for: names and numbers, not mails. Those of
 * several mails; ten times as many leave the processor's cache, and finding one takes longer than making it anew.
 */
const REMEMBERED = { length: 80, texts: 2_000 }

/** The same function of a text. What it gives must not be changed. */
export function remembering<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    if (text.length > REMEMBERED.length) return of(text)
    let answer = known.get(text)
    if (answer === undefined) {
      if (known.size >= REMEMBERED.texts) known.clear()
      answer = of(text)
      known.set(text, answer)
    }
    return answer
  }
}

/** The same function of an object that does not change: asked once, as long as the object lives. What it gives must not be changed. */
export function onceFor<K extends object, T>(of: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>()
  return key => {
    let answer = known.get(key)
    if (answer === undefined) {
      answer = of(key)
      known.set(key, answer)
    }
    return answer
  }
}
