/** Functions that remember their answers. What they give must not be changed. */

/** What is worth remembering: longest text in characters, and number of texts, after which all are forgotten. */
export interface Kept {
  length: number
  texts: number
}

/**
 * Names and numbers of one registry, which come again with every candidate and every mail: those of several mails. Ten
 * times as many leave the processor's cache, and finding one takes longer than making it anew.
 */
const NAMES: Kept = { length: 80, texts: 2_000 }

/** The same function of a text. */
export function remembering<T>(of: (text: string) => T, kept = NAMES): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    if (text.length > kept.length) return of(text)
    let answer = known.get(text)
    if (answer === undefined) {
      answer = of(text)
      if (known.size >= kept.texts) known.clear()
      known.set(text, answer)
    }
    return answer
  }
}

/** The same function of an object that does not change: asked once, as long as the object lives. */
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
