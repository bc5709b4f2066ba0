/** Whether a sentence asks the firm for something that the creditor needs before it answers. */

import { sifted } from '../patterns/sieve.ts'
import { PLAN } from './consent.ts'
import { anyOf, type Sign } from './signs.ts'

const ASKED = anyOf`
  nachreich\w* | nachzureichen | einreich\w* | einzureichen | vorleg\w* | vorzulegen | \w*vollmacht\w* |
  unterlagen | nachweis\w* | belege? | kopien? | selbstauskunft | einwilligung\w* | schweigepflicht\w* |
  geburtsdat\w* | \w*anschrift\w* | adress\w* | meldebescheinigung | insolvenzantrag\w* | antrag auf eroffnung | \w*nummern? | kundennummer | kunden-?nr | vertragsnummer |
  versichertennummer | aktenzeichen | personalien | angaben | daten | information\w* | auskunft | mitteilung |
  ruckmeldung | ruckruf | stellungnahme | sachstand\w* | haushalts\w* | einkommens?\w* | lohnabrechnung\w* |
  gehalts\w* | vermogens\w* | verzeichnis | formular\w* | vordruck\w* | erklarung | frageb\w* | power of attorney | authori[sz]ation | details |
  documents? | copy | date of birth | number | address | proof | information | info | antwort | ruckantwort |
  klarung | erlauterung | ob | zusendung | ubersendung | vorlage | einreichung | zuordnung |
  aufstellung\w* |
  einnahmen | einverstandnis\w* |
  ausgaben |
  ausweis\w* |
  bankgeheimnis\w* |
  entbindung\w* |
  legitimation\w* | identifizier\w* | name | namen | vorname\w* | nachname\w* | wohnort | wohnhaft | wohnt | meldeadresse | kontaktdaten |
  telefonnummer | rufnummer | bescheid\w* | liste | glaubigerliste | glaubigerverzeichnis | vermogensverzeichnis | plan | vertrag\w* |
  \w*nummer | \w*zeichen | original\w* | ausfertigung | unterschrift | exemplar | beschluss | beleg\w* | kontoauszug\w* | quittung\w* |
  welche[nrms]? | auf welche\w* | wo | wann | wer | wieviel\w* | wie viel\w* | worum | wofur | woher | warum | hintergrund\w* | grund |
  letter of authority | authority | mandate | consent | identification | reference | statement | evidence | which | whether | clarif\w* | confirmation |
  bescheinigung\w* | \w*plan | anhang | anlagen? | seiten?
`
const REQUEST = anyOf`
  bitten? (?:\w+ ){0,4}um (?!verstandnis|uberweisung|zahlung|beachtung|kenntnisnahme|geduld) |
  bitten? (?!beachten|uberweisen|zahlen|leisten|verwenden|richten|wenden|haben sie verstandnis)(?:wir|ich|sie|reichen|senden|schicken|teilen|nennen|geben|lassen|ubersenden|legen|fugen|klaren|prufen|rufen|melden|weisen|uns|um|noch|zunachst|daher|kurz) |
  benotig\w* | brauchen (?:wir|ich) | reichen sie | senden sie | schicken sie | teilen sie | nennen sie |
  lassen sie uns | ubersenden sie | legen sie |
  (?:konnen|konnten|wurden|wollen|mochten) sie (?:uns|mich|mir|bitte|noch) | kann ich | darf ich (?![^;!?]{0,140}\b(?:beziffer|mitteil|anzeig|hinweis|informier|bestatig|ubersend|antwort|versicher)\w*) |
  fehl(?:t|en) (?:uns|mir|noch|hier|es) | es fehl(?:t|en) | liegt (?:uns|mir|hier) (?:\w+ ){0,4}(?:nicht|kein\w*) |
  um [^.;!?]{0,90}\b(?:nachsuchen|nachzusuchen|ersuchen|ersucht|bitten|bitte|gebeten)\b(?! (?:um|wir um) (?:verstandnis|geduld)) |
  (?:wird|werden) (?:\w+ ){0,6}gebeten | \bum [^.;!?]{0,80}\b(?:wird|werden) (?:\w+ ){0,3}gebeten | wird um |
  nachgereicht | nachzureichen | please (?:send|provide|let|forward|supply|submit|tell|confirm|call) | kindly |
  could you | can you | would you | we (?:still )?(?:need|require) | require (?:a|the|your) | rufen sie mich |
  ruf(?:en)? (?:mich|uns)  | zuruckrufen | um ruckruf | bitte um |
  bitte (?:\w+ ){0,6}(?:angeben|nennen|mitteilen|nachreichen|einreichen|ubersenden|zusenden|senden|schicken|vorlegen|beifugen|klaren|erganzen|ausfullen) |
  (?:durchgeben|bekannt ?geben|(?:geben|gib|teilen|lassen) sie (?:uns|mir|mich)) |
  (?:noch|zunachst|vorab|zuvor|dazu|hierzu|dafur|hierfur) (?:\w+ ){0,3}(?:vorzulegen|erforderlich|notwendig|notig|benotigt|beizubringen|einzureichen|vorlegen) |
  (?:wird|werden|ist|sind) (?:\w+ ){0,3}(?:benotigt|gebraucht|erforderlich|notwendig|vonnoten) | benotigt (?:wird|werden) |
  lassen sie (?:[\w-]+ ){0,9}(?:ausfullen|unterschreiben|unterzeichnen|bestatigen) | fehlt (?:\w+ ){0,4} | erst\b[^.;!?]{0,60}, (?:wenn|nachdem) (?:\w+ ){0,9}(?:vorlieg\w*|eingegangen|eingeh\w*) | sobald (?:\w+ ){0,4}(?:vorlieg\w*|vorhanden|eingegangen|uns erreich\w*) |
  (?:konnen|konnten|wurden|konnt|konntet) (?:sie|ihr) (?:\w+ ){0,4}(?:nochmals?|erneut|prufen|nachsehen|schicken|senden|mailen|faxen|mitteilen|sagen) |
  (?:mochten|wollen|wurden|mussen|mussten|mochte|muss|wurde) (?:wir|ich) (?:[\w]+ ){0,4}(?:wissen|erfahren|sehen|einsehen) | interessier\w* |
  (?:erbitten|ersuchen) (?:wir|ich) | (?:wir|ich) (?:erbitten|ersuchen|benotig\w*|brauchen?) |
  (?:prazisieren|konkretisieren|spezifizieren|erlautern|erganzen|begrunden|klaren|nennen|ubermitteln|uberlassen|weisen|legen|schreiben|sagen|melden|faxen|mailen|belegen|reichen) sie |
  (?:ist|sind|wird|bleibt) (?:uns |mir |hier )?(?:\w+ ){0,2}(?:nicht (?:\w+ )?(?:klar|ersichtlich|erkennbar|verstandlich|nachvollziehbar)|unklar|schleierhaft|ratselhaft) |
  erschliesst sich (?:\w+ )?nicht | (?:geht|gehen|lasst sich) (?:\w+ ){0,4}nicht (?:hervor|entnehmen) | entnehmen (?:wir|ich) (?:\w+ ){0,4}nicht |
  (?:wissen|weiss) (?:wir|ich)? ?(?:\w+ ){0,3}nicht | kann ich (?:\w+ ){0,4}nichts? (?:anfangen|finden|zuordnen) |
  (?:wurden|waren|ware|bin|sind) (?:\w+ ){0,9}(?:dankbar|verbunden)(?! mit) | dankbar | waren sie so (?:freundlich|nett|gut) | schreib(?:en|t)? (?:sie |mir |uns ) | sag(?:en|t)? (?:sie |mir |uns ) |
  bitte (?:\w+ ){0,6}(?:prazisieren|konkretisieren|erlautern|schreiben|sagen|ubermitteln|nachweisen|belegen|weiterleiten|bestatigen|mitsenden|mitschicken|nachsenden) |
  send me | send us | tell me | tell us | advise | need to know | need (?:\w+ ){0,3}(?:from|before) | awaiting |
  (?:sehe?n?) (?:wir |ich )?[^.;!?]{0,80}\bentgegen | (?:erwarten?|vermissen?) (?:wir|ich) | erbet(?:en|ene\w*) | erbitte\w* | ersuche\w* |
  unerlasslich | unabdingbar | unentbehrlich | zwingend | voraussetzung | bedarf | bedurfen | erforderlich | vonnoten | necessary | required |
  (?:wusste|wussten|hatte|hatten|wurde|wurden|mochte|mochten|will|wollen|muss|mussen) (?:\w+ ){0,3}(?:wissen|erfahren|gewusst|haben) | (?:wusste|wussten) (?:ich|wir) | (?:ich|wir) (?:wusste|wussten) | would like to (?:know|have|see) | wonder\w* |
  (?:lag|lagen|war|waren|ist|sind|wurde|wurden|haben|fehlte\w*|vermiss\w*)\b[^.;!?]{0,60}\b(?:nicht|kein\w*|ohne)\b[^.;!?]{0,60}\b(?:bei|beigefugt|beigelegt|enthalten|dabei|mitgeschickt|mitgesandt|beigeschlossen|angehangt|anbei|ubersandt|lesbar) |
  (?:not|no) (?:\w+ ){0,4}(?:enclosed|attached|included|signed) | steh(?:t|en) (?:\w+ ){0,4}noch aus
`
const NO_REQUEST = anyOf`
  (?:anspruch|\w*anspruch|grund|\w*grundlage|anlass|berechtigung|interesse|befugnis) [^.;!?]{0,90}(?:nicht|kein\w*) (?:\w+ )?(?:ersichtlich|erkennbar|gegeben|besteht) |
  fehl(?:t|en) (?:uns |mir |noch |hier |jedoch ){0,3}(?:der|die|das|ein\w*) (?:\w+ )?(?:\w*beitrage?|\w*mieten?|\w*geld|\w*rate|raten|zahlung\w*|gebuhr\w*)\b[^.;!?]{0,80}\bbetrag |
  bei (?:\w+ ){0,4}(?:zahlung\w*|ruckfragen|uberweisung\w*|schriftwechsel|antwort\w*|schreiben) | verwendungszweck |
  um (?:\w+ )?(?:verstandnis|kenntnisnahme|beachtung|geduld|uberweisung|zahlung|ausgleich|begleichung|entschuldigung) |
  eingang (?:\w+ ){0,4}bestatigen | bestatigen sie (?:uns )?(?:\w+ ){0,3}(?:den )?(?:eingang|erhalt) |
  stets angeben | immer angeben | zahlungen (?:bitte )?(?:nur|ausschliesslich)
`
const BARRED = anyOf`
  setz(?:t|en) [^.;!?]{0,70}\b(?:einwilligung|\w*vollmacht|schweigepflicht\w*|zustimmung|legitimation)\b[^.;!?]{0,30}\bvoraus | (?:erfordert|bedarf|bedurfen|verlangt|requires?)\b[^.;!?]{0,60}\b(?:einwilligung|\w*vollmacht|schweigepflicht\w*|entbindung|legitimation|consent|authori\w*) |
  (?:nur|erst|only)\b[^.?!;]{0,60}\b(?:wenn|if|when)\b[^.?!;]{0,90}\b(?:schweigepflicht\w*|einwillig\w*|zustimm\w*|\w*vollmacht\w*|bevollmachtigt|befreit|entbunden|entbindet|consent\w*|authori\w*) |
  (?:da|weil|denn) (?:\w+ ){0,3}(?:kein\w*|keine gultige) (?:\w+ ){0,3}\w*vollmacht |
  \w*vollmacht (?:\w+ ){0,4}(?:unleserlich|unvollstandig|abgelaufen|veraltet|fehlt|lag nicht|nicht (?:bei|vor|lesbar|unterschrieben)) |
  (?:ohne|mangels|erst (?:nach|mit|wenn|bei)|nur (?:mit|nach|bei|gegen)|bevor|vor|erst)\b[^.?!;]{0,90}?\b(?:\w*vollmacht|einwilligung|schweigepflicht\w*|legitimation|identifi\w*|nachweis|power of attorney) |
  (?:keine|nicht) (?:\w+ ){0,6}(?:auskunft|auskunfte|angaben) (?:\w+ ){0,4}(?:erteil\w*|geben|machen) |
  (?:solange|bis|ehe|before|until|without|unless)\b[^.?!;]{0,90}?\b(?:\w*vollmacht|einwilligung|schweigepflicht\w*|legitimation|identifi\w*|entbindung\w*|power of attorney|(?:letter of )?authori\w*|consent|mandate) |
  weder [^.;!?]{0,70}\bnoch [^.;!?]{0,50}\b(?:angegeben|genannt|ersichtlich|enthalten|beigefugt|mitgeteilt|erkennbar|vermerkt) |
  (?:mehrere|\d+|zwei|drei|vier|viele|etliche|zahlreiche) (?:\w+ ){0,2}(?:kunden|personen|mitglieder|versicherte|treffer|eintrage|vertrage|konten) (?:dieses|mit (?:diesem|dem|gleichem)|gleichen|unter (?:diesem|dem)) |
  (?:ohne|mangels) (?:\w+ ){0,3}(?:geburtsdatum|\w*nummer|anschrift|adresse|angaben?|aktenzeichens?|\w*zeichens?|vorname\w*|nachweis\w*)\b |
  hande gebunden | (?:wegen|aus grunden) (?:\w+ ){0,2}(?:datenschutz\w*|bankgeheimnis\w*|verschwiegenheit\w*) |
  (?:bevor|ehe|before) (?:wir|ich|we|i)\b[^.?!;]{0,120}\b(?:hatten? (?:wir|ich) gern|benotig\w*|brauch\w*|bitten|bitte|erbitten|need|require)\b |
  (?:kein\w*|nicht) (?:\w+ ){0,4}(?:datensatz|treffer|eintrag|kundenkonto|unterlagen)(?: \w+){0,5} (?:finden|gefunden|vor|vorhanden|feststellen|ermittel\w*) |
  (?:finden|fanden|haben) (?:wir |ich )?(?:\w+ ){0,6}kein\w* (?:\w+ )?(?:datensatz|treffer|eintrag|kunden\w*|vorgang|akte|konto|vertrag) |
  niemand\w* (?:\w+ ){0,4}(?:finden|gefunden|ermitteln|zuordnen)\b(?!,? (?:wohl |sehr wohl )?(?:aber|jedoch|dafur)) | zuordnung (?:\w+ ){0,5}(?:nicht|un)(?: \w+)? ?moglich |
  (?:unter|mit|zu) (?:dem|diesem) (?:\w+ )?namen? [^.;!?]{0,60}\b(?:mehrere|zwei|drei|verschiedene|\d+) (?:\w+ )?(?:kund(?:en|innen)|personen|mitglieder|versicherte|treffer|eintrage|vertrage|konten|akten) |
  (?:ohne|mangels) (?:\w+ ){0,3}(?:zustimmung|erlaubnis|einverstandnis\w*|ermachtigung)\b[^.;!?]{0,70}\b(?:nichts|kein\w*|nicht)\b[^.;!?]{0,40}\b(?:sag|mitteil|auskunft|auskunfte|beantwort|erteil)\w* |
  (?:schreiben|e-?mail|brief|anlagen?|unterlagen|\w*vollmacht|anhang) (?:\w+ ){0,4}(?:unvollstandig|unleserlich|nicht zu offnen|nicht lesbar|beschadigt) |
  nicht (?:\w+ ){0,5}(?:zuordnen|zugeordnet|zuzuordnen|zuordenbar|identifizier\w*|auffinden|finden|ermitteln|feststellen) |
  kein\w* (?:\w+ ){0,5}(?:zuordnen|zuordnung|zugeordnet|zuzuordnen|zuordenbar|identifizier\w*|auffinden|finden|ermitteln) | nicht bekannt, um
`
/** What a real question begins with, or holds; `Frau Kapp?` and `Und jetzt soll ich verzichten?` ask for nothing. */
const INTERROGATIVE = sifted(
  /^(?:ist|sind|hat|haben|wird|werden|war|liegt|besteht) (?:eine?|kein\w*|der|die|das|ihr\w*|herr|frau|noch|bereits|schon) |(?:^|[:;,] )\w+(?:t|en) (?:es|sie|er|ihr\w*|man|das|dies\w*|diese) |\b(?:wen|wem|wessen|worauf|inwiefern|wozu|weshalb|wie|wann|welche\w*|wer|wo|was|warum|wieso|woher|wofur|ob|ist das|sind (?:sie|das)|haben sie|hat (?:er|sie|ihr\w*)|gibt es|(?:konnen|konnten|wurden|wollen|mochten|durfen) (?:sie|wir)|(?:soll|sollen|muss|mussen|darf|durfen|mag|will|wird|werden|ist|sind|hat|haben|lauft|laufen|wurden?|kam|kamen|gab|liegt|liegen|besteht|bestehen|steht|kommt|hatten?|konnten?|sollten?|waren?|gilt|gehort|stimmt|trifft) (?:die|der|das|den|er|es|ihr\w*|herr|frau|wir|ich|noch|denn)|oder|habt ihr|konnt ihr|wollt ihr|wisst ihr|kann ich|what|which|when|how|could|can|do|does|did|is|are|will|would)\b/,
)
const QUESTION = sifted(/\?\s*["”)]?\s*$/)
/** The word that is asked for stands elsewhere: `Dazu benötigen wir noch`, `Rufen Sie mich an`. */
const OPEN_END = sifted(
  /(?:\b(?:benotigen|brauchen) (?:wir|ich)(?: noch)?|:)\s*$|\blegen sie (?:\w+ ){0,6}vor\b|\b(?:ruf(?:en)?|anrufen|zuruckrufen|call)\b/,
)

/** What is asked for must be there before the firm gets its answer. */
const DECIDING = sifted(
  /\b(?:(?:fur|vor|zur|bis zur|nach) (?:\w+ ){0,3}(?:entscheidung|prufung|beurteilung|bewertung|zustimmung|stellungnahme)|(?:bevor|ehe) (?:wir|ich)|um [^.;!?]{0,70}\b(?:entscheiden|prufen|beurteilen|bewerten|zustimmen) zu konnen|(?:erst|nur)\b[^.;!?]{0,30}\b(?:entscheid\w*|prufen|beurteilen|zustimmen|stellung)\b[^.;!?]{0,20}, (?:wenn|sobald|nachdem)\b|erst (?:dann|danach|nach)|(?:davon|hiervon) abhangig|vorher (?:\w+ ){0,3}(?:nicht|kein\w*))\b/,
)

/** What was sent in is no proof: they want a better one. */
const NOT_GOOD_ENOUGH = sifted(
  /\b(?:\w*kopien?|scans?|gescannt\w*|fax\w*|abschrift\w*|\w*vollmacht\w*|unterschrift\w*|ausweis\w*|formular\w*|e-?mails?|copy|copies|scanned \w+|power of attorney|letter of authority|signatures?)\b[^.;!?]{0,60}\b(?:nicht|kein\w*|not|cannot|un(?:gultig|zureichend|leserlich))\b[^.;!?]{0,40}\b(?:akzeptier\w*|aner(?:kannt|kennen)|angenommen|accept\w*|genug\w*|aus(?:reich\w*)|ab\b(?=,|$| weil| da)|umfasst|bezieht|erstreckt|genannt|reich(?:t|en)|gultig\w*|berucksichtig\w*|verwert\w*|sufficient|valid|enough)\b|\b(?:\w*vollmacht\w*|unterschrift\w*|\w*kopien?|scans?|ausweis\w*) (?:\w+ ){0,3}(?:reich(?:t|en)|genug(?:t|en)|gilt|gelten)\b[^.;!?]{0,40}\bnicht\b/,
)
export const isProofRefused = (sentence: string): boolean => NOT_GOOD_ENOUGH.test(sentence) && !PLAN.test(sentence)

/** The signs of one sentence. */
export function signsOfAsking(sentence: string): Sign[] {
  if (BARRED.test(sentence) || isProofRefused(sentence)) return [{ act: 'ask', weight: 3.5 }]
  if (QUESTION.test(sentence) && sentence.length < 400 && (INTERROGATIVE.test(sentence) || ASKED.test(sentence)))
    return [{ act: 'ask', weight: 3.5 }]
  if (NO_REQUEST.test(sentence) || !REQUEST.test(sentence)) return []
  if (!ASKED.test(sentence) && !OPEN_END.test(sentence)) return []
  return [{ act: 'ask', weight: DECIDING.test(sentence) ? 6 : 3.5 }]
}
