/** All signs of a mail, sentence by sentence. */
import { recently } from '../recent.ts'
import { isProofRefused, signsOfAsking } from './asking.ts'
import { PLAN } from './consent.ts'
import { namesLeast, refusesToTalk, signsOfDeal, wantsProposal } from './gist.ts'
import { handoverInSubject, signsOfHandover } from './handover.ts'
import { isRush, signsOfPaying, signsOfSubject } from './paying.ts'
import { withoutRecital } from './recital.ts'
import { disclaims, isSupposition, isUnreal } from './sentences.ts'
import { type Act, type Sign, strengthOf } from './signs.ts'

export interface Acts {
  /** How strongly the mail does each of them. */
  strength: Record<Act, number>
  /** Sentences that speak of instalments or a settlement at all. */
  plans: number
}

/** What the subject is about, holds for the first sentences; further down each must say it itself. */
const HEAD = 12

/** Accounts repeat one row with other numbers, and no sign depends on which number of four digits or more it is. */
const withoutNumbers = (sentence: string) => sentence.replace(/\d{4,}/g, digits => '0'.repeat(digits.length))
const signsAnywhere = recently(sentence => signsOf(sentence, false))
const signsWhereKnown = recently(sentence => signsOf(sentence, true))

/** Weighs what is done in a mail. */
export function weighActs(subject: string, written: readonly string[]): Acts {
  const sentences = written.map(withoutNumbers)
  const signs: Sign[] = []
  const planSubject = PLAN.test(subject)
  const planned = sentences.map(sentence => PLAN.test(sentence))
  const plans = planned.filter(Boolean).length
  const early = planned.slice(0, HEAD).includes(true)
  sentences.forEach((sentence, i) => {
    const known = (planSubject || early) && i < HEAD
    const found = (known ? signsWhereKnown : signsAnywhere)(sentence)
    const taken =
      found.length > 0 && disclaims(sentences[i + 1] ?? '')
        ? found.filter(({ act }) => act !== 'accept' && act !== 'offer')
        : found
    signs.push(...taken)
  })
  signs.push(...handoverInSubject(subject), ...signsOfSubject(subject, signs))
  const of = (act: Act) => strengthOf(act, signs)
  return {
    plans,
    strength: {
      accept: of('accept'),
      offer: of('offer'),
      courtesy: of('courtesy'),
      reject: of('reject'),
      ask: of('ask'),
      transfer: of('transfer'),
      acquired: of('acquired'),
      silence: of('silence'),
    },
  }
}

/** Whether a sentence offers a way of paying, where one is what the mail is about. */
export const offersIn = (sentence: string): boolean =>
  signsWhereKnown(withoutNumbers(sentence)).some(({ act }) => act === 'offer')

/** `known`: a way of paying is what the mail is about. */
function signsOf(written: string, known: boolean): Sign[] {
  const sentence = withoutRecital(written)
  if (isProofRefused(sentence)) return signsOfAsking(sentence)
  const handover = signsOfHandover(sentence)
  if (refusesToTalk(sentence)) {
    // Who will not talk and says who will has handed over.
    const elsewhere = handover.filter(({ act, weight }) => act === 'transfer' && weight >= 2)
    return [
      { act: 'silence', weight: 3.8 },
      ...elsewhere.map(sign => ({ ...sign, weight: Math.max(sign.weight, 4.5) })),
    ]
  }
  // `Sollte die Quote unter 10 % liegen, stimmen wir nicht zu`: nobody has proposed one yet.
  if (namesLeast(sentence))
    return [...handover, isSupposition(sentence) ? { act: 'courtesy', weight: 2.8 } : { act: 'accept', weight: 4.2 }]
  if (wantsProposal(sentence)) return [...handover, { act: 'offer', weight: 4.2 }]
  const paying = signsOfPaying(sentence, known)
  const decides = paying.some(({ act }) => act === 'accept' || act === 'offer' || act === 'reject')
  return [
    ...paying,
    ...(decides || isUnreal(sentence) || isRush(sentence) ? [] : signsOfDeal(sentence)),
    ...handover,
    ...signsOfAsking(sentence),
  ]
}
