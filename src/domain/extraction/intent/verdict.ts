/**
 * What a creditor decides on the firm's proposal: which verb it has for it, in whatever form, and whether that is denied.
 * Beside the turns of phrase of `consent.ts` and `refusal.ts`, for writers who use others. For folded sentences.
 */
import { sifted } from '../patterns/sieve.ts'
import { BROKEN, NEGATED, NOT_KEPT } from './refusal.ts'
import { anyVerb } from './verbs.ts'

const APPROVES = anyVerb`
  an|nehm,nimm,nahm|genommen zu|stimm|gestimmt |akzeptier|akzeptiert |bewillig|bewilligt |genehmig|genehmigt |billig|gebilligt
  mit|trag|getragen bei|tret,tritt,trat|getreten naher|tret,tritt,trat|getreten |entsprech,entsprich,entsprach|entsprochen statt|geb,gib,gab|gegeben
  an|erkenn,rkenn,erkann|erkannt an|kenn,kann|erkannt gut|heiss,hiess|geheissen |befurwort|befurwortet |unterstutz|unterstutzt ein|raum|geraumt
  |gewahr|gewahrt zu|lass,liess|gelassen |erlaub|erlaubt |gestatt|gestattet |ermoglich|ermoglicht |folg|gefolgt zu|sag|gesagt
  zu|gesteh,gestand|gestanden zu|steh,stand|gestanden hin|nehm,nimm,nahm|genommen ab|schliess,schloss|geschlossen an|schliess,schloss|geschlossen
  ein|willig|gewilligt |tolerier|toleriert |begruss|begrusst mit|geh,ging|gegangen mit|mach|gemacht frei|geb,gib,gab|gegeben ab|segn|gesegnet
  ein|geh,ging nach|komm,kam|gekommen ein|lass,liess|gelassen |bestatig|bestatigt |beschliess,beschloss|beschlossen |ratifizier|ratifiziert
`
const TURNS_DOWN = anyVerb`
  ab|lehn|gelehnt zuruck|weis,wies|gewiesen ab|weis,wies|gewiesen aus|schlag,schlug|geschlagen |verwerf,verwirf,verwarf|verworfen
  |widersprech,widersprich,widersprach|widersprochen |verweiger|verweigert |versag|versagt |missbillig|missbilligt entgegen|tret,tritt,trat|getreten
  aus|schliess,schloss|geschlossen ab|wink|gewinkt
`
const TURNS_DOWN_NOUN = sifted(
  /\b(?:absage|korb|ablehnung|zuruckweisung)\b[^.;!?]{0,40}\b(?:erteil\w*|bleib\w*|geb\w*)\b/,
)
/** `Ihr Angebot ist für uns annehmbar`. */
const SUITS = sifted(
  /\b(?:ist|sind|ware|waren|erscheint|erscheinen|scheint|halten|finden|finde|halte)\b[^.;!?]{0,60}\b(?:annehmbar|akzeptabel|tragbar|vertretbar|angemessen|vernunftig|hinnehmbar|zustimmungsfahig|wirtschaftlich|sachgerecht|interessengerecht|in unserem sinne?|gangbar|tragfahig|ausreichend|diskutabel)\b/,
)
/** What the firm or the creditor proposed. */
const PROPOSAL = sifted(
  /\b\w*(?:vorschlag|vorschlage|angebot|offerte|anerbieten|vergleich|ratenzahlung|teilzahlung|ratenplan|zahlungsplan|tilgungsplan|bereinigungsplan|stundung|zahlungspause|einigung|zahlungsvereinbarung|ratenvereinbarung|gesuch|ansinnen|ratenwunsch|teilbetragen|monatsraten|einmalzahlung|einmalbetrag|abfindung|zahlungsziel|raten|rate|quote|plan|teilverzicht|teilerlass|zahlungsaufschub|ratenhohe)(?:e?[ns])?\b/,
)
/** Nothing is decided by these: what came in, what others did, and what is asked for. */
const ABOUT_RECEIPT = sifted(
  /\b(?:eingang|erhalt|empfang|ubersendung|vorlage|gerne? (?:entgegen|zur kenntnis))\b|\b(?:sie|ihr\w* \w+|er) (?:hat|haben|hatte|hatten)\b[^.;!?]{0,90}\b(?:zugestimmt|angenommen|akzeptiert|zugesagt|abgelehnt|abgeschlossen)\b|\b(?:bitten?|teilen sie|lassen sie)\b[^.;!?]{0,80}\b(?:ob|anzunehmen|zuzustimmen|annehmen|zustimmen)\b|\?\s*$/,
)

/** An infinitive with `zu` takes its polarity from the clause before it: `nicht in der Lage, … zuzustimmen`. */
const INFINITIVE = /(?:\bzu \w+(?:en|ern|eln)|\b\w{2,10}zu\w{3,}(?:en|ern|eln))\b/

/** `Einem Gesuch könnte entsprochen werden`: nobody has said so yet. */
const MIGHT = sifted(/\b(?:konnte[n]?|wurde[n]?|durfte[n]?|ware[n]?)\b[^.;!?]{0,90}\b(?:werden|sein)\b/)

/** `yes` or `no` to a proposal that the sentence speaks of, `maybe` to any; null where it decides nothing. */
export function verdictOn(sentence: string): 'yes' | 'no' | 'maybe' | null {
  if (!PROPOSAL.test(sentence) || ABOUT_RECEIPT.test(sentence)) return null
  const down = TURNS_DOWN.exec(sentence)
  if (down && !NEGATED.test(clauseAround(sentence, down))) return 'no'
  if (TURNS_DOWN_NOUN.test(sentence)) return 'no'
  const yes = APPROVES.exec(sentence) ?? SUITS.exec(sentence)
  if (!yes || !isSaidOf(yes, sentence)) return null
  if (!NEGATED.test(clauseAround(sentence, yes)))
    return MIGHT.test(sentence) && !THE_PROPOSAL.test(sentence) ? 'maybe' : 'yes'
  return BROKEN.test(sentence) ? null : 'no'
}

/** What was offered, by name or by its figure: `Ihr Angebot`, `die Hälfte`, `20 € im Monat`, `12 %`. */
const OFFERED = sifted(
  /\b(?:ihr\w{0,3}|de[nmrs]|die|das|diese[nmrs]?|eine?[nmrs]?) (?:[\w-]+ ){0,3}?\w*(?:vorschlag|angebot|vergleich|plan|ansinnen|gesuch|offerte|quote|ratenhohe|entgegenkommen)(?:e?[nms])?\b|\b(?:halfte|drittel|bruchteil)\b|\d ?(?:%|prozent\b|v\. ?h\b|vh\b)(?! (?:p\. ?a|zins|uber))|\bbetrag (?:\w+ )?(?:auf einmal|einmalig)\b|\b(?:mit|fur) betrag (?:\w+ )?(?:im monat|monatlich|pro monat)\b|\b(?:zahlung|einmalzahlung|raten|rate) (?:von|zu|uber) betrag\b/,
)
const NO = sifted(/\b(?:nicht|nichts|kein\w*|nein|niemals|keinesfalls|keineswegs|kaum|schwerlich|not|no)\b/)
/** Not yet, or nothing of what it is worth: what is missing, unreadable, undecided, or was not kept. */
const OTHERWISE = sifted(
  /\b(?:noch|erst|solange|ohne|bevor|wenn|falls|sofern|ob|verstandlich|lesbar|leserlich|unterschrieben|unterzeichnet|vollstandig|nachvollziehbar|enthalt|enthalten|beigefugt|aussern|sagen (?:wir|ich) (?:\w+ )?(?:nichts|nicht)|beurteilen|prufen|zins\w*|basiszins\w*|aufgefuhrt|genannt|erwahnt|liegt|lag|bindend|verbindlich|nichts (?:\w+ )?sagen|mangels|derzeit|reagier\w*|damal\w*|geantwortet|gemeldet|im wege?|entgegen|abgeneigt|verschliess\w*|erfasst)\b/,
)
/** `Von Ihrem Angebot machen wir keinen Gebrauch`, `Für 20 € im Monat lohnt es sich nicht`: a no to what was offered. */
export const refusesOffer = (sentence: string): boolean =>
  OFFERED.test(sentence) &&
  NO.test(sentence) &&
  !OTHERWISE.test(sentence) &&
  !NOT_KEPT.test(sentence) &&
  !sentence.endsWith('?')
export const namesOffer = (sentence: string): boolean => OFFERED.test(sentence)

/** Not any: the one that was proposed. */
const THE_PROPOSAL = sifted(
  /\b(?:ihr\w{0,3}|de[nmrs]|die|das|diese[nmrs]?|your|the) (?:[\w-]+ ){0,3}?\w*(?:vorschlag|vorschlage|angebot|offerte|anerbieten|vergleich|ratenzahlung|plan|stundung|einigung|vereinbarung|gesuch|ratenwunsch|proposal|offer)(?:e?[ns])?\b/,
)
/** `Wir sind bereit, Ihrem Vorschlag zu folgen` is more than politeness. */
export const isReadyFor = (sentence: string): boolean => THE_PROPOSAL.test(sentence) && verdictOn(sentence) === 'yes'

/** The proposal stands before the end of its verb, or right behind it: `akzeptieren wir Ihren Vorschlag`. */
function isSaidOf(found: RegExpExecArray, sentence: string): boolean {
  const end = found.index + found[0].length
  return PROPOSAL.test(sentence.slice(0, end) + /^[^,;:]*/.exec(sentence.slice(end))![0])
}

/** From where the clause of a find begins to where its verb ends; an infinitive begins with the clause that governs it. */
function clauseAround(sentence: string, found: RegExpExecArray): string {
  const end = found.index + found[0].length
  const tail = /^[^,;:.!?]{0,60}/.exec(sentence.slice(end))![0]
  const parts = sentence.slice(0, end).split(/[;:,] /)
  const last = parts.at(-1)!
  const governed = parts.length > 1 && (INFINITIVE.test(last) || parts.at(-2)!.length < 25)
  return `${governed ? `${parts.at(-2)}, ` : ''}${last}${tail}`
}
