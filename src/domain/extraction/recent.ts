/** Longer texts are no sentences, and of many mails' sentences none comes again. */
const KEPT = { length: 2000, texts: 1000 }

/**
 * The same function, which remembers what it gave for the sentences of the mail in hand: they are asked about again and
 * again while it is read. What it gives must not be changed.
 */
export function recently<T>(of: (text: string) => T): (text: string) => T {
  const given = new Map<string, T>()
  return text => {
    let known = given.get(text)
    if (known === undefined) {
      known = of(text)
      if (text.length >= KEPT.length) return known
      if (given.size >= KEPT.texts) given.clear()
      given.set(text, known)
    }
    return known
  }
}
