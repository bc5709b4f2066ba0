/** What the creditor does in each sentence: agrees, offers, refuses, asks, hands over. */
import { cueText } from './cues.ts'
import { givesOrders } from './orders.ts'
import type { Unit } from './units.ts'

export interface Acts {
  /** Agrees to a way of paying; offers one. */
  accept: number
  offer: number
  /** Says that instalments would be possible, without naming any. */
  courtesy: number
  reject: number
  ask: number
  transfer: number
  /** The sender says that the claim is its own now. */
  acquired: number
  /** Speaks of instalments or a settlement at all. */
  plan: number
}

/** The creditor's sentences for cue patterns, without signatures and table rows. */
export function sentencesOf(units: readonly Unit[]): string[] {
  return (
    units
      .filter(unit => unit.by === 'creditor' && unit.zone !== 'signature')
      .slice(0, 400)
      .filter(unit => !givesOrders(unit.text))
      // A form to be filled in says nothing about this case.
      .filter(unit => !/_{4,}/.test(unit.text))
      .map(unit => plainWords(`${unit.answers ? `${unit.answers} ` : ''}${unit.text.slice(0, 1500)}`))
  )
}

/** For patterns that look across a few words: sums become one word, brackets, quotes and dashes spaces. */
function plainWords(text: string): string {
  return cueText(text)
    .replace(/(?:(?:€|\beur)\s?\d[\d.,'-]*|\d[\d.,']*(?:,-+)?\s?(?:€|eur(?:o|os)?\b))/g, 'betrag')
    .replace(/["„“”»«'()[\]*/–—]+|(?<=\s)-|-(?=\s)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const PLAN =
  /\b(?:abstottern|abzustottern|abzahl\w*|abtragen|tilgungs\w*|vereinbarung|vierteljahrlich\w*|quartalsweise|wochentlich\w*|jeden monat|auf einmal|hunderter|\w{0,12}raten?(?:zahlung\w*|weise\w*|plan\w*|vereinbarung\w*|angebot\w*|vorschlag\w*|hohe|antrag\w*|modell\w*)?|teilzahlung\w*|teilbetrag\w*|monatlich\w*|(?:im|pro|je) monat|mtl|vergleich(?:s\w*|es?)?|einig(?:ung|ungs\w*)|\w*plan(?:s|es)?|schuldenbereinigung\w*|quote|stund\w*|nachlass\w*|\w{0,12}erlass|\w{0,14}verzicht\w*|verzichten|vorschlag\w*|vorschlage\w*|angebot\w*|einmal(?:zahlung|betrag|ig)\w*|abgeltung|abfindung\w*|\w{0,6}zahlungs(?:vereinbarung|vorschlag|plan|aufschub|ziel)\w*|instal\w+|settle\w*|proposal|offer|per month|monthly|repay\w*|lump sum|payment plan|(?:auf|den|vom|der) rest|remainder|waive)\b/
const AGREE =
  /\b(?:vereinbart(?! war)|(?:wird|wurde|ist|werden) [^.;!?]{0,60}\bentsprochen|zufrieden|(?:kriegen|bekommen|schaffen) wir hin|(?:geht|gehen) (?:\w+ ){0,3}(?:klar|in ordnung)|alles klar|(?:kann|konnen|darf|durfen) (?:[\w€.,]+ ){0,12}(?:abstottern|abzahlen|abtragen|stuckweise)|einverstanden|einverstandnis|zustimmung|zustimmen|zuzustimmen|zugestimmt|stimm(?:en|e|t) (?:[\wäöü.,%€-]+ ){0,14}zu\b|annehmen|anzunehmen|angenommen|(?:nehm(?:en|e)|nimmt) (?:[\w.,%€-]+ ){0,12}an\b|akzeptier\w*|akzeptabel|bewillig\w*|gewahr(?:en|t)|genehmig\w*|zusage|zugesagt|befurwort\w*|passt|geht in ordnung|in ordnung|einraumen|eingeraumt|raumen|willigen (?:\w+ ){0,6}ein|eingewilligt|von mir aus|meinetwegen|kein problem|(?:ist|sind|ware|ist das|geht) (?:\w+ ){0,3}(?:ok|okay|recht|in ordnung)|ok\b|okay|gern(?:e)? (?:in|mit)|(?:kann|konnen|darf|durfen) (?:[\w€.,]+ ){0,10}in (?:\w+ ){0,3}raten (?:\w+ ){0,3}(?:zahlen|begleichen|abzahlen|abstottern|tilgen|abtragen)|accept\w*|agree[ds]?|agreeable|approved?)\b/
const OFFER =
  /\b(?:konnte[n]? (?:wir|ich) (?:uns|mir) [^.;!?]{0,90}\bvorstellen|lass(?:en|e) (?:wir|ich) (?:[\w]+ ){0,8}(?:gut sein|fallen|nach|weg)\b|erlassen wir|verzichten wir|(?:unterzeichn|unterschr|gegenzeichn)\w*|bieten (?:wir|ich|ihnen|ihrem)|anbieten|anzubieten|schlag(?:en|e) (?:\w+ ){0,8}vor\b|vorschlagen|(?:unser|mein)\w* (?:angebot|vorschlag|gegenvorschlag|vergleichsvorschlag)|gegenvorschlag\w*|gegenangebot\w*|(?:wurden|konnten|konnen) (?:wir|uns) (?:uns )?(?:\w+ ){0,10}(?:verzichten|erlassen|vorstellen|anbieten|einlassen|zufrieden|begnugen)|(?:sind|waren|ware|bin) (?:wir |ich )?(?:\w+ ){0,4}bereit|erwarten wir (?:\w+ ){0,4}(?:monatlich|raten|[\d,.]+ (?:eur|€))|moglich (?:ware|waren|ist|sind)|(?:ware|waren|ist|sind) (?:\w+ ){0,6}(?:moglich|denkbar|vorstellbar)|gegen (?:eine )?(?:\w+ )?(?:einmal\w*|zahlung)|zur abgeltung|vermerkt|we (?:will|can|could|would) (?:\w+ ){0,4}(?:offer|accept|agree|settle|waive|suspend)|setz(?:en|e) (?:wir |ich )?(?:\w+ ){0,5}aus\b|(?:lassen|stellen) (?:wir )?(?:\w+ ){0,4}ruhen|stunden wir|willing to|prepared to|kommen ihnen (?:\w+ ){0,6}entgegen|rest wird erlassen|reicht uns|waren wir zufrieden)\b/
/** What is possible in general, for whoever asks for it; and willingness that names no sum. */
const IMPERSONAL =
  /\b(?:auf antrag|zu beantragen|(?:kann|konnen) (?:\w+ ){0,6}(?:gewahrt|bewilligt|vereinbart|eingeraumt|beantragt) werden)\b/
const COURTESY = /\b(?:moglich|denkbar|vorstellbar|verschliessen)\b/
const WILLING = /\b(?:gern|bereit)\b/
const NEGATED =
  /\b(?:nicht|nichts|kein\w*|ausserstande|weder|niemals|unmoglich|unable|cannot|can't|not|neither|never|unwilling)\b/
const REFUSE =
  /\b(?:(?:lass\w*|einlassen)\b[^.;!?]{0,60}\b(?:nicht|nichts)\b(?: \w+){0,3} ein\b|(?:nicht|nichts) (?:\w+ ){0,3}einlassen|weist [^.;!?]{0,120}\bzuruck\b|stimmt (?:\w+ ){0,8}nicht zu|verhandel\w*[^.;!?]{0,40}\bnicht\b|nicht (?:\w+ ){0,3}verhandel\w*|da mach\w* (?:ich|wir) nicht mit|mit (?:mir|uns) nicht|abgespeist|abspeisen|inakzeptabel|indiskutabel|unannehmbar|unzumutbar|entbehrlich|keinerlei (?:spielraum|bereitschaft|entgegenkommen)|kein\w* (?:spielraum|bereitschaft|entgegenkommen|nachlass|interesse|veranlassung)|keinen (?:cent|euro|pfennig) weniger|lehn(?:en|e|t|te|ten) (?:[\w.,%€-]+ ){0,16}ab\b|abgelehnt|ablehn\w*|(?:muss|mussen) (?:[\w]+ ){0,10}(?:ablehnen|zuruckweisen)|zuruckweis\w*|zuruckgewiesen|weis(?:en|e) (?:\w+ ){0,10}zuruck\b|gescheitert|scheitern|nicht (?:naher ?treten|naher|zustimm\w*|annehm\w*|nachkommen|entsprochen|entsprechen)|(?:kommt|kommen) (?:[\w]+ ){0,8}nicht in (?:frage|betracht)|verweiger\w*|versag(?:en|t)|widersprech\w*|widersprochen|bestehen (?:wir )?auf (?:\w+ ){0,4}(?:zahlung|ausgleich|begleichung)|nein,? danke|mach(?:en|e) (?:wir|ich) (?:\w+ )?nicht(?: mit)?|ganz oder gar nicht|auf keinen fall|nicht mit (?:uns|mir)|treten (?:wir )?(?:\w+ ){0,4}nicht bei|no,? thank(?:s| you)|reject\w*|declin\w*|refus\w*|sprechen uns gegen|gegen eine annahme|(?:muss|mussen) ich ihnen eine absage|absage)\b/

/** Somebody has yet to decide. */
/** Noes that need no plan to be about. */
const NO =
  /^(?:nein|ne|nee|no)\b|\bnein (?:zu|danke)\b|\b(?:(?:lass\w*|einlassen)\b[^.;!?]{0,60}\b(?:nicht|nichts)\b(?: \w+){0,3} ein\b|verhandel\w*[^.;!?]{0,40}\bnicht\b|da mach\w* (?:ich|wir) nicht mit|mit (?:mir|uns) nicht|abgespeist|keinen (?:cent|euro|pfennig) weniger|weist [^.;!?]{0,120}\bplan\b[^.;!?]{0,60}\bzuruck\b|nein,? danke|mach(?:en|e) (?:wir|ich) (?:\w+ )?nicht(?: mit)?|ganz oder gar nicht|auf keinen fall|no,? thank(?:s| you))\b/
/** `Ratenzahlung machen wir bei 89 € nicht`, `Ein Vergleich kommt nicht zustande`. */
const NO_PLAN =
  /\b(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung|plan|quote|verzicht)\b[^.,;!?]{0,50}\b(?:mach(?:en|e|t)|geh(?:t|en)|gibt es|gewahr\w*|einraum\w*|raumen|biet\w*|akzeptier\w*|moglich|vorgesehen|zustande|denkbar|kommt)\b[^.,;!?]{0,40}\b(?:nicht|kein\w*)\b|\bkein\w* (?:\w+ )?(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung)\b(?![^.]{0,40}\b(?:vereinbart|eingegangen|geleistet|gezahlt)\b)/
const UNDECIDED =
  /\b(?:(?:muss|mussen) (?:[\w]+ ){0,6}(?:zustimmen|prufen|entscheiden|genehmigen)|dazu spater|noch zu entscheiden|wird (?:\w+ ){0,3}gepruft)\b/

const ASKED =
  /\b(?:nachreich\w*|nachzureichen|einreich\w*|einzureichen|vorleg\w*|vorzulegen|\w*vollmacht\w*|unterlagen|nachweis\w*|belege?|kopien?|selbstauskunft|einwilligung\w*|schweigepflicht\w*|geburtsdatum|geburtsdaten|anschrift|adresse|kundennummer|kunden-?nr|vertragsnummer|versichertennummer|aktenzeichen|personalien|angaben|daten|information\w*|auskunft|mitteilung|ruckmeldung|ruckruf|stellungnahme|sachstand\w*|haushalts\w*|einkommens?\w*|lohnabrechnung\w*|gehalts\w*|vermogens\w*|verzeichnis|formular|frageb\w*|power of attorney|authori[sz]ation|details|documents?|copy|date of birth|number|address|proof|information|info|antwort|ruckantwort|klarung|erlauterung|ob|zusendung|ubersendung|vorlage|einreichung|zuordnung)\b/
const REQUEST =
  /\b(?:bitten? (?:\w+ ){0,4}um (?!verstandnis|uberweisung|zahlung|beachtung|kenntnisnahme|geduld)|bitten? (?!beachten|uberweisen|zahlen|leisten|verwenden|richten|wenden|haben sie verstandnis)(?:wir|ich|sie|reichen|senden|schicken|teilen|nennen|geben|lassen|ubersenden|legen|fugen|klaren|prufen|rufen|melden|weisen|uns|um|noch|zunachst|daher|kurz)|benotig\w*|brauchen (?:wir|ich)|reichen sie|senden sie|schicken sie|teilen sie|nennen sie|lassen sie uns|ubersenden sie|legen sie|(?:konnen|konnten|wurden|wollen|mochten) sie (?:uns|mich|mir|bitte|noch)|kann ich|darf ich|fehl(?:t|en) (?:uns|mir|noch|hier|es)|es fehl(?:t|en)|liegt (?:uns|mir|hier) (?:\w+ ){0,4}(?:nicht|kein\w*)|(?:wird|werden) (?:\w+ ){0,6}gebeten|\bum [^.;!?]{0,80}\b(?:wird|werden) (?:\w+ ){0,3}gebeten|wird um|nachgereicht|nachzureichen|please (?:send|provide|let|forward|supply|submit|tell|confirm|call)|kindly|could you|can you|would you|we (?:still )?(?:need|require)|require (?:a|the|your)|rufen sie mich|ruf(?:en)? (?:mich|uns) |zuruckrufen|um ruckruf|bitte um|bitte (?:\w+ ){0,6}(?:angeben|nennen|mitteilen|nachreichen|einreichen|ubersenden|zusenden|senden|schicken|vorlegen|beifugen|klaren|erganzen|ausfullen))\b/
const NO_REQUEST =
  /\b(?:bei (?:\w+ ){0,4}(?:zahlung\w*|ruckfragen|uberweisung\w*|schriftwechsel|antwort\w*|schreiben)|verwendungszweck|um (?:\w+ )?(?:verstandnis|kenntnisnahme|beachtung|geduld|uberweisung|zahlung|ausgleich|begleichung|entschuldigung)|eingang (?:\w+ ){0,4}bestatigen|bestatigen sie (?:uns )?(?:\w+ ){0,3}(?:den )?(?:eingang|erhalt)|stets angeben|immer angeben|zahlungen (?:bitte )?(?:nur|ausschliesslich))\b/
const BARRED =
  /\b(?:(?:da|weil|denn) (?:\w+ ){0,3}(?:kein\w*|keine gultige) (?:\w+ ){0,3}\w*vollmacht|\w*vollmacht (?:\w+ ){0,4}(?:unleserlich|unvollstandig|abgelaufen|veraltet|fehlt|lag nicht|nicht (?:bei|vor|lesbar|unterschrieben))|(?:ohne|mangels|erst (?:nach|mit|wenn|bei)|nur (?:mit|nach|bei|gegen)|bevor|vor|erst)\b[^.?!;]{0,90}?\b(?:\w*vollmacht|einwilligung|schweigepflicht\w*|legitimation|identifi\w*|nachweis|power of attorney)|(?:keine|nicht) (?:\w+ ){0,6}(?:auskunft|auskunfte|angaben) (?:\w+ ){0,4}(?:erteil\w*|geben|machen)|nicht (?:\w+ ){0,5}(?:zuordnen|identifizier\w*|auffinden|finden|ermitteln|feststellen)|kein\w* (?:\w+ ){0,5}(?:zuordnen|zuordnung|identifizier\w*|auffinden|finden|ermitteln)|nicht bekannt, um)\b/
/** What a real question begins with, or holds; `Frau Kapp?` and `Und jetzt soll ich verzichten?` ask for nothing. */
const INTERROGATIVE =
  /(?:^|[:;,] )\w+(?:t|en) (?:es|sie|er|ihr\w*|man|das|dies\w*|diese) |\b(?:wie|wann|welche\w*|wer|wo|was|warum|wieso|woher|wofur|ob|ist das|sind (?:sie|das)|haben sie|hat (?:er|sie|ihr\w*)|gibt es|(?:konnen|konnten|wurden|wollen|mochten|durfen) (?:sie|wir)|kann ich|what|which|when|how|could|can|do|does|did|is|are|will|would)\b/
const QUESTION = /\?\s*["”)]?\s*$/

const HANDED =
  /\b(?:gegeben|(?:r|her)ausgegeben|zugeleitet|ubersandt|verkauft|veraussert|abgetreten|zediert|ubertragen|ubergegangen|ubergeleitet|abgegeben|ubergeben|weitergegeben|weitergeleitet|uberlassen|beauftragt|mandatiert|assigned|sold|transferred|handed over|passed|referred|forwarded|ubernommen|erworben|purchased)\b/
const CLAIM =
  /\b(?:rechnung\w*|vertragskonto|anfrage|\w{0,10}forderung\w*|anspruch\w*|anspruche\w*|vorgang\w*|akte\w*|vertrag\w*|konto|kundenkonto|fall|sache|angelegenheit|schreiben|darlehen\w*|kredit\w*|rechte\w*|claim\w*|account|debt|rights|receivable\w*|file|matter|case|letter|einzug|beitreibung|vollstreckung|inkasso\w*|portfolio|schuld)\b/
const TO_OTHERS =
  /\b(?:meine[mnr] (?:\w+ ){0,2}\w*anwalt\w*|haben wir (?:\w+ ){0,4}(?:verkauft|veraussert|abgetreten|rausgegeben)|an (?:die|das|den|unser\w*|eine?n?|ein|unsere rechtsanwalt\w*|herrn|frau|[\p{L}]+)|auf (?:die|das|den|unsere?)|zum? (?:inkasso|einzug|forderungseinzug|beitreibung)|zur (?:beitreibung|einziehung|vollstreckung|weiteren)|to|rechtsanwalt\w*|inkasso\w*|anwalt\w*|kanzlei)\b/u
const TO_US =
  /\b(?:uns|an uns|von uns (?:erworben|ubernommen)|us|wir (?:\w+ ){0,8}(?:erworben|ubernommen|beauftragt)|betraut|bevollmachtigt)\b/
const INTERNAL = /\b(?:fachabteilung|abteilung|kolleg\w*|sachbearbeit\w*|buchhaltung|zustandige stelle|intern\w*)\b/
const NEW_HOLDER =
  /\b(?:(?:an )?(?:meine[nm]|unsere[nm]|eine[nm]) (?:\w+ )?(?:rechts)?anwalt (?:\w+ ){0,3}(?:gegeben|ubergeben|abgegeben)|wenden sie sich (?:\w+ ){0,2}dorthin|nichts mehr (?:\w+ ){0,2}damit zu tun|damit nichts mehr zu tun|(?:kauferin?|erwerberin?)\b|das (?:macht|ubernimmt|bearbeitet) (?:jetzt|nun|inzwischen|ab sofort)|zustandigkeitshalber|in eigener zustandigkeit|zur (?:weiteren |dortigen )?(?:erledigung|bearbeitung) (?:\w+ ){0,3}(?:ubersandt|zugeleitet|weitergeleitet|abgegeben)|abtretungs(?:anzeige|mitteilung|erklarung)|forderungs(?:verkauf|ubergang|kauf)\w*|notice of assignment|(?:neue[rn]?|jetzige[rn]?) (?:glaubiger\w*|inhaber\w*|forderungsinhaber\w*)|(?:glaubiger|forderungsinhaber|inhaber)(?:in)?(?: der forderung)? ist (?:\w+ ){0,3}(?:seit|jetzt|nun|nunmehr|inzwischen|mittlerweile)|nicht (?:mehr|langer) (?:\w+ )?(?:inhaber\w*|glaubiger\w*|forderungsinhaber\w*|zustandig|eigentumer\w*)|no longer (?:the )?(?:own\w*|hold\w*|creditor|responsible)|glaubigerwechsel|(?:bisherige[nr]?|ursprungliche[nr]?|vorherige[nr]?|fruhere[nr]?) glaubiger\w*|forderungs(?:erwerb|kauf)\w*|kaufstichtag|(?:ubergabe|abgabe|verkauf|abtretung) an (?:\w+ ){0,3}\w+|(?:ab sofort|kunftig|seit \w+) (?:kummert|ubernimmt|bearbeitet|betreut|zieht)\b|rechtsnachfolger\w*|rechtsnachfolge|(?:zustandig|zustandigkeit)(?: \w+){0,6} (?:nun|nunmehr|jetzt|mittlerweile|inzwischen|kunftig|ab sofort)|(?:bearbeitung|einzug|beitreibung|vollstreckung|forderungseinzug) (?:\w+ ){0,3}(?:obliegt|erfolgt|ubernimmt|liegt|wird) (?:\w+ ){0,3}(?:nun|nunmehr|jetzt|inzwischen|mittlerweile|durch|bei|von)|(?:liegt|befindet sich|ist) (?:inzwischen|jetzt|nunmehr|mittlerweile|nun) bei|(?:unsere? (?:rechtsanwalt\w*|anwalt\w*|inkasso\w*)) (?:\w+ ){0,4}(?:zustandig|beauftragt))\b/
const ANNOUNCES = /\b(?:zeigen (?:wir )?(?:\w+ ){0,8}an\b|anzeige|angezeigt|hiermit mitgeteilt)\b/

/** Counts what is done, sentence by sentence. */
export function countActs(subject: string, sentences: readonly string[]): Acts {
  const acts: Acts = { accept: 0, offer: 0, courtesy: 0, reject: 0, ask: 0, transfer: 0, acquired: 0, plan: 0 }
  const planSubject = PLAN.test(subject)
  sentences.forEach((sentence, i) => {
    const plan = PLAN.test(sentence)
    if (plan) acts.plan++
    const about = plan || ((planSubject || acts.plan > 0) && i < 12)
    const refuses = REFUSE.test(sentence)
    const agrees = AGREE.test(sentence)
    const offers = OFFER.test(sentence)
    const negated = (agrees || offers ? clauseOf(sentence, agrees ? AGREE : OFFER) : sentence).search(NEGATED) >= 0
    const courteous =
      IMPERSONAL.test(sentence) || COURTESY.test(sentence) || (WILLING.test(sentence) && !/\bbetrag\b/.test(sentence))
    if (UNDECIDED.test(sentence)) return
    if (
      refuses &&
      (about || NO.test(sentence) || /\b(?:antrag\w*|widerspruch|begehren|gesuch|bitte|annahme)\b/.test(sentence))
    )
      acts.reject++
    else if (plan && negated && !agrees && !offers && NO_PLAN.test(sentence)) acts.reject++
    else if (about && (agrees || offers) && negated && !/\bnicht (?:nur|vor|unter)\b/.test(sentence)) acts.reject++
    else if (about && agrees && !refuses && !IMPERSONAL.test(sentence)) acts.accept++
    else if (about && (offers || agrees) && !refuses) {
      if (courteous) acts.courtesy++
      else acts.offer++
    }
    if (isTransfer(sentence)) acts.transfer++
    if (ACQUIRED.test(sentence)) acts.acquired++
    if (isRequest(sentence)) acts.ask++
  })
  if (NEW_HOLDER.test(subject) || /\b(?:abgabe|verkauf)\b/.test(subject)) acts.transfer++
  if (REFUSE.test(subject) && acts.accept === 0) acts.reject++
  if (planSubject && (AGREE.test(subject) || OFFER.test(subject)) && !NEGATED.test(subject) && acts.reject === 0)
    acts.accept++
  return acts
}

const ACQUIRED =
  /\bwir [^.;!?]{0,120}\b(?:erworben|ubernommen|gekauft|angekauft)\b|\b(?:haben|hat) (?:\w+ ){0,10}(?:an uns|uns) (?:\w+ ){0,3}(?:abgetreten|verkauft|ubertragen)\b|\bsind (?:wir )?(?:\w+ ){0,3}(?:inhaber|glaubiger|forderungsinhaber)\w*/

/** The clause of a sentence in which something is said: `… ist es in Ordnung, dann brauche ich keinen Anwalt`. */
function clauseOf(sentence: string, said: RegExp): string {
  const clause =
    sentence.split(/[;:] |,? (?:dann|sonst|aber|jedoch|andernfalls) /).find(part => said.test(part)) ?? sentence
  // Who writes without stops says several things in one breath.
  const found = said.exec(clause)
  return found ? clause.slice(Math.max(0, found.index - 60), found.index + found[0].length + 60) : clause
}

function isTransfer(sentence: string): boolean {
  if (
    /\b(?:wenn|falls|sofern|sollte\w*|werden wir|wurden wir|if|unless|behalten uns vor|will be)\b/.test(sentence) &&
    !NEW_HOLDER.test(sentence)
  )
    return false
  if (NEW_HOLDER.test(sentence) && !/\b(?:an uns|uns (?:\w+ ){0,3}(?:abgetreten|ubertragen))\b/.test(sentence))
    return true
  if (!HANDED.test(sentence) || !CLAIM.test(sentence)) return false
  if (TO_US.test(sentence))
    return (
      ANNOUNCES.test(sentence) && /\b(?:ubergeben|abgetreten|verkauft|ubertragen|erworben|assigned)\b/.test(sentence)
    )
  return (
    TO_OTHERS.test(sentence) && !INTERNAL.test(sentence) && !/\b(?:vollmacht|zustimmung|vorlage|raten)\b/.test(sentence)
  )
}

function isRequest(sentence: string): boolean {
  if (BARRED.test(sentence)) return true
  if (QUESTION.test(sentence) && sentence.length < 400 && (INTERROGATIVE.test(sentence) || ASKED.test(sentence)))
    return true
  if (NO_REQUEST.test(sentence) || !REQUEST.test(sentence)) return false
  return (
    ASKED.test(sentence) ||
    /(?:\b(?:benotigen|brauchen) (?:wir|ich)(?: noch)?|:)\s*$/.test(sentence) ||
    /\b(?:ruf(?:en)?|anrufen|zuruckrufen|call)\b/.test(sentence)
  )
}
