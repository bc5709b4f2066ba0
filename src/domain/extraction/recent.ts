import { type Kept, remembering } from '../remember.ts'

/** Longer texts are no sentences, and of many mails' sentences none comes again. */
const SENTENCES: Kept = { length: 1_999, texts: 1_000 }

/** The same function, which remembers what it gave for the sentences of the mail in hand: they are asked about again and again. */
export const recently = <T>(of: (text: string) => T): ((text: string) => T) => remembering(of, SENTENCES)
