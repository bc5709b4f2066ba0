/** Ways of paying: whether a sentence speaks of one, agrees to it, offers it, or refuses it. */

import { type Sifted, sifted } from '../patterns/sieve.ts'
import { AGREE, COURTESY, IMPERSONAL, OFFER, PLAN, WILLING } from './consent.ts'
import {
  ASKED_FOR,
  BROKEN,
  ENFORCES,
  EXEMPT,
  NEGATED,
  NO,
  NO_PLAN,
  NOT_KEPT,
  REFUSE,
  SAYS_NO,
  TOO_LITTLE,
  UNDECIDED,
  WANTS_ALL,
} from './refusal.ts'
import { disclaims, isConditional, isUnreal } from './sentences.ts'
import type { Sign } from './signs.ts'
import { isReadyFor, namesOffer, refusesOffer, verdictOn } from './verdict.ts'

/** The signs of one sentence. `known`: a way of paying is what the mail, or its subject, is about. */
export function signsOfPaying(sentence: string, known: boolean): Sign[] {
  if (UNDECIDED.test(sentence) || NONE_YET.test(sentence) || disclaims(sentence) || OF_DATA.test(sentence)) return []
  if (isRush(sentence) || isOfExtras(sentence)) return []
  if (COUNTERS.test(sentence)) return [{ act: 'accept', weight: 4.2 }]
  const plan = PLAN.test(sentence)
  const about = plan || known || BARE_CONSENT.test(sentence) || namesOffer(sentence)
  const refuses = REFUSE.test(sentence)
  if (!about && !refuses) return []
  const unreal = isUnreal(sentence)
  const agrees = !unreal && AGREE.test(sentence)
  const offers = !unreal && OFFER.test(sentence) && !UNSETTLED.test(sentence)
  const negated = NEGATED.test(agrees || offers ? clauseOf(sentence, agrees ? AGREE : OFFER) : sentence)
  if (refuses && (about || NO.test(sentence) || ASKED_FOR.test(sentence)))
    return [{ act: 'reject', weight: isConditional(sentence) && !plan && !NO.test(sentence) ? 2 : 4 }]
  if (refuses) return []
  if (plan && NO.test(sentence)) return [{ act: 'reject', weight: 3 }]
  if (plan && negated && !agrees && !offers && NO_PLAN.test(sentence)) return [{ act: 'reject', weight: 4 }]
  if (about && TOO_LITTLE.test(sentence) && !agrees && !offers) return [{ act: 'reject', weight: 3.9 }]
  if ((agrees || offers) && negated && BROKEN.test(sentence) && !REFUSE.test(sentence)) return []
  if (
    (agrees || offers) &&
    negated &&
    !/\bnicht (?:nur|vor|unter|vorher|eher|fruher)\b|\bnot (?:only|before|until|earlier|under)\b/.test(sentence)
  )
    return [{ act: 'reject', weight: 4 }]
  if (agrees && !IMPERSONAL.test(sentence)) return [{ act: 'accept', weight: 4.5 }]
  if (!offers && !agrees) {
    const verdict = unreal || isConditional(sentence) ? null : verdictOn(sentence)
    if (verdict === 'maybe') return [{ act: 'courtesy', weight: 2.5 }]
    if (verdict) return [{ act: verdict === 'yes' ? 'accept' : 'reject', weight: 4 }]
    return about && !isConditional(sentence) ? signsOfInsisting(sentence) : []
  }
  if (IMPERSONAL.test(sentence)) return [{ act: 'courtesy', weight: 2.5 }]
  const possible = COURTESY.test(sentence)
  if (!possible && isReadyFor(sentence)) return [{ act: 'accept', weight: 4 }]
  // Without a sum, willingness is politeness.
  if ((possible || WILLING.test(sentence)) && !/\bbetrag\b|\d ?(?:%|prozent|v\.? ?h\b)/.test(sentence))
    return [{ act: 'courtesy', weight: 3.5 }]
  if (!possible && CONCRETE.test(sentence)) return [{ act: 'accept', weight: 4 }]
  return [{ act: 'offer', weight: possible ? 3.5 : 4.2 }]
}

/** `Das reicht uns nicht, mit 45 % wären wir aber zufrieden`. */
const COUNTERS = sifted(
  /\b(?:ware|waren|wurde|wurden|konnten?)\b[^.;!?]{0,50}\b(?:aber|jedoch|allerdings|hingegen|dagegen)\b[^.;!?]{0,50}\b(?:zufrieden\w*|einverstanden|annehmen|akzeptieren|zustimmen|genugen)\b/,
)

/** A rebate for who pays within hours is a lure. */
const RUSH = sifted(
  /\b(?:(?:binnen|innerhalb|within)(?: von)? (?:12|24|36|48|72) ?(?:stunden|std|hours|h)|noch heute|sofort und nur heute)\b/,
)
export const isRush = (sentence: string): boolean => RUSH.test(sentence)

/** Only what was added to the claim is let go: `Auf die Mahngebühren verzichten wir, wenn bald gezahlt wird`. */
const OF_EXTRAS = sifted(
  /\b(?:auf|von) (?:die |den |der |weitere\w* |etwaige\w* |unsere\w* |samtliche\w* )*\w*(?:gebuhr\w*|kosten|zinsen|spesen|zuschlage?n?) (?:\w+ ){0,2}(?:verzicht\w*|seh\w*)\b[^.;!?]*/,
)
const isOfExtras = (sentence: string) =>
  OF_EXTRAS.test(sentence) && !WILLING.test(sentence) && !PLAN.test(sentence.replace(OF_EXTRAS, ''))

/** A client's consent to what is told about it; what else may be possible. */
const OF_DATA = sifted(
  /\b(?:einverstanden|einverstandnis\w*|einwillig\w*|zustimm\w*|zugestimmt|consents?|agrees?)\b[^.;!?]{0,90}\b(?:auskunft\w*|auskunfte|\w*daten|informationen|weitergabe|\w*geheimnis\w*|data|information|disclos\w*)\b|\b(?:weitergabe|auskunft\w*|\w*daten)\b[^.;!?]{0,60}\b(?:einverstanden|zustimmt|einwilligt)\b|\b(?:per|via|am) (?:e-?mail|mail|telefon|post|fax)\b[^.;!?]{0,40}\b(?:nicht|kein\w*)\b|\b(?:ruckfragen?|anrufe?|telefonat\w*|auskunfte?|zuordnung|bearbeitung|ruckruf\w*|identifizierung|prufung|einsicht\w*)\b[^.;!?]{0,60}\b(?:moglich|denkbar|vorstellbar)\b/,
)

/** `Die Sache ist noch nicht erledigt`. */
const UNSETTLED = sifted(
  /\b(?:nicht|nie|keineswegs|un)\b[^.;!?]{0,20}\b(?:erledigt|abgegolten|beglichen|getilgt|vom tisch|ausgeglichen|abgeschlossen)\b/,
)

/** That there is no agreement so far refuses none. */
const NONE_YET = sifted(
  /\b(?:effektive\w* jahreszins|bonitat|schon ab betrag)\b|\b(?:weder|kein\w*|nicht|noch nie|no|not)\b[^.;!?]{0,70}\b(?:vereinbart|abgeschlossen|getroffen|geschlossen|in kraft|besteht|bestand|bestehen|existiert|beantragt|agreed|in place)\b(?! (?:werden|auf))/,
)

/** Says yes to the firm's letter without a word for what it proposed. */
const BARE_CONSENT = sifted(
  /\b(?:von mir aus|meinetwegen)\b[^.;!?]{0,60}\b(?:zahl|gib|geb|uberweis|bring|wart|abstotter)\w*|^(?:\w+,? ){0,4}(?:einverstanden|(?:wir|ich) stimmen? (?:\w+ ){0,5}zu|(?:das )?akzeptier\w+|we agree|agreed|accepted|machen wir (?:das |es )?so|so machen wir\w*|abgemacht|geht klar|passt so)\b[^.;!?]{0,30}[.!]?$/,
)

/** What is waived or put off is named: no courtesy, even where no sum is said. */
const CONCRETE = sifted(
  /\b(?:halfte|drittel|viertel|\d+ ?prozent|\d+ ?v\. ?h|zinsfrei|(?:\d+|zwei|drei|vier|funf|sechs|acht|zehn|zwolf) (?:\w+ )?(?:monats)?raten|raten (?:zu|von|a)|(?:stund\w*|warten|gedulden)[^.;!?]{0,50} bis|gestundet)\b|\b(?:erlass\w*|streich\w*|verzicht\w*) (?:wir|ich) (?:auf )?(?:\w+ )?(?:betrag|\d{2,})|\bsetz(?:en|e|t)\b[^.;!?]{0,60}\baus\b|\d ?%/,
)

/** What says no only where a way of paying is spoken of. */
function signsOfInsisting(sentence: string): Sign[] {
  if (WANTS_ALL.test(sentence)) return [{ act: 'reject', weight: 3 }]
  if (ENFORCES.test(sentence)) return [{ act: 'reject', weight: 2.5 }]
  if (EXEMPT.test(sentence)) return [{ act: 'reject', weight: 2 }]
  if (refusesOffer(sentence)) return [{ act: 'reject', weight: 3.9 }]
  const no = SAYS_NO.test(sentence) && !NOT_KEPT.test(sentence) && !sentence.endsWith('?')
  return no && PLAN.test(sentence) ? [{ act: 'reject', weight: 2.6 }] : []
}

/** What the subject alone says about a way of paying. */
export function signsOfSubject(subject: string, signs: readonly Sign[]): Sign[] {
  const found: Sign[] = []
  const done = (act: string) => signs.some(sign => sign.act === act) || found.some(sign => sign.act === act)
  if (REFUSE.test(subject) && !done('accept')) found.push({ act: 'reject', weight: 4 })
  const positive = (AGREE.test(subject) || OFFER.test(subject)) && !NEGATED.test(subject)
  if (PLAN.test(subject) && positive && !done('reject')) found.push({ act: 'accept', weight: 4.5 })
  return found
}

/** What follows on a predicate up to the next clause: `… ist recht, Zinsen berechnen wir nicht` denies only the interest. */
function ownTail(tail: string): string {
  const comma = tail.search(/, |[.!?] /)
  return comma < 0 || GOES_ON.test(tail.slice(comma)) ? tail : tail.slice(0, comma)
}
/** `Einverstanden, wie Sie vorschlagen, sind wir nicht`: only an auxiliary is left for the end. */
const GOES_ON = sifted(
  /, (?:(?:sind|bin|konnen|kann|werden|wird|ist|wollen|mochten) (?:wir|ich|das|dies|es|unser\w* \w+) |nicht\b|but not|jedoch nicht)/,
)

/** The clause of a sentence in which something is said: `… ist es in Ordnung, dann brauche ich keinen Anwalt`. */
function clauseOf(sentence: string, said: Sifted): string {
  const clause =
    sentence
      .split(
        /[;:] |, (?:sofern|wenn|falls|soweit|solange|da|weil|obwohl|obgleich|wobei|nachdem|sobald|damit|um|ohne|was|auch wenn|unless|provided|although|as long as) |,? (?:dann|sonst|aber|jedoch|andernfalls) |, (?=(?:wir|ich) \w+)/,
      )
      .find(part => said.test(part)) ?? sentence
  // Who writes without stops says several things in one breath.
  const found = said.exec(clause)
  if (!found) return clause
  const end = found.index + found[0].length
  return clause.slice(Math.max(0, found.index - 60), end) + ownTail(clause.slice(end, end + 60))
}
