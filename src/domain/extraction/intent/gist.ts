/**
 * What a sentence does, read from the classes of its words wherever they stand: who will not talk, who waits, who wants
 * an offer. Broader than the turns of phrase beside it, for writers who use none of those. For folded sentences.
 */

import { sifted } from '../patterns/sieve.ts'
import { IMPERSONAL } from './consent.ts'
import { isUnreal } from './sentences.ts'
import { anyOf, type Sign } from './signs.ts'

const NOT = sifted(
  /\b(?:nicht|nichts|kein\w*|weder|niemals|nie|niemand\w*|keinesfalls|keineswegs|ausgeschlossen|unzulassig|untersagt|verboten|verwehrt|verweiger\w*|versag\w*|(?:ab|zuruck)(?:ge)?(?:lehn|wies|wiesen|weis)\w*|lehn\w*|weis(?:e|en|t)|unable|cannot|can't|not|never|refus\w*|declin\w*|object|won't|don't|no)\b/,
)
/** Speaking with the firm, or telling it anything. */
const TALK = anyOf`
  kein\w* (?:\w+ ){0,3}(?:auskunft|auskunfte|informationen) | (?:auskunft|auskunfte|informationen)\b[^.;!?]{0,70}\b(?:erteil|gib|geb|gab|gegeben|bekomm|erhalt|verweiger|versag|ablehn|abgelehnt|zuruck)\w* |
  austausch\w* | tauschen wir | beantwortung | (?:anfragen?|schreiben) (?:\w+ ){0,4}beantwort\w* | (?:bekommen|erhalten|erfahren|kriegen|horen) (?:sie )?(?:\w+ ){0,2}(?:von (?:uns|mir)|hier) | datenschutz\w* | datenschutzrechtlich\w* | korrespondier\w* | kommunizier\w* | kommunikation | verhandel\w* | verhandlung\w* | gesprach\w* |
  (?:uber|mit|zu) [^.;!?]{0,60}\b(?:sprechen|reden|unterhalten|diskutieren) | (?:reden|sprechen) (?:wir|ich) | (?:wir|ich) (?:rede|spreche|verhandle|diskutiere)n? | ausser(?:n|t|te|ten|ung\w*) | geaussert |
  stellungnahme\w* | stellung (?:zu )?nehmen | dazu (?:\w+ ){0,3}sag\w* | sag(?:en|e|t) (?:\w+ ){0,3}(?:dazu|dritten) | weitergabe | offenleg\w* |
  preis(?:zu)?geben | herausgabe | herauszugeben | herausgeben | ubermittlung von daten | datenubermittlung | auskunftsersuchen | auskunftsbegehren |
  (?:daten|informationen|angaben) (?:\w+ ){0,4}(?:weiter|heraus|dritte\w*|preis|bekannt) | (?:dritten?|aussenstehenden?|fremden|bevollmachtigten) (?:gegenuber )?(?:\w+ ){0,5}(?:mitteil\w*|erteil\w*|geben|machen|angaben|daten|informationen|auskunft\w*) |
  disclos\w* | discuss\w* | correspond\w* | engage | communicat\w* | share (?:\w+ ){0,3}(?:information|data|details) | comment | enter into | talk | speak
`
/** Goes on to say on what terms it will talk after all, or what could not be found. */
const TERMS = sifted(
  /\b(?:ohne|mangels|solange|bis|bevor|ehe|sobald|erst|vorher|vorab|noch nicht|derzeit|nur (?:nach|bei|gegen|wenn|mit (?:\w+ )?\w*(?:vollmacht|einwilligung|zustimmung))|wenn|falls|sofern|unless|until|without|before|once|yet|\w*vollmacht|legitimation|power of attorney|letter of authority|mandate|finden|gefunden|zuordnen|feststellen|ermitteln|bekannt|telefonisch\w*|per (?:telefon|e-?mail))\b/,
)
/** No terms at all: `auch nicht bei Vorlage einer Vollmacht`. */
const EVEN_SO = sifted(
  /\b(?:auch|selbst|even) (?:nicht |dann |with )?(?:bei|mit|nach|gegen|wenn|an|with|on)?\b[^.;!?]{0,50}\b(?:\w*vollmacht\w*|bevollmachtigte\w*|einwilligung|anwalte\w*|authority|power of attorney)\b/,
)
const PARTNER =
  '(?:kund(?:e|in|en|innen)|vertragspartner\\w*|vertragsinhaber\\w*|kontoinhaber\\w*|versicherungsnehmer\\w*|mitglied\\w*|mieter\\w*|schuldner\\w*|patient\\w*|betroffene\\w*|beteiligte\\w*|steuerpflichtige\\w*|ihm|ihr|ihnen|herrn? \\w+|frau \\w+|customers?|account ?holders?|members?|clients?|debtors?)'
/** `Wir sprechen nur mit dem Kunden selbst`. */
const ONLY_WITH = new RegExp(
  `\\b(?:nur|ausschliesslich|allein|lediglich) (?:unsere[mnr]|de[mnr]|einem|ihre[mnr]) (?:\\w+ ){0,2}${PARTNER}\\b|\\b(?:nur|ausschliesslich|allein|lediglich|direkt|unmittelbar|only|directly|exclusively|solely)\\b[^.;!?]{0,50}\\b(?:mit|gegenuber|an|with|to)\\b (?:\\w+ ){0,3}${PARTNER}\\b|\\b(?:mit|gegenuber|with) (?:\\w+ ){0,3}${PARTNER} (?:selbst|personlich|direkt|directly|only)\\b`,
)
/** Wants no more letters; questions that one should not ask in the meantime are a receipt's. */
const IN_PEACE = anyOf`
  in (?:ruhe|frieden) (?:zu )?lass\w* | hor\w* (?:sie )?(?:\w+ ){0,2}auf | lass\w* (?:sie |ihr )?(?:mich|uns) (?:\w+ ){0,6}in (?:ruhe|frieden) | verschon\w* (?:sie )?(?:mich|uns) |
  (?:keine|von|auf) (?:\w+ ){0,2}(?:weitere\w*|kunftige\w*) (?:schreiben|zuschriften|anfragen|mails?|e-mails|briefe\w*|kontakt\w*|post|korrespondenz) |
  schreib\w* (?:sie )?(?:mir|uns) (?:\w+ ){0,2}nicht (?:mehr|wieder|noch einmal|nochmals?) | leave (?:me|us) alone | stop (?:writing|contacting|e-?mailing) |
  any further (?:requests?|letters?|correspondence|contact|enquir\w+|inquir\w+|communication) | do not (?:write|contact) (?:to )?(?:me|us)
`

/** Puts off a claim, or what is done to collect it. */
const HOLD = anyOf`
  stund(?:en|et|e) | gestundet | (?:stehen|ruhen|liegen|warten|schleifen) (?:zu )?lass\w* | (?:lass|stell|halt)\w* (?:[\w.-]+ ){0,12}(?:stehen|ruhend?|liegen|inne|still|zuruck|offen|an) | innehalten | innegehalten |
  stillhalten | stillzuhalten | zuwarten | zuzuwarten | (?:wart|gedulde)\w* (?:wir|ich|uns|mich) | pausier\w* | pause | ausgesetzt | aussetzen | auszusetzen |
  (?:setz|schieb|verschieb)\w* [^.;!?]{0,60}\b(?:aus|auf|hinaus|hin) | (?:hinaus|auf|ver|zuruck)(?:ge)?(?:schoben|schieben|gestellt|zustellen|stellen) | prolongier\w* |
  (?:frist|zahlungsfrist|zahlungsziel|falligkeit|zahltermin)\w* [^.;!?]{0,60}\b(?:gewahr\w*|verlanger\w*|einraum\w*|eingeraumt|gesetzt|verschoben|verlegt|erstreck\w*) | \w*aufschub |
  on hold | hold off | holding off | (?:will|to|have|has) (?:be )?suspend\w* | payment (?:holiday|break|pause) | breathing space | \w*zahl(?:ungs)?pause\w* | \w*ratenpause | stillhalte\w* | zahlungsaufschub | schonfrist | forbearance | defer\w* | postpone\w* | freeze | frozen | grace period
`
/** Said of nothing but claims. */
const STUNDEN = sifted(/\b(?:gestundet|stund(?:en|e|et)|prolongier\w*)\b/)
/** How long. */
const SPAN = anyOf`
  bis (?:zum|ende|anfang|mitte|einschliesslich|datum|auf weiteres|dahin|in den|nach|\w+ \d{4}|\d|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|sommer|herbst|winter|fruhjahr|jahresende|monatsende|ostern|weihnachten) |
  (?:fur|um|auf|weitere|noch) (?:\w+ ){0,3}(?:tage?n?|wochen?|monate?n?|jahre?n?|halbjahr|quartal) | (?:\w+ )(?:wochen|monate) (?:lang|zeit) | vorerst | vorlaufig | einstweilen | zunachst | erstmal | (?:nachst|kommend)\w* (?:\w+ )?(?:monate?n?|wochen) |
  until | till | for (?:\w+ ){0,3}(?:days|weeks|months) | for the time being | for now
`
/** Means to get the money, which may be put off as well; that alone weighs less. */
const MEANS = sifted(
  /\b(?:\w*vollstreckung\w*|beitreibung\w*|betreibung|pfandung\w*|exekution|massnahmen|mahn\w*|verfahren|mahnlauf|inkasso|klage|enforcement|proceedings|collection|action)\b/,
)
const CLAIM_SIDE = anyOf`
  betrag | tilgung\w* | abtrag\w* | zahlungspflicht\w* | forderung\w* | ruckstand\w* | ruckstande | zahlpause | schuld\w* | rechnung\w* | steuer\w* | beitrag\w* | beitrage | miete\w* | raten? | zahlung\w* | sache | angelegenheit | saldo | darlehen\w* | kredit\w* | fallig\w* | rest\w* |
  debt | balance | account | payments? | claim | amount
`

const PROPOSAL =
  '(?:\\w*(?:zahlungs|tilgungs|raten|vergleichs|ruckzahlungs|abzahlungs|bereinigungs|einigungs|regulierungs|quoten|sanierungs|abfindungs)(?:vorschlag|vorschlages|vorschlags|vorschlage|angebot|angebots|angebotes|plan|planes|plans|plane|konzept\\w*|idee\\w*|wunsch\\w*)|\\w*gegen(?:vorschlag|angebot)\\w*|vorschlag\\w*|vorschlage\\w*|angebot\\w*|offerte\\w*|proposal|offer|(?:re)?payment (?:plan|proposal|offer))'
/** Somebody is to make a proposal: `um Unterbreitung eines tragbaren Tilgungsvorschlags`, `machen Sie uns ein Angebot`. */
const WANTS_PROPOSAL = new RegExp(
  `\\b(?:um (?:\\w+ ){0,12}|(?:erbitten|ersuchen|erwarten|wunschen|brauchen|benotigen|hatten gern\\w*|erbitte|erwarte|brauche|bitte) (?:wir |ich |noch |sie |zunachst |daher |um )?(?:[\\w-]+ ){0,8}|(?:macht|schickt|nennt|schlagt|machen|unterbreiten|nennen|senden|schicken|mach|legen|reichen|ubermitteln|stellen|lassen|make|send|submit|let us have|provide|put forward|awaiting|await|look forward to) (?:sie |ihr )?(?:uns |mir |bitte )*(?:[\\w-]+ ){0,5}|wie (?:\\w+ ){0,6})(?<!ihr\\w{0,3} )${PROPOSAL}\\b(?! (?:zu|nicht)\\b)|\\b${PROPOSAL} (?:\\w+ ){0,6}(?:erbeten|erwunscht|erwartet|willkommen|gewunscht|machen|unterbreiten|vorlegen|please)\\b`,
)
/** How much, when or in what parts it will be paid. */
const WANTS_TERMS = sifted(
  /\b(?:konnen|konnten|wollen|sollen|could|can) (?:wir|we) (?:uns )?[^.;!]{0,60}\b(?:verstandigen|einigen|vergleichen|treffen|agree|settle)\b[^.;!]{0,30}\?|\b(?:wie|how)\b[^.;!?]{0,60}\b(?:abstottern|abzahlen|zahlen|begleichen|tilgen|zuruckzahlen|pay)\b[^.;!?]{0,30}\?|\b(?:was|wie ?viel|wie hoch|welche\w*|in welcher|ab wann|wann|what|how much|when)\b[^.;!]{0,60}\b(?:kann|konnen|konnte\w*|mochte|will|wird|soll\w*|can|could|will|would)\b[^.;!]{0,60}\b(?:zahl(?:en|t)|aufbring\w*|leisten|anbiet\w*|biet(?:en|et)|monatlich|raten?|quote|zuruckzahl\w*|pay|afford|offer)\b[^.;!]{0,40}\?|\b(?:nennen|machen|teilen|sagen) sie\b[^.;!?]{0,50}\b(?:raten?|quote|monatsrate|zahlungsmodalitat\w*|ratenhohe)\b/,
)

/** A deal in one breath: `wenn er mir 300 € gibt, ist die Sache gegessen`. */
const BARGAIN = anyOf`
  full and final | in full settlement | as settlement |
  betrag\b[^.;!?]{0,30}\bund\b[^.;!?]{0,40}\b(?:vom tisch|erledigt|quitt|vergessen|aus der welt|gut sein|schwamm druber) |
  (?:wenn|sobald|falls|gegen|mit|bei|nach)\b[^.;!?]{0,80}\bbetrag\b[^.;!?]{0,40}\b(?:gilt|gelten|ware|waren|betracht\w*|sehen|werten)\b[^.;!?]{0,60}\b(?:getilgt|beglichen|ausgeglichen|erloschen|befriedigt|abgegolten) |
  (?:zahl|leist|uberweis|geh|komm|lang|treff|triff|fliess|erhalt|wird|werd|entricht|begleich|bekomm)\w{0,3}\b[^.;!?]{0,90}\bbetrag\b[^.;!?]{0,90}, (?:so |dann )?(?:gilt|ist|ware|sind|erlass\w*|verzicht\w*|betracht\w*|seh\w*|entfall\w*|erlischt|streich\w*|hak\w*)\b(?! \w+ (?:nicht|kein)) |
  (?:zahlt|zahlen|uberweist|uberweisen|kommen|fliessen|gehen|erhalten|bekomme|bekommen|leistet) (?:ihr\w* \w+|er|sie|wir|ich|frau \w+|herr \w+|uns)\b[^.;!?]{0,60}\bbetrag\b[^.;!?]{0,90}\b(?:erledigt|gegessen|vom tisch|quitt|vergessen|aus der welt|gut sein|abgeschlossen|bereinigt|abgegolten) |
  (?:wenn|sobald|falls|gegen|mit|bei|fur|nach|if|once|against)\b[^.;!?]{0,80}\b(?:betrag|(?!(?:19|20)\d\d\b)\d{2,5})\b[^.;!?]{0,90}\b(?:erledigt|gegessen|vom tisch|quitt|vergessen|fertig|zu ende|aus der welt|gut sein|schwamm druber|abgeschlossen|bereinigt|settled|done|closed|call it quits|call it even) |
  (?:streich|erlass|schenk|nachlass|verzicht|reduzier|ermassig|waive|write off|knock)\w*\b[^.;!?]{0,50}\b(?:betrag|halfte|drittel|viertel|half|zinsen|kosten|rest)\b | (?:betrag|halfte|drittel|viertel|half) (?:\w+ ){0,3}(?:streichen|erlassen|schenken|nachlassen|verzichten) (?:wir|ich) |
  (?:von|of) [^.;!?]{0,30}\bbetrag (?:streichen|erlassen|schenken) (?:wir|ich)
`
/** The least that would do: an answer to an offer, whatever is refused beside it. */
const LEAST = sifted(
  /\b(?:mindestens|wenigstens|zumindest|nicht (?:weniger als|unter)|(?:nichts )?unter (?=\d|betrag)|erst ab|nur ab|ab einer|at least|no less than|not less than|minimum)\b[^.;!?]{0,50}(?:\bbetrag\b|\b(?:quote|raten?|prozent|v\. ?h)\b|%|\b\d+ (?:monat|prozent))/,
)
/** For what is asked to be paid in parts, or settled for a part. */
const PARTS = sifted(
  /\b(?:quote|raten?|\w*raten|monatlich\w*|monat|prozent|vergleich\w*|plan\w*|vorschlag\w*|angebot\w*|zusammen|einig\w*|bereit|mitmachen|nullplan|teilbetrag\w*|einmal\w*|settle\w*|instal\w*|per month|offer|proposal)\b|%/,
)

/** What a sentence says about speaking at all: null where nothing. Terms on which it will are no refusal. */
export function refusesToTalk(sentence: string): boolean {
  if (IN_PEACE.test(sentence) || (EVEN_SO.test(sentence) && NOT.test(sentence))) return true
  if (sentence.endsWith('?')) return false
  if (ONLY_WITH.test(sentence) && TALK.test(sentence)) return true
  if (!TALK.test(sentence) || TERMS.test(sentence)) return false
  return NOT.test(sentence) && NEAR.test(sentence)
}
/** The no and the talk belong together: `weitere Auskunft folgt, das Konto besteht nicht mehr` does not. */
const NEAR = new RegExp(
  `(?:${NOT.source})[^;!?]{0,80}(?:${TALK.source})|(?:${TALK.source})[^;!?]{0,80}(?:${NOT.source})`,
)

/** Whether it says what would do at least. */
export const namesLeast = (sentence: string): boolean =>
  (LEAST.test(sentence) && PARTS.test(sentence)) || SHOULD_BE.test(sentence)
/** `500 € sind mir zu wenig, 1.500 müssten es schon sein`. */
const SHOULD_BE = sifted(/\b(?:betrag|\d{2,}) (?:mussten|sollten|muss|mussen|durften) es\b[^.;!?]{0,30}\bsein\b/)

/** Whether the firm is asked for a proposal of how to pay. */
export const wantsProposal = (sentence: string): boolean =>
  (WANTS_PROPOSAL.test(sentence) || WANTS_TERMS.test(sentence)) &&
  !NOT.test(sentence) &&
  !/\b(?:noch einmal|nochmals?|erneut|anhang\w*|anlage\w*|kopien?|leserlich\w*|prufen|gepruft|entscheid\w*|beantwort\w*|sobald|(?:werden|mussen) (?:wir|ich)|legen wir)\b/.test(
    sentence,
  )

/** Instalments or a sum that are said in numbers only: `zweimal 85`, `in vier Teilen`, `jeweils zum 15.` */
const COUNTED = sifted(
  /\b(?:(?:zwei|drei|vier|funf|sechs|acht|zehn|zwolf|\d{1,2}) ?(?:mal|x) (?:je )?(?:betrag|\d+)|in (?:zwei|drei|vier|funf|sechs|acht|zehn|zwolf|mehreren|kleinen|\d{1,2}) (?:\w+ )?(?:teilen|schritten|portionen|zahlungen|betragen|happen)|jeweils (?:zum|am)|stuck fur stuck|nach und nach|(?:two|three|four|five|six|\d{1,2}) (?:\w+ )?payments)\b/,
)
const FINE = sifted(
  /\b(?:passt|recht|ok|okay|in ordnung|einverstanden|gut|geht|klar|reicht|genugt|gerne?|machen wir|fine|works|good|agreed?|happy|prima|super|danke|kann er|kann sie|darf|durfen|mag)\b/,
)
/** `Bei 50 € wären wir dabei`. */
const CONTENT = sifted(
  /(?:\b(?:betrag|halfte|drittel|viertel|prozent)\b|\d ?%)[^.;!?]{0,50}\b(?:(?:waren|ware|sind|bin) (?:wir|ich) (?:\w+ )?(?:dabei|einverstanden|zufrieden)|kann ich leben|konnen wir leben|(?:wurden|wurde) (?:wir|ich) (?:uns |mich )?(?:\w+ )?(?:einlassen|nehmen|mitmachen|zustimmen|akzeptieren)|is fine|would do)\b|\bmit (?:der |den |einem )?(?:betrag|halfte|drittel|viertel)\b[^.;!?]{0,30}\b(?:zufrieden\w*|einverstanden)\b/,
)
/** A proposal that names who pays what from when: `wir schlagen vor, dass er ab Mai 25 € entrichtet`. */
const PROPOSES = sifted(
  /\b(?:schlag(?:en|e)|biet(?:en|e)|regen|rege|suggest|propose)\b[^.;!?]{0,140}\bbetrag\b|\b(?:pauschalraten?|wunschen?|erwarten?|brauchen?|verlangen?)\b[^.;!?]{0,50}\bbetrag (?:\w+ )?(?:monatlich|im monat|pro monat|jeden monat|mtl)\b/,
)

/** `Die Ansprüche werden wie folgt gestundet`: until when may stand in the list below. */
const IS_PUT_OFF = sifted(/\b(?:wird|werden|ist|sind|haben wir|habe ich)\b(?:[^.;!?]|(?<=\d)\.){0,200}\bgestundet\b/)

/** `Auf das Geld warten wir bis heute` grants no time. */
const IN_VAIN = sifted(
  /\b(?:wart\w*|gedulde\w*)\b[^.;!?]{0,60}\b(?:bis (?:heute|jetzt|dato)|vergeblich|umsonst|immer noch)\b/,
)

/** The signs of paying later or less that no turn of phrase has given. */
export function signsOfDeal(sentence: string): Sign[] {
  if (isUnreal(sentence)) return []
  if (IS_PUT_OFF.test(sentence) && !NOT.test(sentence)) return [{ act: 'accept', weight: 4.3 }]
  const holds = HOLD.test(sentence) && SPAN.test(sentence) && !IN_VAIN.test(sentence)
  if (holds && !sentence.endsWith('?')) {
    if ((CLAIM_SIDE.test(sentence) || STUNDEN.test(sentence)) && !MEANS.test(sentence))
      return [{ act: 'accept', weight: 4.3 }]
    return [{ act: 'accept', weight: MEANS.test(sentence) && CLAIM_SIDE.test(sentence) ? 4 : 2.6 }]
  }
  if (NOT.test(sentence)) return []
  if (COUNTED.test(sentence) && FINE.test(sentence)) return [{ act: 'accept', weight: 4 }]
  if (CONTENT.test(sentence)) return [{ act: 'accept', weight: 3.4 }]
  // What a statute or a tariff grants to anybody is offered by nobody.
  if (!IMPERSONAL.test(sentence) && (BARGAIN.test(sentence) || PROPOSES.test(sentence)))
    return [{ act: 'offer', weight: 4.2 }]
  return []
}
