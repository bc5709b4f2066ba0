/** What sounds as if a claim were over, and is not: denied once more, supposed, or only said by the debtor. For folded sentences. */
import { sifted } from './patterns/sieve.ts'

/** `Die Forderung ist nicht verjährt`, `keinesfalls ist die Schuld getilgt`, `abgeschrieben haben wir sie nicht`. */
const ENDED =
  '(?:verjahrt\\w*|ausgebucht|abgeschrieben|aufgehoben|storniert|erloschen|erlassen|niedergeschlagen|geloscht|gutgeschrieben|zuruckgezogen|zuruckgenommen|fallen ?gelassen|hinfallig|gegenstandslos|geschlossen|eingestellt|verwirkt|unbegrundet|getilgt|geschenkt|entfallen|written off|cleared|discharged|closed|cancelled|withdrawn)'
const NO = '(?:nicht|nie|niemals|keinesfalls|keineswegs|mitnichten|weder|not|never)'
const DENIED_BEFORE = new RegExp(
  // Up to the participle, in one clause.
  `\\b${NO}\\b(?: (?!(?:und|aber|sondern|weil|da)\\b)[\\w-]+){0,8} ${ENDED}(?: (?:werden|worden))?$|\\bweder\\b[^.;!?]*\\bnoch\\b[^,.;!?]* ${ENDED}(?: (?:werden|worden))?$`,
)
const DENIED_BEHIND = new RegExp(
  `^${ENDED} (?:ist|sind|haben|habe|hat|wurden?|war|waren) [^.,;!?]{0,60}\\b(?:nicht|keinesfalls|gar nichts|nichts)(?=\\s*(?:[.,;!]|$))`,
)

/** Perhaps so: nobody has looked yet. */
const PERHAPS = sifted(
  /\b(?:moglicherweise|vielleicht|vermutlich|wahrscheinlich|eventuell|anscheinend|angeblich|nicht auszuschliessen|nicht ausschliessen|perhaps|maybe|possibly|probably|presumably|allegedly)\b/,
)
/** `Dass die Schuld getilgt sei, bestreiten wir`; `die Forderung, die Ihr Mandant für verjährt hält`. */
const DISPUTED = sifted(
  /\b(?:dass|ob|behauptung|annahme|darstellung|auffassung|ansicht|einwand)\b[^.;!?]{0,140}\b(?:bestreit\w*|widersprech\w*|stimmt nicht|trifft nicht zu|(?:ist|sind) (?:falsch|unrichtig|unzutreffend|unwahr)|teilen wir nicht|zuruckweisen|weisen (?:wir|ich) zuruck)|\b(?:bestreit\w*|stimmt nicht|trifft nicht zu|keineswegs so|nicht so|nicht der fall|falsch|unzutreffend)\b[^.;!?]{0,20}\bdass\b|\bfur [^.;!?]{0,40}\b(?:halt|halten|erachte[nt]?)\b|\bbehaupte[nt]?\b/,
)

/** `Außer den 460 € haben wir keine Forderungen`; `nicht alle Rechnungen sind bezahlt`. */
const BUT_FOR = sifted(
  /\bnicht (?:alle|alles|samtliche|jede)\b|\bnot (?:all|every)\b|\b(?:ausser|abgesehen von|mit ausnahme|bis auf|except|apart from|other than)\b[^.;!?]{0,90}\b(?:eurosumme|\w*kosten|\w*rechnung|\w*beitrag|\w*rest)\b/,
)

/** Whether a sentence leaves open that anything is over, or takes it back. */
export const leavesOpen = (sentence: string): boolean =>
  PERHAPS.test(sentence) || DISPUTED.test(sentence) || BUT_FOR.test(sentence) || DENIED_BEHIND.test(sentence)

/** @param end behind the words of a sentence that say that something is over: they may be denied in their own clause */
export function isNotOver(sentence: string, end: number): boolean {
  return DENIED_BEFORE.test(sentence.slice(0, end).replace(/^.*[;:]\s/, ''))
}
