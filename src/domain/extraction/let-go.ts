/**
 * A claim that is let go for good, by the classes of its words: a verb of letting go, what would be done with the claim, the
 * claim. And who wonders what anybody should owe: that denies it. For folded sentences, sums as `eurosumme`.
 */
import type { Sentence } from './patterns/looks.ts'
import { sifted } from './patterns/sieve.ts'

const LETS_GO = sifted(
  /\b(?:davon|hiervon)\b[^.;!?]{0,30}\b(?:ab|abstand)\b|\babstand (?:davon|hiervon)\b|\b(?:seh|sieh|nehm|nimm)\w*\b[^.;!?]{0,30}\b(?:davon|hiervon)\b|\b(?:entschlossen|entschieden|beschlossen|werden|wollen|mochten|wird)\b[^.;!?]{0,120}\bnicht (?:weiter|mehr|langer)\b/,
)
const PURSUED = sifted(
  /\b(?:weiter(?:zu)?verfolgen|(?:zu )?verfolgen|geltend (?:zu )?machen|ein(?:zu)?treiben|bei(?:zu)?treiben|ein(?:zu)?fordern|zu (?:fordern|verlangen|erheben|beanspruchen)|ein(?:zu)?ziehen|an(?:zu)?mahnen)\b/,
)
const CLAIM = sifted(
  /\b(?:\w*forderung(?:en)?|(?:fehl|rest)?betrag\w*|\w+rest|rest\w*|\w*rechnung(?:en)?|\w*beitrage?|schuld(?:en)?|anspruche?|eurosumme|saldo|\w*ruckstande?)\b/,
)
/** For a while, under a condition, or a part of it only. */
const NOT_ALL = sifted(
  /\b(?:vorerst|derzeit|zunachst|einstweilen|vorlaufig|zurzeit|momentan|moment|augenblick|solange|sofern|wenn|falls|bis|\w*zins\w*|\w*kosten|\w*gebuhr\w*|gerichtlich\w*|weitere\w*)\b/,
)
const WONDERS = sifted(
  /\b(?:nicht|schleierhaft|ratselhaft|unerfindlich|unerklarlich|unklar|unverstandlich|fraglich),? (?:was|wofur|woraus|weshalb|warum|wieso|aus welchem grund) [^.;!?]{0,70}\b(?:schuld\w*|schuldig sein|offen sein|zahlen|fordern|verlangen|bekommen|beanspruchen|zustehen)\b[^.;!?]{0,12}\b(?:soll\w*|hatten?|ware)\b|\b(?:was|wofur|woraus) (?:sollte\w*|soll) (?:\w+ ){1,5}(?:schuld\w*|schuldig sein)\b/,
)

/** Who is not liable, and of whom there is nothing here. */
const PARTY =
  '(?:\\w*nehmer(?:in)?|burg(?:e|in)|schuldner(?:in)?|mitschuldner(?:in)?|kund(?:e|in)|\\w*mieter(?:in)?|mitglied|\\w*partner(?:in)?|\\w*inhaber(?:in)?|\\w*halter(?:in)?|besteller(?:in)?|auftraggeber(?:in)?)'
const PERSON = '(?:er|sie|ihn|herrn? [\\w-]+|frau [\\w-]+|ihr\\w* mandant\\w*)'
const NOT_LIABLE = sifted(
  new RegExp(
    [
      `\\bweder ${PARTY}\\b[^.;!?]{0,40}\\bnoch \\w*${PARTY}\\b`,
      `\\b${PERSON} (?:[\\w-]+ ){0,3}nicht in anspruch (?:nehmen|genommen)\\b`,
      `\\bhaftet ${PERSON} (?:\\w+ ){0,3}nicht\\b`,
      '\\bweder\\b[^.;!?]{0,60}\\bnoch\\b[^.;!?]{0,70}\\b(?:je|jemals|irgend\\w*)\\b[^.;!?]{0,40}\\b(?:abgerechnet|gebucht|bestellt|berechnet|gekauft|gemietet|abgeschlossen|gefuhrt|verzeichnet|angelegt|geliefert|beliefert|versichert)\\b',
      // `Davon will ich nichts wiederhaben`, `Streichen Sie mich bitte`.
      '\\b(?:will|wollen|mochten?|brauche?n?) (?:ich |wir )?(?:davon |das geld |es |das )?(?:\\w+ )?(?:nichts|nicht) (?:mehr )?(?:wieder|zuruck)(?:haben|bekommen)?\\b(?! (?:gegeben|gezahlt|bekommen|erhalten))',
      '\\bstreichen sie (?:mich|uns)(?: bitte| einfach| also)*(?=\\s*(?:[.,;!]|$))',
      '\\b(?:nehm|streich|entfern|losch)\\w* (?:sie )?(?:uns|mich)\\b[^.;!?]{0,40}\\b(?:aus|von)\\b[^.;!?]{0,30}\\b\\w*(?:liste|aufstellung|verzeichnis)\\w*',
      // `Auf Frau Ohm selbst läuft hier gar nichts`.
      `\\b(?:auf|gegen|unter|uber) ${PERSON} (?:selbst )?(?:lauft|liegt|besteht|gibt es|haben wir|existiert) (?:[\\w-]+ ){0,4}nichts(?: (?:vor|offen|gebucht|vermerkt))?(?=\\s*(?:[.,;!]|$))`,
    ].join('|'),
  ),
)

/** Whether one of a mail's sentences may do so. */
export const someMayLetGo = (sentences: readonly Sentence[]): boolean =>
  [LETS_GO, WONDERS, NOT_LIABLE].some(pattern => pattern.mayMatchOneOf(sentences))

/** Whether a sentence gives up a claim, or wonders what it should be for: `Wir wüssten nicht, was er uns schulden sollte`. */
export const letsGo = (sentence: string): boolean =>
  (LETS_GO.test(sentence) && PURSUED.test(sentence) && CLAIM.test(sentence) && !NOT_ALL.test(sentence)) ||
  WONDERS.test(sentence) ||
  NOT_LIABLE.test(sentence)
