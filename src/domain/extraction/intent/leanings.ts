/**
 * What a mail without any sum is more likely for than a statement of the claim: single words, too weak to be signs.
 * They decide only where nothing else has been said. For folded sentences.
 */

import { sifted } from '../patterns/sieve.ts'
import { PLAN } from './consent.ts'
import { ENFORCES, REFUSE, UNDECIDED, WANTS_ALL } from './refusal.ts'
import { anyOf } from './signs.ts'

export interface Leanings {
  pays: number
  refuses: number
  asks: number
  hands: number
}

const NO = sifted(
  /\b(?:nicht|nichts|nix|kein\w*|niemals|nie|nein|ausserstande|abgesehen|absehen|verbitten|verzichten|unable|cannot|not|no|never|none)\b/,
)
const SELF = sifted(/\b(?:wir|ich|uns|mir|unser\w*|mein\w*|we|i|us|our|me|wird|werden|sie)\b|^(?:kein|keine|nein|no)\b/)
const WANTS = anyOf`
  bitte | bitten | erforderlich | notwendig | notig | hilfreich | benotig\w* | brauch\w* | fehl(?:t|en) | nach (?:eingang|vorlage|erhalt|zusendung) | gegen vorlage | wissen | unklar |
  vollmacht | nachweis\w* | rechnungsnummer | kundennummer | vertragsnummer | geburtsdatum | unterlagen | kopie | please | need | which | whether
`
const ELSEWHERE = anyOf`
  dorthin | dort | denen | inkasso\w* | \w*anwalt\w* | \w*anwalte | kanzlei | nachfolger\w* | ubernommen | ubernimmt | zustandig\w* | weitergegeben | weitergeleitet | abgegeben | neue\w* (?:anschrift|adresse|ansprechpartner\w*|eigentumer\w*|inhaber\w*) |
  prozessbevollmachtigte\w* | vertreter\w* | solicitors? | lawyers? | agency | transferred | successor
`

/** Nobody has decided yet. */
const PENDING = sifted(
  /\b(?:gepruft|pruf\w*|vorgelegt|(?:liegt|lag) (?:\w+ ){0,8}vor|entscheid\w*|beraten|beratung|abgestimmt|gremium|weitergeleitet|under review|considered)\b/,
)
const isDecided = (sentence: string) => !UNDECIDED.test(sentence) && !PENDING.test(sentence)

/** What cannot be said yet is not refused. */
const NOT_YET = sifted(/\b(?:noch nicht|noch kein\w*)\b|\b(?:nicht|kein\w*)\b[^.;!?]{0,40}\bbeziffer\w*/)

export function leaningsOf(sentences: readonly string[]): Leanings {
  const most = (weight: number, leans: (sentence: string) => boolean) => (sentences.some(leans) ? weight : 0)
  return {
    pays: most(1.5, sentence => PLAN.test(sentence) && isDecided(sentence)),
    refuses: Math.max(
      most(1.2, sentence => NO.test(sentence) && SELF.test(sentence) && !NOT_YET.test(sentence)),
      most(1.6, sentence => REFUSE.test(sentence) || WANTS_ALL.test(sentence) || ENFORCES.test(sentence)),
    ),
    asks: most(1.3, sentence => WANTS.test(sentence)) + most(0.4, sentence => sentence.endsWith('?')),
    hands: most(1.4, sentence => ELSEWHERE.test(sentence) && isDecided(sentence)),
  }
}
