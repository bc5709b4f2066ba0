/** Father and son of one name: `Rolf Brandt sen.` and `Rolf Brandt jun.`. */
import { remembering } from '../remember.ts'
import type { Inquiry } from './types.ts'

const SUFFIX = /[\s,]+(?:(sen|senior|sr|der ältere|d\. ?ä)|(jun|junior|jr|der jüngere|d\. ?j))\.?\s*$/i

/** A client's last name without the word that tells the generation. */
export function familyName({ clientLastName }: Inquiry): string {
  return withoutSuffix(clientLastName)
}
const withoutSuffix = remembering(lastName => lastName.replace(SUFFIX, ''))

/** The generation that the registry names; null if none. */
export function generationOf({ clientLastName, clientFirstName }: Inquiry): 'senior' | 'junior' | null {
  const found = SUFFIX.exec(` ${clientLastName}`) ?? SUFFIX.exec(` ${clientFirstName}`)
  if (!found) return null
  return found[1] ? 'senior' : 'junior'
}
