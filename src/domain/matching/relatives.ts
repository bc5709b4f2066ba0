/** Relatives and others who act for a client and bear the same last name: whoever hands over the keys owes nothing for it. */

import { onceFor } from '../remember.ts'
import type { Mentions } from './mentions.ts'
import { foldName } from './normalise.ts'

const KIN =
  '(?:sohn\\w*|tochter|enkel\\w*|kind|eltern|vater\\w*|mutter|bruder\\w*|schwester|ehefrau|ehemann\\w*|gattin|gatte\\w*|frau|mann|witwe\\w*|lebensgefahrt\\w*|partner\\w*|erb\\w*|miterb\\w*|alleinerb\\w*|schwieger\\w*|neffe\\w*|nichte|onkel|tante|betreue?r\\w*|bevollmachtigte\\w*|vormund|pfleger\\w*|son|daughter|wife|husband|brother|sister|mother|father)'
const ARTICLE = '(?:der|die|dem|den|des|deren|dessen|seine?\\w*|ihre?\\w*|eine?\\w*|the|his|her)'
/** Words of a sentence that may make the relative the debtor. */
const OWES =
  / (?:gegen|von|vom|schuld\w*|haft\w*|forder\w*|verlang\w*|anspruch\w*|beanspruch\w*|vertrag\w*|konto|kunde|kundin|mieter\w*|versicherungsnehmer\w*|rechnung\w*|zahl\w*|owes?|debtor|liable|claim) /

const sentencesOf = onceFor(({ ownRaw }: Mentions) =>
  ownRaw.split(/(?<=[.!?])\s+|\n/).map(sentence => ` ${foldName(sentence)} `),
)

/**
 * Whether everywhere in the creditor's words a person of the client's last name is only mentioned as a relative or helper
 * (`die Tochter, Frau Inga Kern, hat angerufen`), and the client's last name stands elsewhere too.
 */
export function isKinOnly(given: string, last: string, mentions: Mentions): boolean {
  const sentences = sentencesOf(mentions)
  const name = `${given} ${last}`
  const about = sentences.filter(sentence => sentence.includes(` ${name} `))
  const kin = new RegExp(` ${ARTICLE} (?:\\w+ )?${KIN} (?:(?:herrn?|frau|namens) )?${name} `)
  return (
    about.length > 0 &&
    about.every(sentence => kin.test(sentence) && !OWES.test(sentence)) &&
    sentences.some(sentence => sentence.replaceAll(` ${name} `, ' ').includes(` ${last} `))
  )
}
