/** Ways of paying: whether a sentence speaks of one, agrees to it, offers it, or refuses it. */
import { isConditional, isUnreal } from './sentences.ts'
import { anyOf, type Sign } from './signs.ts'

/** Speaks of instalments, a settlement, a respite. */
export const PLAN = anyOf`
  abstottern | abzustottern | abzahl\w* | abtragen | tilgungs\w* | vereinbarung | vierteljahrlich\w* |
  quartalsweise | wochentlich\w* | jeden monat | auf einmal | hunderter |
  \w{0,12}raten?(?:zahlung\w*|weise\w*|plan\w*|vereinbarung\w*|angebot\w*|vorschlag\w*|hohe|antrag\w*|modell\w*)? |
  teilzahlung\w* | teilbetrag\w* | monatlich\w* | (?:im|pro|je) monat | mtl | vergleich(?:s\w*|es?)? |
  einig(?:ung|ungs\w*) | \w*plan(?:s|es)? | schuldenbereinigung\w* | quote | stund\w* | nachlass\w* |
  \w{0,12}erlass | \w{0,14}verzicht\w* | verzichten | vorschlag\w* | vorschlage\w* | angebot\w* |
  einmal(?:zahlung|betrag|ig)\w* | abgeltung | abfindung\w* |
  \w{0,6}zahlungs(?:vereinbarung|vorschlag|plan|aufschub|ziel)\w* | instal\w+ | settle\w* | proposal | offer |
  per month | monthly | repay\w* | lump sum | payment plan | (?:auf|den|vom|der) rest | remainder | waive |
  \w*stundungs?\w* |
  zahlungserleichterung\w* |
  angebotenen? |
  teilerlass\w*
`
export const AGREE = anyOf`
  vereinbart(?! war) | (?:wird|wurde|ist|werden) [^.;!?]{0,60}\bentsprochen | zufrieden |
  (?:kriegen|bekommen|schaffen) wir hin | (?:geht|gehen) (?:\w+ ){0,3}(?:klar|in ordnung) | alles klar |
  (?:kann|konnen|darf|durfen) (?:[\w€.,]+ ){0,12}(?:abstottern|abzahlen|abtragen|stuckweise) | einverstanden |
  einverstandnis | zustimmung | zustimmen | zuzustimmen | zugestimmt |
  stimm(?:en|e|t) (?:[\wäöü.,%€-]+ ){0,14}zu\b | annehmen | anzunehmen | angenommen |
  (?:nehm(?:en|e)|nimmt) (?:[\w.,%€-]+ ){0,12}an\b | akzeptier\w* | akzeptabel | bewillig\w* | gewahr(?:en|t) |
  genehmig\w* | zusage | zugesagt | befurwort\w* | passt | geht in ordnung | in ordnung | einraumen | eingeraumt |
  raumen | willigen (?:\w+ ){0,6}ein | eingewilligt | von mir aus | meinetwegen | kein problem |
  (?:ist|sind|ware|ist das|geht) (?:\w+ ){0,3}(?:ok|okay|recht|in ordnung) | ok\b | okay | gern(?:e)? (?:in|mit) |
  (?:kann|konnen|darf|durfen) (?:[\w€.,]+ ){0,10}in (?:\w+ ){0,3}raten (?:\w+ ){0,3}(?:zahlen|begleichen|abzahlen|abstottern|tilgen|abtragen) |
  accept\w* | agree[ds]? | agreeable | approved? |
  stattgegeben |
  (?:konnen|kann) (?:wir|ich) leben |
  bestatig(?:en|e|t) (?:wir |ich |ihnen |hiermit )?(?:[\w.,%€-]+ ){0,8}(?:rate|raten|ratenzahlung|monatliche|vorgeschlagene\w*|vereinbarung|zahlungsplan)
`
export const OFFER = anyOf`
  konnte[n]? (?:wir|ich) (?:uns|mir) [^.;!?]{0,90}\bvorstellen |
  lass(?:en|e) (?:wir|ich) (?:[\w]+ ){0,8}(?:gut sein|fallen|nach|weg)\b | erlassen wir | verzichten wir |
  (?<!ohne )(?:unterzeichn|unterschr|gegenzeichn)\w* | bieten (?:wir|ich|ihnen|ihrem) | anbieten | anzubieten |
  schlag(?:en|e) (?:\w+ ){0,8}vor\b | vorschlagen |
  (?:unser|mein)\w* (?:angebot|vorschlag|gegenvorschlag|vergleichsvorschlag) | gegenvorschlag\w* | gegenangebot\w* |
  (?:wurden|konnten|konnen) (?:wir|uns) (?:uns )?(?:\w+ ){0,10}(?:verzichten|erlassen|vorstellen|anbieten|einlassen|zufrieden|begnugen) |
  (?:sind|waren|ware|bin) (?:wir |ich )?(?:\w+ ){0,4}bereit |
  erwarten wir (?:\w+ ){0,4}(?:monatlich|raten|[\d,.]+ (?:eur|€)) | moglich (?:ware|waren|ist|sind) |
  (?:ware|waren|ist|sind) (?:\w+ ){0,6}(?:moglich|denkbar|vorstellbar) |
  gegen (?:eine )?(?:\w+ )?(?:einmal\w*|zahlung) | zur abgeltung | vermerkt |
  we (?:will|can|could|would) (?:\w+ ){0,4}(?:offer|accept|agree|settle|waive|suspend) |
  setz(?:en|e) (?:wir |ich )?(?:\w+ ){0,5}aus\b | (?:lassen|stellen) (?:wir )?(?:\w+ ){0,4}ruhen | stunden wir |
  willing to | prepared to | kommen ihnen (?:\w+ ){0,6}entgegen | rest wird erlassen | reicht uns |
  waren wir zufrieden |
  gewillt |
  (?:ist|ware|gilt|sehen wir|betrachten wir) (?:[\w]+ ){0,6}(?:vom tisch|erledigt|abgegolten|quitt|gegessen)
`
/** What is possible in general, for whoever asks for it; and willingness that names no sum. */
const IMPERSONAL = anyOf`
  auf antrag | zu beantragen |
  (?:kann|konnen) (?:\w+ ){0,6}(?:gewahrt|bewilligt|vereinbart|eingeraumt|beantragt) werden
`
const COURTESY = /\b(?:moglich|denkbar|vorstellbar|verschliessen|offen gegenuber)\b/
const WILLING = /\b(?:gern|bereit)\b/
const NEGATED =
  /\b(?:nicht|nichts|kein\w*|ausserstande|weder|niemals|unmoglich|unable|cannot|can't|not|neither|never|unwilling)\b/
const REFUSE = anyOf`
  (?:lass\w*|einlassen)\b[^.;!?]{0,60}\b(?:nicht|nichts)\b(?: \w+){0,3} ein\b |
  (?:nicht|nichts) (?:\w+ ){0,3}einlassen | weist [^.;!?]{0,120}\bzuruck\b | stimmt (?:\w+ ){0,8}nicht zu |
  verhandel\w*[^.;!?]{0,40}\bnicht\b | nicht (?:\w+ ){0,3}verhandel\w* | da mach\w* (?:ich|wir) nicht mit |
  mit (?:mir|uns) nicht | abgespeist | abspeisen | inakzeptabel | indiskutabel | unannehmbar | unzumutbar |
  entbehrlich | keinerlei (?:spielraum|bereitschaft|entgegenkommen) |
  kein\w* (?:spielraum|bereitschaft|entgegenkommen|nachlass|interesse|veranlassung) |
  keinen (?:cent|euro|pfennig) weniger | lehn(?:en|e|t|te|ten) (?:[\w.,%€-]+ ){0,16}ab\b | abgelehnt | ablehn\w* |
  (?:muss|mussen) (?:[\w]+ ){0,10}(?:ablehnen|zuruckweisen) | zuruckweis\w* | zuruckgewiesen |
  weis(?:en|e) (?:\w+ ){0,10}zuruck\b | gescheitert | scheitern |
  nicht (?:naher ?treten|naher|zustimm\w*|annehm\w*|nachkommen|entsprochen|entsprechen) |
  (?:kommt|kommen) (?:[\w]+ ){0,8}nicht in (?:frage|betracht) | verweiger\w* | versag(?:en|t) | widersprech\w* |
  widersprochen | bestehen (?:wir )?auf (?:\w+ ){0,4}(?:zahlung|ausgleich|begleichung) | nein,? danke |
  mach(?:en|e) (?:wir|ich) (?:\w+ )?nicht(?: mit)? | ganz oder gar nicht | auf keinen fall | nicht mit (?:uns|mir) |
  treten (?:wir )?(?:\w+ ){0,4}nicht bei | no,? thank(?:s| you) | reject\w* | declin\w* | refus\w* |
  sprechen uns gegen | gegen eine annahme | (?:muss|mussen) ich ihnen eine absage | absage |
  von (?:[\w-]+ ){0,4}(?:\w*verzicht|vergleich|ratenzahlung\w*|stundung|erlass) sehen (?:wir|ich) (?:\w+ ){0,3}ab |
  (?:halten|halte) (?:wir |ich )?(?:[\w-]+ ){0,3}an (?:[\w-]+ ){0,4}forderung (?:\w+ ){0,4}fest |
  (?:ist|sind|ware|waren) (?:[\w-]+ ){0,4}(?:keine option|ausgeschlossen|keine losung|kein weg|kein thema) |
  scheidet (?:\w+ ){0,3}aus |
  nichts? (?:\w+ ){0,2}unterschreib\w*|unterschreib\w* (?:\w+ ){0,3}nicht\w*
`
/** Noes that need no plan to be about. */
const NO =
  /^(?:nein|ne|nee|no)\b|\bnein (?:zu|danke)\b|\b(?:(?:lass\w*|einlassen)\b[^.;!?]{0,60}\b(?:nicht|nichts)\b(?: \w+){0,3} ein\b|verhandel\w*[^.;!?]{0,40}\bnicht\b|da mach\w* (?:ich|wir) nicht mit|mit (?:mir|uns) nicht|abgespeist|keinen (?:cent|euro|pfennig) weniger|weist [^.;!?]{0,120}\bplan\b[^.;!?]{0,60}\bzuruck\b|nein,? danke|mach(?:en|e) (?:wir|ich) (?:\w+ )?nicht(?: mit)?|ganz oder gar nicht|auf keinen fall|no,? thank(?:s| you))\b/
/** `Ratenzahlung machen wir bei 89 € nicht`, `Ein Vergleich kommt nicht zustande`. */
const NO_PLAN =
  /\b(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung|plan|quote|verzicht)\b[^.,;!?]{0,50}\b(?:mach(?:en|e|t)|geh(?:t|en)|gibt es|gewahr\w*|einraum\w*|raumen|biet\w*|akzeptier\w*|moglich|vorgesehen|zustande|denkbar|kommt)\b[^.,;!?]{0,40}\b(?:nicht|kein\w*)\b|\bkein\w* (?:\w+ )?(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung)\b(?![^.]{0,40}\b(?:vereinbart|eingegangen|geleistet|gezahlt)\b)/
/** Too little, they say: an answer to an offer, which may go on with another one. */
const TOO_LITTLE =
  /\b(?:zu (?:niedrig|gering|wenig)|unzureichend|nicht (?:aus)?reichend|reicht (?:uns |mir )?(?:\w+ )?nicht|too low|insufficient)\b/
const ASKED_FOR = /\b(?:\w*antrag\w*|widerspruch|begehren|gesuch|bitte|annahme)\b/
/** Somebody has yet to decide. */
const UNDECIDED = anyOf`
  (?:muss|mussen) (?:[\w]+ ){0,6}(?:zustimmen|prufen|entscheiden|genehmigen) | dazu spater | noch zu entscheiden |
  wird (?:\w+ ){0,3}gepruft |
  bevor (?:wir|ich) (?:[\w.,-]+ ){0,8}(?:entscheiden|zustimmen|einlassen)
`

/** The signs of one sentence. `known`: a way of paying is what the mail, or its subject, is about. */
export function signsOfPaying(sentence: string, known: boolean): Sign[] {
  if (UNDECIDED.test(sentence)) return []
  const plan = PLAN.test(sentence)
  const about = plan || known
  const refuses = REFUSE.test(sentence)
  if (!about && !refuses) return []
  const unreal = isUnreal(sentence)
  const agrees = !unreal && AGREE.test(sentence)
  const offers = !unreal && OFFER.test(sentence)
  const negated = NEGATED.test(agrees || offers ? clauseOf(sentence, agrees ? AGREE : OFFER) : sentence)
  if (refuses && (about || NO.test(sentence) || ASKED_FOR.test(sentence)))
    return [{ act: 'reject', weight: isConditional(sentence) && !plan && !NO.test(sentence) ? 2 : 4 }]
  if (refuses) return []
  if (plan && NO.test(sentence)) return [{ act: 'reject', weight: 3 }]
  if (plan && negated && !agrees && !offers && NO_PLAN.test(sentence)) return [{ act: 'reject', weight: 4 }]
  if (about && TOO_LITTLE.test(sentence) && !agrees && !offers) return [{ act: 'reject', weight: 3 }]
  if ((agrees || offers) && negated && !/\bnicht (?:nur|vor|unter)\b/.test(sentence))
    return [{ act: 'reject', weight: 4 }]
  if (agrees && !IMPERSONAL.test(sentence)) return [{ act: 'accept', weight: 4.5 }]
  if (!offers && !agrees) return []
  if (IMPERSONAL.test(sentence)) return [{ act: 'courtesy', weight: 2.5 }]
  const possible = COURTESY.test(sentence)
  // Without a sum, willingness is politeness.
  if ((possible || WILLING.test(sentence)) && !/\bbetrag\b/.test(sentence)) return [{ act: 'courtesy', weight: 3.5 }]
  return [{ act: 'offer', weight: possible ? 3.5 : 4.2 }]
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

/** The clause of a sentence in which something is said: `… ist es in Ordnung, dann brauche ich keinen Anwalt`. */
function clauseOf(sentence: string, said: RegExp): string {
  const clause =
    sentence.split(/[;:] |,? (?:dann|sonst|aber|jedoch|andernfalls) /).find(part => said.test(part)) ?? sentence
  // Who writes without stops says several things in one breath.
  const found = said.exec(clause)
  return found ? clause.slice(Math.max(0, found.index - 60), found.index + found[0].length + 60) : clause
}
