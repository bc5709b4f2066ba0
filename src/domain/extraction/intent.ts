/**
 * What a mail is for. First the two that are no reply (automatic answers, advertising), then what the creditor does: each
 * intent is weighed by the signs for and against it, and the distance to the next one says how sure the reading is.
 */
import { isAutomatic } from './automatic.ts'
import { cueText } from './cues.ts'
import type { Debt } from './debt.ts'
import { type Acts, offersIn, weighActs } from './intent/acts.ts'
import { signsOfAsking } from './intent/asking.ts'
import { closings } from './intent/closing.ts'
import { isOldPurchase } from './intent/handover.ts'
import { type Leanings, leaningsOf } from './intent/leanings.ts'
import { type Said, secondOpinion } from './intent/likely.ts'
import { isUnreal, plainWords, sentencesOf } from './intent/sentences.ts'
import { tellsOnlyOfItself } from './nobody-has-read.ts'
import { sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'
import type { Intent } from './types.ts'
import type { Unit } from './units.ts'
import { isUnwanted, NAMED } from './unwanted.ts'

export interface IntentInput {
  subject: string
  fromEmail: string
  fromName: string
  units: readonly Unit[]
  signature: string
  sums: readonly Sum[]
  debt: Debt
  /** Milliseconds since 1970. */
  receivedAt: number
  /** How much ties the mail to a case of the firm: its number, a date of birth, a debtor's name, a reference. */
  ties: number
  hasAttachments: boolean
  unreadable: boolean
  /** Sentences that gave orders to a machine were taken out. */
  ordered: boolean
}

export interface Weighed {
  intent: Intent
  /** How much more speaks for it than for the next one; under 1 it is uncertain. */
  margin: number
  /** Refuses one way of paying and agrees to, or offers, another. */
  counterOffer: boolean
  /** It may be a receipt or an absence note in words that are not known. */
  doubtful: boolean
}

/** The intent of a mail; `auto_reply` and `spam` mean that it is no creditor's reply. */
export function findIntent(input: IntentInput): Weighed {
  const said = { subject: cueText(input.subject), sentences: sentencesOf(input.units) }
  const ruled = ruledIntent(input, said)
  const { likeliest, counts: outweighs } = secondOpinion(ruled.intent, ruled.margin, said)
  // Who states no claim has stated none, in whatever words; and what nobody could read is not put aside for its covering note.
  const counts =
    outweighs &&
    !(ruled.intent === 'rejection' && likeliest === 'debt_statement' && input.debt.cents === 0) &&
    !(input.unreadable && isReply(ruled.intent) && !isReply(likeliest)) &&
    // Nor is who answers about somebody set aside for the advertising that is printed below it.
    !(likeliest === 'spam' && answers(input, ruled))
  // Where the rules found nothing at all, a few words are no ground to assign anything.
  if (counts)
    return { ...ruled, intent: likeliest, margin: 0, doubtful: ruled.doubtful || statesNothing(ruled.intent, input) }
  // What is a reply only by the rules is nobody's to assign without asking.
  return { ...ruled, doubtful: ruled.doubtful || (isReply(ruled.intent) && !isReply(likeliest)) }
}

/** Says yes, no or who is meant, or names what is owed, and about a case of the firm's. */
const answers = ({ debt, ties }: IntentInput, { intent }: Weighed): boolean => {
  const [says, names] = [isReply(intent) && intent !== 'debt_statement', debt.how === 'stated']
  return (says && names) || (ties >= NAMED && (says || (names && isReply(intent))))
}

/** Taken for a statement of the claim for want of anything else. */
const statesNothing = (ruled: Intent, { sums, debt }: IntentInput) =>
  ruled === 'debt_statement' && sums.length === 0 && debt.how === 'unknown'

const isReply = (intent: Intent) => intent !== 'auto_reply' && intent !== 'spam'

function ruledIntent(input: IntentInput, { subject, sentences: all }: Said): Weighed {
  const closing = closings(input.sums, input.debt)
  const sentences = closing.whole.size > 0 ? sentencesOf(input.units.filter(unit => !closing.whole.has(unit))) : all
  const named =
    (input.debt.how === 'stated' || input.debt.contradictory) && input.sums.some(sum => sum.role === 'total')
  const stated =
    named || (input.debt.cents === null && sentences.some(sentence => STATES.test(sentence) && !sentence.endsWith('?')))
  const sure = (intent: Intent): Weighed => ({ intent, margin: 4, counterOffer: false, doubtful: false })
  const said = weighActs(subject, sentences)
  if (isAutomatic({ ...input, subject, sentences, stated: named })) return sure('auto_reply')
  // Less than is owed would settle it: an offer, whatever it is called.
  const acts = closing.less ? { ...said, strength: { ...said.strength, accept: said.strength.accept + 4.2 } } : said
  const silent =
    acts.plans + Object.values(acts.strength).reduce((sum, strength) => sum + strength, 0) === 0 &&
    input.debt.cents === null
  const { accept, reject, ask } = said.strength
  const decides = Math.max(accept, reject, ask) >= 3.5
  if (isUnwanted({ ...input, subject, sentences, stated: named, silent, decides })) return sure('spam')
  const idle =
    input.debt.how === 'unknown' &&
    !input.hasAttachments &&
    Object.values(said.strength).every(strength => strength < IDLE)
  const only = idle ? tellsOnlyOfItself({ ...input, subject, sentences }) : null
  if (only === 'surely') return sure('auto_reply')

  // Without a sum, a mail is for something else than to state one.
  const bare = !stated && input.sums.length === 0 && !input.hasAttachments && !input.unreadable
  const leanings = bare ? leaningsOf(sentences) : null
  const [first, second] = Object.entries(weights(acts, input, stated, leanings)).sort(([, a], [, b]) => b - a)
  return {
    intent: first![0] as Intent,
    margin: first![1] - second![1] - (isTorn(acts) ? 1 : 0),
    counterOffer: acts.strength.reject >= 3 && acts.strength.accept + acts.strength.offer >= 4,
    doubtful: only === 'perhaps',
  }
}

/** What has been let go already is no offer. */
const HAS_WAIVED = sifted(
  /\b(?:haben|habe|wurden?|sind)\b[^.;!?]{0,80}\b(?:gestrichen|erlassen|nachgelassen|verzichtet)\b/,
)

/** Signs that are weaker are found in any letter. */
const IDLE = 2.5

type Reply = Exclude<Intent, 'auto_reply' | 'spam'>

/** The weight of each intent. A claim can be stated beside everything else, so that it weighs least. */
function weights(
  { strength, plans }: Acts,
  { sums, debt, units, receivedAt }: IntentInput,
  stated: boolean,
  lean: Leanings | null,
): Record<Reply, number> {
  // Fees and interest that are let go settle nothing.
  const paying = sums.some(
    ({ role, named, unit }) =>
      (role === 'instalment' || (role === 'settlement' && named !== 'fee' && named !== 'interest')) &&
      !isUnreal(plainWords(unit.text)),
  )
  // `Wir kommen mit 300 € entgegen`: whatever the sum is, it is what the offer is about.
  const priced =
    paying ||
    (strength.offer > 0 &&
      sums.some(
        ({ role, cents, named, unit }) =>
          (role === 'other' || (role === 'payment' && !HAS_WAIVED.test(unit.folded))) &&
          cents !== debt.cents &&
          named !== 'fee' &&
          named !== 'interest' &&
          unit.by === 'creditor' &&
          !unit.row &&
          offersIn(plainWords(unit.text)),
      ))
  const rated = sums.some(({ role, cue }) => role === 'instalment' && /rate|instal/.test(cue))
  const noClaim = debt.how === 'no_claim' || debt.denied === true
  // "Instalments are possible" beside a stated claim is a courtesy, not an offer.
  const agreed = strength.accept + (priced || !stated ? strength.offer : 0) + (stated && !rated ? 0 : strength.courtesy)
  // Plans that are only spoken of.
  const spoken = debt.cents === null && plans > 0 && (paying || plans > 1) ? 2.5 : 0
  // A buyer whose purchase is no news, and that states what is owed to it, answers the inquiry.
  const owns = strength.acquired > 0 && stated && (strength.acquired < 3.5 || isOldNews(units, receivedAt))
  const grand = stated && sums.some(sum => sum.grand)
  const passing = isInPassing(sums)
  const answered = noClaim ? 1.5 : !stated || passing ? 0 : grand ? 5 : 2.5
  // Who refuses one way of paying and names another has not said no.
  const refused = strength.accept + strength.offer > 0 ? 0.8 * strength.reject : strength.reject
  // Who says yes or no in so many words states what is owed beside it.
  const decided = Math.max(strength.reject, strength.accept) >= 4
  return {
    debt_statement: grand && !passing && !decided ? 3.8 : stated ? 3 : debt.how === 'summed' ? 3.6 : lean ? 1 : 2,
    // A no to one way and a yes to another: about paying it is.
    payment_plan: Math.max(agreed + (agreed >= 3 && strength.reject >= 3 ? 1 : 0), spoken, lean?.pays ?? 0),
    // Who will not talk, but says what it would need, asks for that.
    rejection: Math.max(refused, lean?.refuses ?? 0) + (noClaim ? 5 : 0) + (strength.ask > 0 ? 0 : strength.silence),
    inquiry: Math.max(strength.ask, lean?.asks ?? 0) - answered + (strength.ask > 0 ? strength.silence / 4 : 0),
    // A faint sign beside a stated claim only says who else is concerned.
    transfer:
      owns || (stated && strength.transfer < 4 && strength.acquired < 3.5)
        ? 0
        : Math.max(strength.transfer, strength.acquired, lean?.hands ?? 0) - 2 * Math.min(2, agreed),
  }
}

const isTorn = ({ strength }: Acts) => strength.reject >= 3 && strength.accept + strength.offer >= 3

/** Says a claim in so many words, though its sum is for a person to see. */
const STATES = sifted(
  /\b(?:beziffer\w*|belauf\w*|belief\w*|valutier\w*|haftet|aushaft\w*|schulde[nt]?|offen|offene\w*|ausstehend\w*|saldo|(?:unser|mein)\w* (?:guthaben|forderung|anspruch|vergutung|honorar))\b[^.;!?]{0,100}\bbetrag\b/,
)

/** What has been reported already: the mail is for something else. */
const REPORTED = sifted(
  /\b(?:(?:hatten?|habe[n]?) (?:wir|ich) (?:[\w.-]+ ){0,9}(?:mitgeteilt|gemeldet|beziffert|angegeben|aufgegeben|genannt)|wie (?:schon |bereits )?(?:mitgeteilt|gemeldet|bekannt|angegeben)|(?:bereits|schon|damals|seinerzeit) (?:\w+ ){0,5}(?:mitgeteilt|gemeldet|beziffert|angegeben|genannt)|bekanntlich|unverandert|already (?:reported|stated|sent|notified|advised)|as (?:previously )?(?:stated|reported|notified))\b/,
)

/** Whether the purchase that a buyer speaks of was two calendar years before the mail, or told before it. */
function isOldNews(units: readonly Unit[], receivedAt: number): boolean {
  const year = new Date(receivedAt).getUTCFullYear()
  return units.some(
    unit =>
      unit.by === 'creditor' && unit.zone !== 'signature' && isOldPurchase(plainWords(unit.text), unit.text, year),
  )
}

/** Every total is repeated, or stands in a sentence that asks: `bevor wir über die 534 € sprechen, brauchen wir …`. */
function isInPassing(sums: readonly Sum[]): boolean {
  const totals = sums.filter(sum => sum.role === 'total')
  return (
    totals.length > 0 &&
    totals.every(({ unit }) => {
      const sentence = plainWords(unit.text)
      return !unit.row && (REPORTED.test(sentence) || signsOfAsking(sentence).length > 0)
    })
  )
}
