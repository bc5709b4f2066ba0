/** How creditors speak of ways of paying, agree to one or offer one. For sentences folded by `cueText`. */

import { sifted } from '../patterns/sieve.ts'
import { recently } from '../recent.ts'
import { anyOf } from './signs.ts'

/** Speaks of instalments, a settlement, a respite. */
const PLAN_WORDS = anyOf`
  halfte | drittel | bruchteil |
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
  full and final | schlusszahlung | one-off | einmalzahlung |
  angebotenen? | angebotene | vorgeschlagen\w* |
  teilerlass\w* |
  (?<!team |abteilung )\w*sanierung(?!s?(?:team|abteilung|stelle|management|beratung)| und abwicklung)\w* | schuldenbereinig\w* | schulden(?:erlass|schnitt|regulierung) | \w*regulierungs\w* | entgegenkommen |
  entgegengekommen | entgegen | moratorium\w* | (?!vollstreckungs)\w*aufschub\w* | aussetzung | zahlungsmodalitat\w* | zahlungsaufschub | zahlungspause\w* | zahl-?pause\w* | full and final | ratenpause |
  abschlagszahlung\w* | abzahlungs\w* | ratengesuch\w* | zahlungswunsch | zahlungsziel | teilverzicht\w* | nullplan\w* |
  null-plan | \w*quoten?\w* | \d+(?:,\d+)? ?(?:% (?:auf|von|der|of|on) (?=betrag|die|den|der|ihre|unsere|eine|seine|\w*forderung|the|our|your)|prozent|v\. ?h\.) | anerbieten | offerte | abkommen | arrangement | akkord |
  (?:aussergerichtliche\w*|gutliche\w*|einvernehmliche\w*) \w+ | jeden (?:ersten|monat) | in (?:\w+ ){0,2}(?:etappen|tranchen) |
  entgegenzukommen | abzuwarten | zuwarten | (?:warten|gedulden)[^.;!?]{0,50}\bbis (?!heute|jetzt|dato) | begnug\w* | gegen zahlung | im monat | vierteljahrlich | halbjahrlich | discount | writ(?:e|ten|ing)[- ]?off | forgive\w* | zahlungsfrei\w* | tilgungsfrei\w* | ihre \d+ ?% (?=\w) | reduced | moratorium | a month | each month
`
/** Asked of each sentence twice. */
export const PLAN = { test: recently(sentence => PLAN_WORDS.test(sentence)) }
export const AGREE = anyOf`
  (?:he|she|they|client|customer|(?:mr|mrs|ms) \w+) (?:may|can|could) (?:[\w.,]+ ){0,4}(?:pay|clear|settle|repay) | qualif(?:y|ies) for |
  gestatte[nt]? |
  (?:ihr\w* \w+|herr \w+|frau \w+|er|sie) (?:soll|kann|darf|mag) (?:[\w.,€¤-]+ ){0,6}(?:zahlen|uberweisen|abstottern|abzahlen|schicken|bringen|beginnen) |
  wie (?:\w+ ){0,3}(?:besprochen|abgesprochen|verabredet|ausgemacht) | machen wir (?:das |es )?so | so machen wir\w* | abgemacht | geht klar | passt so |
  (?:kann|soll|darf|mag) (?:das |es |gern\w* |ruhig ){0,3}so (?:weiter\w*|bleiben|laufen) |
  dann (?:ist|sind|bin|passt|war) (?:es |das |alles |die sache |wir |ich )?(?:gut|ok|okay|fein|recht|zufrieden|fertig) |
  (?:wenn|falls|sofern|sobald|(?:bei|nach|gegen) (?:\w+ ){0,3}(?:zahlung|eingang)|zahlt|zahlen|uberweist) [^.;!?]{0,120}\b(?:erlassen|verzichten|streichen|schreiben|buchen) (?:wir|ich)\b |
  (?:if|once|when|provided|upon) [^.;!?]{0,120}\bwe (?:will|would|shall|can) (?:\w+ ){0,2}(?:write off|waive|forgive|release|close) |
  vereinbart(?! war) | (?:wird|wurde|ist|werden|hat|haben) [^.;!?]{0,60}\bentsprochen | zufrieden |
  (?:kriegen|bekommen|schaffen) wir hin | (?:geht|gehen) (?:\w+ ){0,3}(?:klar|in ordnung) | alles klar |
  (?:kann|konnen|darf|durfen) (?:[\w€¤.,]+ ){0,12}(?:abstottern|abzahlen|abtragen|stuckweise) | einverstanden |
  einverstandnis | zustimmung | zustimmen | zuzustimmen | zugestimmt |
  stimm(?:en|e|t) (?:[\wäöü.,%€¤-]+ ){0,14}zu\b | annehmen | anzunehmen | angenommen |
  (?:nehm(?:en|e)|nimmt) (?:[\w.,%€¤-]+ ){0,12}an\b | akzeptier\w* | akzeptabel | bewillig(?:en|t|te|e) | gewahr(?:en|t) |
  genehmig\w* | zusage | zugesagt | befurwort\w* | passt | geht in ordnung | in ordnung | einraumen | eingeraumt |
  raumen | willigen (?:\w+ ){0,6}ein | eingewilligt | von mir aus | meinetwegen | kein problem |
  (?:ist|sind|ware|ist das|geht) (?:\w+ ){0,3}(?:ok|okay|recht|in ordnung) | ok\b | okay | gern(?:e)? (?:in|mit) |
  (?:kann|konnen|darf|durfen) (?:[\w€¤.,]+ ){0,10}in (?:\w+ ){0,3}raten (?:\w+ ){0,3}(?:zahlen|machen|erledigen|aufteilen|begleichen|abzahlen|abstottern|tilgen|abtragen) |
  accept\w* | agree[ds]? | agreeable | approved? |
  stattgegeben | geb(?:en|e) (?:wir|ich) (?:\w+ )?statt\b | gibt [^.;!?]{0,40}\bstatt\b | stattzugeben | (?:vorschlag|angebot|plan)\w*:? (?:\w+ )?ja\b |
  (?:konnen|kann) (?:wir|ich) (?:\w+ )?leben | leben konnen |
  trag(?:en|e|t) (?:[\w.,%€¤-]+ ){0,12}mit\b | mitzutragen | mitgetragen | mittragen |
  (?:geh(?:en|e|t)) (?:wir |ich )?(?:[\w.,%€¤-]+ ){0,8}(?:mit|konform|klar)\b |
  (?:mach(?:en|e|t)) (?:wir |ich )?(?:[\w.,%€¤-]+ ){0,5}mit\b | schliess(?:en|t|e) (?:wir |ich )?(?:[\w]+ ){0,8}an\b |
  (?:sind|bin|waren|ware) (?:wir |ich )?(?:\w+ ){0,3}(?:dabei|einig|d'accord) | einigkeit | begrussen | willkommen |
  unterstutz(?:en|t|e) | grunes licht | freigegeben | freigabe | gebilligt | billig(?:en|t|e) | abgesegnet |
  positiv (?:\w+ )?(?:entschieden|beschieden|votiert|beurteilt|bewertet) | positive\w* (?:bescheid|entscheidung|ruckmeldung|antwort) |
  entspricht (?:\w+ ){0,3}(?:vorstellungen|erwartungen) | (?:ist|sind|war|waren) (?:\w+ ){0,4}(?:angemessen|fair|vernunftig|ausreichend) |
  tr(?:eten|itt|ete) (?:wir |ich )?(?:\w+ ){0,4}bei\b | (?:\w*raten?|monatsrate\w*|quote)\b[^.;!?]{0,60}\b(?:gesenkt|herabgesetzt|angepasst|reduziert|erhoht|geandert|verringert|ausgesetzt|gekurzt|verschoben) |
  unterschrieben (?:\w+ ){0,4}zuruck | gegengezeichnet |
  (?:raten\w*|zahlungs\w*|\w*plan|\w*pause|vereinbarung|stundung|aussetzung) [^.;!?]{0,50}\b(?:eingerichtet|hinterlegt|vorgemerkt|vermerkt|notiert|angelegt|aktiviert|erfasst) |
  (?:ratenzahlungs|raten|zahlungs|teilzahlungs|stundungs|vergleichs|tilgungs|abzahlungs)(?:vereinbarung|vertrag|plan|angebot)\w* [^.;!?]{0,50}\b(?:beigefugt|anbei|anlage|anhang|beiliegend|ubersandt|erhalten sie|liegt bei|unterzeichn\w*|unterschr\w*|enclosed|attached) |
  (?:beigefugt|anbei|beiliegend|anliegend|in der anlage|im anhang|enclosed|attached)[^.;!?]{0,50}(?:ratenzahlungs|raten|zahlungs|teilzahlungs|stundungs|vergleichs|tilgungs|abzahlungs)(?:vereinbarung|vertrag|plan)\w* |
  (?:kann|konnen|darf|durfen|konnte|konnten) [^.;!?]{0,110}\bin (?:[\w.-]+ ){0,4}(?:\w{0,8}raten|teilbetragen|teilzahlungen|abschlagen|tranchen|etappen)\b[^.;!?]{0,90}\b(?:zahlen|bezahlen|gezahlt|bezahlt|beglichen|begleichen|getilgt|tilgen|abgetragen|abtragen|entrichtet|zuruckgezahlt|zuruckzahlen|abgezahlt|erfolgen) |
  happy (?:to|with) | fine with | fine by | works for (?:us|me) | sounds good | go along | went along | go ahead | on board |
  (?:soll|kann|darf|mag) (?:er|sie|ihr\w* \w+|herr \w+|frau \w+) (?:[\w.,€¤]+ ){0,6}(?:zahlen|uberweisen|abstottern|abzahlen|anfangen|beginnen|bringen|geben|schicken) |
  (?:soll|ist|ware|kann|solls|ists) (?:\w+ ){0,4}recht\b(?! und| zu) | tret(?:en|e) (?:wir |ich )?(?:[\w]+ ){0,4}bei\b | beitreten |
  (?:sofern|wenn|solange|falls|vorausgesetzt) [^.;!?]{0,40}\b(?:monatlich|jeden monat|raten?|im monat)\b[^.;!?]{0,60}\b(?:kommt|kommen|zahlt|gezahlt|uberweist|uberwiesen|eingeh\w*|schickt|fliess\w*|leistet|geleistet) |
  na gut | meinen segen | (?:stell(?:en|e|t)|halten|lassen|setzen) (?:wir |ich )?(?:[\w-]+ ){0,6}(?:ruhend|zuruck|still) |
  solange (?:[\w.,-]+ ){0,9}(?:fliess\w*|gezahlt|eingeh\w*|bezahlt|kommt|kommen|zahlt) |
  (?:erste|1) (?:rate|zahlung) (?:\w+ ){0,4}(?:zum|am|ab|bis) | (?:raten?beginn|erstmals (?:zum|am)|beginnend (?:am|mit|ab|zum)) | (?:letzte|schluss)-?rate |
  consent | endorse\w* | sag(?:t|en|e)? (?:\w+ )?ja\b | ja zu(?:m|r)? |
  bestatig(?:en|e|t) (?:wir |ich |ihnen |hiermit )?(?:[\w.,%€¤-]+ ){0,8}(?:rate|raten|ratenzahlung|monatliche|vorgeschlagene\w*|vereinbarung|zahlungsplan)
`
export const OFFER = anyOf`
  betrag statt (?:der \w+ |den \w+ )?betrag | we (?:will|would|shall|can) (?:\w+ ){0,2}(?:write off|forgive|release|close) |
  konnte[n]? (?:wir|ich) (?:uns|mir) [^.;!?]{0,90}\bvorstellen |
  lass(?:en|e) (?:wir|ich) (?:[\w]+ ){0,8}(?:gut sein|fallen|nach|weg)\b | erlassen wir | verzichten wir |
  (?<!ohne )(?:unterzeichn|unterschr|gegenzeichn)\w*\b(?! (?:original|\w*vollmacht|anmeldung|\w*anerkenn\w*|schuld\w*|vertrag\w*|schreiben)) | bieten (?:wir|ich|ihnen|ihrem) | (?:wir|ich) (?:\w+ ){0,2}biete[n]? | anbieten | anzubieten |
  schlag(?:en|e) (?:\w+ ){0,8}vor\b | vorschlagen |
  (?:unser|mein)\w* (?:angebot|vorschlag|gegenvorschlag|vergleichsvorschlag) | gegenvorschlag\w* | gegenangebot\w* |
  (?:wurden|konnten|konnen) (?:wir|uns) (?:uns )?(?:\w+ ){0,10}(?:verzichten|erlassen|vorstellen|anbieten|einlassen|zufrieden\w*|begnugen) |
  (?:sind|waren|ware|bin|ist|erklaren|erklart|erklare) (?:wir |ich |uns |sich |mich )?(?:[\w-]+ ){0,6}bereit |
  \b(?:konnte\w*|ware\w*|kann|konnen)\b[^.;!?]{0,90}\bvorstell\w* | vorstell\w* (?:konnte|kann|ware)\w* |
  (?:stund(?:en|e|et)) (?:wir|ich|ihr|ihm|ihnen|den|die|das|betrag) | (?:wir|ich) stunden? | (?:wird|werden|wurde|ist|sind) (?:[\w.]+ ){0,8}gestundet |
  stundung (?:\w+ ){0,3}bis |
  (?:verzichte[nt]?|erlass(?:en|e)|erlasst|streiche[nt]?|schenke[nt]?|lasse[n]? (?:\w+ ){0,3}nach) [^.;!?]{0,70}\b(?:zinsen|kosten|gebuhren|halfte|teil|rest\w*|drittel|viertel|betrag|differenz|prozent|%|nebenforderungen|mahn\w*|saumnis\w*) |
  (?:auf|die|der|den) [^.;!?]{0,50}(?:zinsen|kosten|gebuhren|halfte|teil|rest\w*|drittel|viertel|betrag|differenz|nebenforderungen)(?: \w+){0,4} (?:verzichten|verzichtet|erlassen|zu verzichten|gestrichen|nachlassen) |
  begnug\w* | (?:gebe|geben|gaben) (?:wir |ich )?(?:uns|mich|mir) (?:\w+ ){0,3}mit | reicht (?:uns|mir|es) | genug(?:t|en) | reichen (?:uns|mir) |
  vergleichsbereit\w* | kompromiss\w* | auf halbem weg\w* | wurde[n]? (?:wir|ich) (?:[\w]+ ){0,8}(?:akzeptieren|annehmen|mitmachen|zustimmen) |
  full and final | settle for | would (?:take|do) |
  erwarten wir (?:\w+ ){0,4}(?:monatlich|raten|[\d,.]+ (?:eur|[€¤])) | (?:moglich|denkbar|vorstellbar|gangbar|machbar|akzeptabel) (?:ware|waren|ist|sind) |
  (?:ware|waren|ist|sind) (?:\w+ ){0,6}(?:moglich|denkbar|vorstellbar) |
  gegen (?:eine )?(?:\w+ )?(?:einmal\w*|zahlung) | zur abgeltung | vermerkt |
  we (?:will|can|could|would) (?:\w+ ){0,4}(?:offer|accept|agree|settle|waive|suspend) |
  setz(?:en|e) (?:wir |ich )?(?:\w+ ){0,5}aus\b | (?:lassen|stellen) (?:wir )?(?:\w+ ){0,4}ruhen | stunden wir |
  willing to | prepared to | (?:komm(?:en|e|t)) (?:[\w.-]+ ){0,9}entgegen | entgegenzukommen | (?:konnen|konnten|wurden|wollen) (?:wir |ich )?(?:[\w.-]+ ){0,6}(?:so|insoweit|wie folgt|folgendermassen) entgegenkommen | (?:mochten?|wollen|werden|konnen) (?:[\w.-]+ ){0,5}entgegenkommen(?= ?:) | (?:warten|gedulden)[^.;!?]{0,50}\bbis (?!heute|jetzt|dato) | rest wird erlassen | reicht uns |
  waren wir zufrieden |
  gewillt |
  (?:ist|ware|gilt|gelten|sahen|sehen|sehe|betrachten?|erklaren?) (?:[\w]+ ){0,8}(?:vom tisch|erledigt|abgegolten|quitt|gegessen|abgeschlossen|vergessen|bereinigt|aus der welt|als beglichen|als getilgt) |
  als (?:\w+ )?(?:erledigt|abgegolten|getilgt|beglichen|ausgeglichen) |
  (?:vorgeschlagen|angeboten|angeregt) (?:wird|werden) | (?:wird|werden) (?:(?!sie |ihnen )[\w.-]+ ){0,10}(?:vorgeschlagen|angeboten|angeregt) |
  (?:kommt|kommen) (?:\w+ ){0,10}in (?:betracht|frage) | (?:ist|ware|sind|waren) (?:[\w.-]+ ){0,10}gedient
`
/** What is possible in general, for whoever asks for it; and willingness that names no sum. */
export const IMPERSONAL = anyOf`
  auf antrag | zu beantragen |
  (?:kann|konnen) (?:\w+ ){0,6}(?:gewahrt|bewilligt|vereinbart|eingeraumt|beantragt) werden |
  (?:ermassig|verringer|reduzier|verminder)\w* (?:\w+ )?sich
`
export const COURTESY = sifted(/\b(?:moglich|denkbar|vorstellbar|verschliessen|offen gegenuber)\b/)
export const WILLING = sifted(/\b(?:gern|bereit)\b/)
