/** The creditor's sentences as the signs of intent are looked for in them. */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import { recently } from '../recent.ts'
import type { Unit } from '../units.ts'
import { PLAN } from './consent.ts'
import { answered } from './forms.ts'

const MAX_SENTENCES = 400

/** The creditor's sentences, folded, without signatures and without forms that are to be filled in. */
export function sentencesOf(units: readonly Unit[]): string[] {
  const own = units
    .filter(unit => unit.by === 'creditor' && unit.zone !== 'signature')
    .slice(0, MAX_SENTENCES)
    .filter(unit => !/_{4,}/.test(unit.text) && !unit.givesOrders)
  return answered(own.map(unit => `${askedIn(unit)}${unit.text.slice(0, 1500)}`)).map(text => plainWords(text))
}

/** A question of the firm's is part of the answer under it where that is a yes; else it says nothing that is meant. */
function askedIn(unit: Unit): string {
  if (!unit.answers) return ''
  const answer = unit.folded
  if (NO.test(answer) && PLAN.test(cueText(unit.answers))) return 'nein zu dem vorschlag: '
  return YES.test(answer) ? `${unit.answers} ` : ''
}
const NO = sifted(
  /^\W*(?:nein|nee?|no|auf keinen fall|sicher nicht|leider nicht|nicht|kommt nicht|geht nicht|auch nicht|sind wir nicht|konnen wir nicht|wollen wir nicht)\b/,
)
const YES = sifted(
  /^\W*(?:ja|jawohl|jo|jap|yes|gern\w*|klar|ok|okay|einverstanden|genau|richtig|stimmt|korrekt|passt|in ordnung|sicher|selbstverstandlich|naturlich|kein problem|kein thema|ist (?:ok|okay|recht|moglich)|moglich|machbar|geht|konnen wir|agreed|fine)\b/,
)

/** For patterns that look across a few words: sums become one word, brackets, quotes and dashes spaces. */
export const plainWords = (text: string, sum = 'betrag'): string => withSums(text).replaceAll(SUM, sum)

/** Stands for a sum, and for nothing else that a pattern looks for. */
const SUM = '\0'
const withSums = recently(text =>
  untangle(cueText(text))
    .replace(DATE, 'datum')
    .replace(ABBREVIATION, found => found.replace(/[. ]/g, ''))
    .replace(/(?:(?:[€¤]|\beuro?|\bchf)\s?\d[\d.,'-]*|\d[\d.,']*(?:,-+)?\s?(?:[€¤]|eur(?:o|os)?\b))/g, SUM)
    .replace(/["„“”»«'()[\]*/–—]+|(?<=\s)-|-(?=\s)/g, ' ')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim(),
)

const DATE =
  /\b\d{1,2}\. ?\d{1,2}\.(?: ?(?:19|20)?\d\d\b)?|\b\d{1,2}\. (?:januar|janner|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)(?: \d{4})?\b/g
/** Their stops end no sentence. */
const ABBREVIATION =
  /\b(?:z\. ?b|d\. ?h|i\. ?h\. ?v|i\. ?h\. ?d|u\. ?a|o\. ?g|v\. ?h|s\. ?a|bzw|ca|nr|vgl|ggf|evtl|inkl|zzgl|abzgl|gem|lt|str|st|dr|mtl|max|mind|rd|ggu|bzgl|betr|geb|tel|[a-z])\./g

const CONDITION = sifted(/\b(?:wenn|falls|sofern|sollten?|andernfalls|ansonsten|if|unless)\b/)
/** What would have been, and what was so in other cases, is not so here. */
const UNREAL = sifted(
  /\b(?:obwohl|obgleich|entgegen|trotz)\b[^.;!?]{0,60}\b(?:zusage\w*|zugesagt\w*|\w*vereinbarung\w*|vereinbart\w*|versprochen\w*)\b|\b(?:davon|bisher|bislang|aber|jedoch|hiervon) (?:\w+ ){0,3}(?:kein\w*|nicht|nichts) (?:\w+ ){0,2}(?:gezahlt|bezahlt|eingegangen|gekommen|geleistet)\b|\b(?:er|sie|herr \w+|frau \w+|mandant\w*) wollten?\b|\bwollten? (?:er|sie|herr \w+|frau \w+|ihr\w* \w+)\b|\b(?:verstrichen|abgelaufen|ausgelaufen|ergebnislos|erfolglos|geplatzt|hinfallig|gekundigt|widerrufen|nicht eingehalten|expired|lapsed|defaulted)\b|\b(?:hatte|hat|hatten|haben sie|sie hat|er hat) (?:\w+ )?(?:[\w.,]+ ){0,6}(?:zugesagt|versprochen|angekundigt|in aussicht gestellt)\b|\b(?:ergebnislos|fruchtlos|vergeblich|verstrichen|geplatzt)\b|\b(?:raten\w*|\w*vereinbarung|\w*vergleich|stundung)\b[^.;]{0,50}\b(?:gekundigt|widerrufen|hinfallig|aufgehoben|nicht eingehalten|nicht erfullt|nicht bedient)\b|\b(?:mehrfach|mehrmals|wiederholt|zweimal|dreimal|schon einmal|bereits einmal|in der vergangenheit|damals|seinerzeit|fruher)\b[^.;]{0,60}\b(?:gewahrt|eingeraumt|bewilligt|entgegengekommen|vereinbart|gestundet|erlassen|zugestimmt|angeboten)\b|\bware?n?\b[^.;]{0,120}\bgewesen\b|\bhatten?\b[^.;]{0,120}\b(?:konnen|wollen|zugestimmt|angenommen)\b|\bin (?:\w+ )?(?:vergleichbaren|ahnlichen|anderen|sonstigen) (?:fallen|sachen)\b/,
)

/** `Dies ist noch kein Angebot`: what was said before it, or beside it, binds nobody. */
const DISCLAIMS = sifted(
  /\b(?:dies|das|hierin|darin|hiermit|damit|this|it)\b[^.;!?]{0,50}\b(?:kein\w*|nicht|not|no)\b(?: \w+){0,3} (?:angebot\w*|zusage|zustimmung|zugestandnis\w*|offer|commitment)\b(?: (?:dar|zu sehen|zu verstehen|verbunden|gemeint|unsererseits))?(?=\s*(?:[.;!)]|$))|\b(?:angebot|zusage|zustimmung|offer) (?:ist|war|stellt|bedeutet) (?:das|dies|es|hiermit) (?:\w+ ){0,2}nicht\b/,
)
export const disclaims = (sentence: string) => DISCLAIMS.test(sentence)

/** A case that nobody has named, and what would not be done in it. */
const SUPPOSITION = sifted(
  /^(?:fur den fall|im falle?|falls|sollten?|wenn|sofern|if|should)\b.*\b(?:nicht|kein\w*|not)\b/,
)
export const isSupposition = (sentence: string) => SUPPOSITION.test(sentence)
export const isConditional = (sentence: string) => CONDITION.test(sentence)
export const isUnreal = (sentence: string) => UNREAL.test(sentence) || disclaims(sentence)

/** Two negations that make a yes: `spricht nichts gegen …`, `keine Bedenken`, `not opposed`. */
const NOTHING_AGAINST = sifted(
  /\b(?:spr(?:icht|echen)|steh(?:t|en)|haben|habe|hatten?|ist|gibt es|sehen|sehe)\b[^.;!?]{0,50}?\b(?:nichts|nix)\b(?: \w+){0,4}? (?:dagegen|gegen|entgegen|im wege?|einzuwenden|auszusetzen)\b(?: einzuwenden| zu sagen)?|\b(?:nichts|nix) (?:\w+ ){0,3}?(?:einzuwenden|dagegen|auszusetzen|entgegenzusetzen)\b|\bkein(?:e[nr]?|erlei)? (?:[\w]+ ){0,2}?(?:einwande?n?|einwendungen|bedenken|vorbehalte?|hinderungsgrunde?|probleme?)\b(?: gegen\b| dagegen)?|\bnicht (?:\w+ )?(?:abgeneigt|im wege? stehen|entgegenstehen|ablehnen|widersprechen|widersetzen|entgegentreten|beanstanden|verwehren|hindern)\b|\bnichts (?:\w+ )?(?:unternehmen|veranlassen|beitreiben|vollstrecken|einleiten)\b|\bkeine (?:weiteren |zusatzlichen |gerichtlichen )?(?:massnahmen|vollstreckungs\w+|pfandung\w*|schritte)\b|\bno (?:objections?|problem|issues?)\b|\b(?:do|does|would|will) not (?:object|oppose|stand in the way)\b|\bnot (?:opposed|averse)\b/g,
)
/** In principle only: the decision is still to come. */
const IN_PRINCIPLE = sifted(
  /\bkein(?:e[nr]?|erlei)? (?:grundsatzlich|prinzipiell|generell)\w* (?:einwande?n?|einwendungen|bedenken|vorbehalte?)\b/g,
)
/** Of the dead, no rebate. */
const ESTATE = sifted(
  /\b(?:gegen|aus|in|fur|uber) (?:den|dem) nachlass\b|\bnachlass (?:der|des|von|nach) (?:frau|herrn?|verstorbene\w*|erblasser\w*|eheleute)\b|\bnachlass(?:gericht|pfleg|verbindlich|insolvenz|verwalt|sache|forderung|konto)\w*/g,
)
/** What is not asked for, no money let go: `auf eine Beglaubigung verzichten wir`. */
const FORMALITY = sifted(
  /\bauf (?:[\w-]+ ){0,4}(?:angaben?|beglaubigung|unterschrift\w*|\w*vollmacht|nachweis\w*|original\w*|vorlage|kopien?|\w*bestatigung|antwort|ruckmeldung|zusendung|ubersendung|schriftform|begrundung|nennung|einwilligung)\b[^.;!?]{0,90}?\bverzicht\w*|\b(?:konnen|konnten|durfen) (?:sie|ihr) (?:\w+ ){0,4}verzichten\b/g,
)
/** Nor is what one does not make use of for a while. */
const FOR_NOW = sifted(
  /\b(?:derzeit|zurzeit|vorerst|momentan|einstweilen|im (?:moment|augenblick)|bis auf weiteres) (?:\w+ ){0,2}verzicht\w* (?:wir|ich) (?:\w+ )?(?:darauf|hierauf)\b|\b(?:darauf|hierauf) verzicht\w* (?:wir|ich) (?:derzeit|zurzeit|vorerst|momentan|einstweilen|im (?:moment|augenblick)|bis auf weiteres)\b/,
)
const untangle = (text: string) =>
  text
    .replace(ESTATE, 'verlassenschaft')
    .replace(FORMALITY, 'formlos')
    .replace(FOR_NOW, 'formlos')
    .replace(IN_PRINCIPLE, 'grundsatzlich moglich')
    .replace(NOTHING_AGAINST, 'einverstanden')
