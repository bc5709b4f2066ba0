/** What a mail is for. First the two that are no reply (automatic answers, advertising), then what the creditor does. */
import { countActs, sentencesOf } from './acts.ts'
import { cueText } from './cues.ts'
import type { Debt } from './debt.ts'
import type { Sum } from './roles.ts'
import type { Intent } from './types.ts'
import type { Unit } from './units.ts'
import { isAutomatic, isUnwanted } from './unwanted.ts'

export interface IntentInput {
  subject: string
  fromEmail: string
  fromName: string
  units: readonly Unit[]
  signature: string
  sums: readonly Sum[]
  debt: Debt
  /** How much ties the mail to a case of the firm: its number, a date of birth, a debtor's name, a reference. */
  ties: number
  hasAttachments: boolean
  unreadable: boolean
}

/** The intent of a mail; `auto_reply` and `spam` mean that it is no creditor's reply. */
export function findIntent(input: IntentInput): Intent {
  const subject = cueText(input.subject)
  const sentences = sentencesOf(input.units)
  const stated = input.debt.how === 'stated' && input.sums.some(sum => sum.role === 'total')
  if (isAutomatic({ ...input, subject, sentences, stated })) return 'auto_reply'
  const acts = countActs(subject, sentences)
  const silent =
    acts.plan + acts.accept + acts.offer + acts.courtesy + acts.reject + acts.ask + acts.transfer === 0 &&
    input.debt.cents === null
  if (isUnwanted({ ...input, subject, sentences, stated, silent })) return 'spam'

  const paying = input.sums.some(sum => sum.role === 'instalment' || sum.role === 'settlement')
  // "Instalments are possible" beside a stated claim is a courtesy, not an offer.
  const plan = acts.accept > 0 || (acts.offer > 0 && (paying || !stated)) || (acts.courtesy > 0 && !stated)
  // A buyer that states what is owed to it answers the inquiry; one that only tells of the purchase hands over.
  const owns = acts.acquired > 0 && stated
  if (acts.transfer > 0 && !plan && !owns) return 'transfer'
  if (input.debt.how === 'no_claim') return 'rejection'
  if (plan) return 'payment_plan'
  if (acts.reject > 0) return 'rejection'
  if (acts.ask > 0) {
    const inPassing = !input.sums.some(sum => sum.grand) && input.debt.how === 'stated' && acts.ask >= 2
    if (!stated || inPassing) return input.debt.how === 'summed' && acts.ask < 2 ? 'debt_statement' : 'inquiry'
  }
  if (acts.plan > 0 && input.debt.cents === null && (paying || acts.plan > 1)) return 'payment_plan'
  return 'debt_statement'
}
