/** "No claim (any more)": how creditors say it, and what only sounds like it. */
import { signsOfAsking } from './intent/asking.ts'
import { signsOfHandover } from './intent/handover.ts'
import { plainWords } from './intent/sentences.ts'
import { letsGo, someMayLetGo } from './let-go.ts'
import { deniesAnyClaim, knowsNobody, mayKnowNobody, someMayKnowNobody, waivesAll } from './no-claim.ts'
import { isNotOver, leavesOpen } from './not-over.ts'
import { OVER } from './over.ts'
import { eachMatchOf, sifted } from './patterns/sieve.ts'
import type { Unit } from './units.ts'

const DENIALS = [
  /\b(?:krieg\w*|bekomm\w*|fordere?n?|verlang\w*|will|wollen|mochten?)\b(?: \w+){0,4} (?:keinen cent|keinen euro|nichts|nix) mehr\b|\b(?:schulden?|geld|darlehen|betrag|alles)\b[^.;!?]{0,50}\b(?:langst|bereits|schon|inzwischen|vollstandig)\b[^.;!?]{0,20}\b(?:zuruckgegeben|zuruckgezahlt|wiedergegeben|zuruckbekommen|erhalten)\b/g,
  /\b(?:schuldverhaltnis|vertrag|vertragsverhaltnis|kundenkonto|kundenverhaltnis|mietverhaltnis|geschaftsbeziehung|mitgliedschaft)\b[^.;!?]{0,50}\b(?:existiert|bestand|besteht|gab es|gibt es) (?:\w+ ){0,2}nicht\b(?! mehr)/g,
  // `Forderungen werden keine mehr erhoben`, `sämtliche Rechnungen bezahlt`.
  /\b(?:forderung(?:en)?|anspruche?) (?:werden|wird|sind|haben wir) (?:\w+ ){0,4}(?:keine?|nicht) (?:\w+ ){0,2}(?:erhoben|gestellt|geltend|angemeldet|(?:weiter)?verfolgt)\b/g,
  /(?<!\bdann )(?<!\b(?:nicht|not) )\b(?:alle|samtliche|alles|jede|all|every)\b(?: (?!nicht\b|not\b)[\w-]+){0,4} (?:bezahlt|beglichen|gezahlt|ausgeglichen|erledigt|paid|settled)\b(?! (?:werden|wird|sein|haben will))/g,
  /\b(?:account|debt|balance|loan|claim|invoice|it)\b[^.;!?]{0,30}\b(?:was|were|has been) (?:\w+ )?(?:settled|paid|repaid)\b|\bnothing (?:\w+ ){0,2}(?:remains|left|outstanding|due|owing|owed)\b/g,
  // `Eine Forderung besteht nicht`, `Ansprüche unsererseits gibt es nicht`: the negation stands last.
  /\b(?:\w{0,14}forderung(?:en)?|anspruche?|\w{0,10}ruckstande?|\w*aussenstande|schulden|verbindlichkeit(?:en)?)\b(?: [\w.]+){0,5} (?:besteht|bestehen|bestand|existier\w+|gibt es|gab es|liegt|liegen|haben wir|machen wir|stellen wir|erheben wir)(?: [\w.]+){0,5} (?:nicht|keine?)\b(?! (?:fest|im einzelnen|unerheblich|in (?:dieser|der|genannter)))/g,
  /\b(?:forderungen|anspruche|ruckstande|schulden|verbindlichkeiten)\b[^.;!?]{0,60}\bnicht (?:bekannt|ersichtlich|feststellbar|verzeichnet|vorhanden|gebucht|vermerkt|festzustellen|zu verzeichnen)\b|\b(?:do|does|did|could) not (?:hold|have|maintain|show|find|operate|carry) (?:an?y?|any open|any outstanding) (?:\w+ )?(?:accounts?|claims?|debts?|balances?|contracts?|agreements?)\b/g,
  /\b(?:forder\w*|verlang\w*|beanspruch\w*) (?:wir|ich) (?:(?:von|daher|deshalb|somit|also) )*(?:nichts|nix)(?=\s*(?:mehr)?\s*(?:[.,;!]|$))|\b\w*bescheid\w*\b[^.;!?]{0,160}\b(?:ersatzlos |ruckwirkend )?(?:aufgehoben|zuruckgenommen)(?= ?(?:[.,;!]|worden|wurden?|haben|sind|$))/g,
  /\bfehlanzeige\b(?! bei\b)|\bvon (?:unserer|meiner|hiesiger) seite(?: aus| her)?(?: also| somit| daher)? (?:nichts|nix)(?=\s*(?:[.,;!]|$))/g,
  /\bgegen\b[^.;!?]{0,60}\blieg(?:t|en) (?:\w+ ){0,3}nichts (?:mehr )?vor\b/g,
  // Somebody who never was a customer.
  /\b(?:nie|niemals|zu keiner zeit|zu keinem zeitpunkt)\b[^.;!?]{0,60}\b(?:gekauft|bestellt|bezogen|beliefert|abgeschlossen|unterschrieben|beauftragt|unterhalten|bestanden|gemietet|geliehen|registriert|(?:\w*vertrag|\w*konto|wohnung) (?:mit uns |bei uns )?gehabt)\b/g,
  /\bschuld(?:et|en|e)\b[^.;!?]{0,30}\bkeine?n? (?:cent|euro|rappen|franken|groschen|pfennig)\b|\b(?:aus|von) (?:der|ihrer) (?:\w*liste|\w*aufstellung|\w*verzeichnis) (?:zu )?(?:streichen|nehmen|entfernen|loschen)\b|\b(?:damit|somit|hiermit) (?:ist|sind|hat sich)\b[^.;!?]{0,40}\b(?:geregelt|erledigt|abgeschlossen|beglichen|in ordnung|aus der welt|bereinigt)\b|\b(?:anspruche?|\w*forderung\w*)\b[^.;!?]{0,40}\b(?:nicht (?:mehr )?(?:durchsetzbar|einklagbar|begrundet|gegeben)|unbegrundet|verwirkt|erloschen)\b|\b(?:kann|konnen|darf) (?:\w+ ){0,4}(?:geschlossen|abgelegt|zu den akten(?: gelegt)?|geloscht) werden\b|\b(?:krieg\w*|bekomm\w*)\b(?<!\bgeschenkt bekommt)(?! (?:hab|hat|wurde)\w*)[^.;!?]{0,30}\b(?:nichts|keine?n? (?:cent|euro|rappen))\b|\bnichts,? (?:was|das) (?:wir|ich)\b|\bohne (?:saldo|\w*ruckstand\w*|restschuld) (?:\w+ )?(?:aufgelost|beendet|geschlossen)\b|\bweder\b(?! (?:\w+ ){0,3}(?:bestatig|ausschliess|sagen|mitteilen))[^.;!?]{0,80}\bnoch\b[^.;!?]{0,40}\b(?:schuld\w*|forder\w*|offen|anspruch\w*|ruckstand\w*)\b|\birrtumlich (?:\w+ ){0,3}(?:als|unter den|unter die) glaubiger\w*\b|\bkein(?:e|en|er|erlei)? (?:\w+ )?(?:rechtsbezieh\w+|rechtsverhaltnis\w*|saldo)\b/g,
  /\b(?:kein\w*) (?:(?!angaben|auskunft)\w+ )?(?:geschafts|vertrags|kunden|miet|kredit|konto|darlehens|versicherungs|schuld|leistungs)(?:verbindung|beziehung|verhaltnis)\w*\b/g,
  // `Sie braucht mir nichts mehr zurückzugeben`, `er muss uns das Geld nicht wiedergeben`: who lends may give.
  /\b(?:braucht|brauchen|muss|mussen|soll|sollen|need)\b(?:(?!\b(?:rest\w*|zins\w*|kosten|\w*gebuhr\w*|raten?|sofort|gleich|auf einmal|alles|derzeit|vorerst|zunachst|mahn\w*|bis|erst)\b)[^.;!?]){0,90}\b(?:nichts?|nix|not)\b(?: (?:mehr|davon|an uns|an mich))* (?:zuruck|wieder|ab|be)?(?:zu)?(?:geben|zahlen|erstatten|pay|repay|return)\b(?! (?:in|bis|vor|sofort))/g,
  /\b(?:schenk\w* (?:ich|wir)|(?:ich|wir) schenk\w*)\b[^.;!?]{0,40}\b(?:betrag|geld|schulden?|eurosumme)\b|\b(?:betrag|geld|schulden?|eurosumme)\b(?![^.;!?]{0,30}\bnicht geschenkt)[^.;!?]{0,30}\b(?:geschenkt|(?:soll|kann|darf|mag) (?:er|sie|ihr\w* \w+|herr \w+|frau \w+) (?:\w+ ){0,2}behalten)\b|\b(?:soll|kann|darf|mag) (?:das|die|den|sein\w*|ihr\w*) (?:\w+ )?(?:geld|eurosumme|betrag|summe) (?:\w+ )?(?:behalten)\b|\b(?:geld|eurosumme|schulden?)\b[^.;!?]{0,30}\b(?:nicht|nichts|nie) (?:mehr )?(?:zuruck|wieder)(?:haben)?\b(?! (?:gezahlt|bekommen|erhalten|gegeben))/g,
  /\b(?:offen|geschuldet|fallig|ausstehend|zu zahlen|gefordert|verlangt) (?:ist|sind|steht|bleibt|wird|haben wir|war) (?:\w+ ){0,3}(?:nichts|nix)\b/g,
  /\bniemand\w*\b[^.;!?]{0,40}\b(?:versichert|kunde|kundin|mitglied|mieter|vertragspartner)\b/g,
  // Whoever always paid owes nothing; who is no creditor claims nothing.
  /\b(?:stets|immer|jederzeit|regelmassig|always) (?:\w+ ){0,2}(?:punktlich|vollstandig|ordentlich|on time|in full)\b(?: \w+){0,2} ?(?:bezahlt|gezahlt|beglichen|paid)?|\b(?:nicht|kein\w*|keineswegs) (?:(?:zu|als|unter|ihr\w*|den|die|der) ){0,3}glaubiger(?:n|in)?\b(?! (?:sind|ist|der)? ?(?:mehr|inzwischen))/g,
  // The account is even, the matter is over.
  /\b(?:\w*konto|saldo|kontostand|rechnung\w*|posten|sache|vorgang|beitrage|miete\w*|alles)\b[^.;!?]{0,60}\b(?:(?<!\beurosumme )glatt(?:gestellt)?|auf null|bei null|gleich null|null auf null|bereinigt|im plus|im haben|quitt)\b(?! (?:betrag|\d))/g,
  /\b(?:nichts|keine?n? (?:cent|euro|rappen|franken|groschen|pfennig))\b(?: \w+){0,2} (?:schuldig|schuldet|schulden|geschuldet|verlangt|gefordert|nachzuzahlen|zu beanspruchen|einzufordern|abzurechnen)\b/g,
  /\b(?:mussen|werden|haben) (?:wir |ich )?(?:\w+ ){0,4}noch (?:[\w.,€¤]+ ){0,4}(?:auszahlen|erstatten|zuruckzahlen|gutschreiben|auszuzahlen|zu erstatten)\b|\buberzahlung (?:seitens|durch|ihre[rs]|des kunden|der kundin)\b/g,
  /\b(?:forderung\w*|rechnung\w*|vorgang|akte|sache|konto)\b[^.;!?]{0,50}\b(?:storniert|gutgeschrieben|geloscht|fallen ?gelassen|zuruckgezogen|zuruckgenommen|hinfallig|gegenstandslos|ad acta|geschlossen|eingestellt)\b|\b(?:hat|haben) sich (?:\w+ )?(?:erledigt|erubrigt)\b/g,
  /\b(?:was|has been|is|were|have been) (?:\w+ )?(?:written off|cleared|discharged|closed|cancelled|withdrawn)\b|\b(?:does|do) not (?:\w+ )?owe\b|\bowes? (?:us )?nothing\b|\bnever (?:been )?(?:a )?(?:customer|client|tenant|member)\b|\bnever (?:held|had|opened|kept|signed|ordered)\b/g,
  // `Der Anspruch ist durch den Widerspruch entfallen`.
  /\b(?:\w*forderung\w*|\w*anspruch\w*|\w*anspruche|\w*rechnung\w*|\w*beitrag\w*|\w*beitrage|\w*bescheid\w*)\b[^.;!?]{0,90}\b(?:ist|sind)\b[^.;!?]{0,60}\b(?:entfallen|weggefallen)(?=\s*(?:[.,;!]|$))/g,
  /\b(?:will|wollen|mochten?) (?:\w+ ){0,3}eurosumme (?:gar |uberhaupt |auch )?nicht (?:mehr )?(?:haben|zuruck\w*|wieder\w*)\b/g,
  // What was owed is paid: the noun of a claim, and that it is settled by now.
  /\b(?:\w*rechnung\w*|\w*ruckstand\w*|\w*ruckstande|\w*beitrag\w*|\w*forderung\w*|\w*saldo|posten|betrag|schuld|miete\w*|alles)\b[^.;!?]{0,90}\b(?:(?:langst|bereits|inzwischen|mittlerweile|komplett|voll|schon|vollstandig) (?:bezahlt|beglichen|gezahlt|ausgeglichen|getilgt)|ausgeglichen|verjahrt|ausgebucht|getilgt|verfolg\w* (?:wir |ich )?nicht (?:weiter|mehr))\b/g,
  /\b(?:ich|wir) verzichten?(?= ?[.!;]|$)|\b(?:konnen|durfen) sie (?:\w+ ){0,3}streichen\b|\b(?:will|wollen|mochten?) (?:\w+ ){0,5}nichts (?:mehr )?haben\b/g,
  /\b(?:nichts|nix) (?:mehr )?(?:ubrig|offen|zu zahlen)\b|\b(?:verfolg\w*|mach\w*) (?:wir|ich) (?:\w+ ){0,3}nicht (?:weiter|mehr)(?: geltend)?\b|\bstreichen sie (?:\w+ ){0,4}(?:von|aus) (?:\w+ )?(?:liste|aufstellung)\b/g,
  /\bschuld(?:et|en) (?:\w+ ){0,4}nichts\b|\bnil balance\b|\b(?:vertrag\w*|vertragsverhaltnis|kundenverhaltnis)[^.]{0,40}\b(?:nie|nicht|zu keiner zeit) (?:\w+ )?(?:bestanden|zustande)|\bkein (?:\w+ )?(?:vertrag|vertragsverhaltnis|kundenverhaltnis|mietverhaltnis|konto) (?:\w+ )?(?:besteht|bestanden|gefuhrt)/g,
  /\b(?:\w*forderung(?:en)?|betrag|\w*schuld)(?: [\w.]+){0,8} erlassen\b|\b(?:darlehen|kredit|schuld\w*)(?: \w+){0,8} (?:zuruckgezahlt|zuruckgegeben|abgelost|zuruckgefuhrt|getilgt|abbezahlt)\b|\b(?:weist|schliesst|besteht|hat|steht)\b[^.]{0,60}\bguthaben\b/g,
  /\bkein(?:e|en|er|erlei|em)? (?:\w+ ){0,2}?(?:\w{0,14}forderung(?:en)?|anspruche?|\w*aussenstande|\w{0,14}ruckstand\w*|schulden|verbindlichkeit\w*|zahlungsruckstande|offene[nrs]? (?:betrag|betrage|posten|forderung\w*|rechnung\w*|saldo|vorgange?))\b/g,
  /\b\w{0,14}(?:forderung(?:en)?|anspruche?|schulden|ruckstande?)(?: \w+){0,6} (?:nicht (?:mehr )?(?:geltend|erhoben|verfolgt|bestehen|besteht|vorhanden|gestellt)|erloschen|nicht mehr)\b/g,
  /\b(?:\w*konto|\w*forderung\w*|\w*rechnung\w*|betrag|schuld|akte|sache|angelegenheit|vorgang|beitrage|alles)(?: [\w()€¤./,-]+){0,10} (?:ausgeglichen|vollstandig (?:bezahlt|beglichen|ausgeglichen|getilgt)|getilgt|nicht im ruckstand|erledigt|abgeschlossen|verjahrt\w*|ausgebucht|abgeschrieben|beglichen|aufgehoben|storniert)\b/g,
  /\b(?:\w{0,14}forderungen|anspruche|ruckstande|schulden) (?:bestehen|haben|sind|gibt|machen) (?:\w+ ){0,4}kein\w*\b(?! (?:\w+ )?(?:vorrang|vorrecht|prioritat|rang|einfluss|sicherheit\w*|titel))/g,
  /\b(?:kunden?|kundin|mitglied|mieter(?:in)?|schuldner(?:in)?)\b[^.]{0,80}\b(?:haben|fuhren|kennen) wir nicht\b/g,
  /\bnichts (?:mehr )?(?:zu (?:fordern|zahlen|verlangen|bekommen|kriegen|beanspruchen|erhalten|erwarten)|offen|schuldig|geltend)\b|\bnicht im ruckstand\b|\bausgeglichenes konto\b/g,
  /\b(?:zu keine\w+ zeitpunkt|nie(?:mals)?|nicht) (?:\w+ ){0,3}?(?:mitglied|kundin?|kunde|versichert\w*|vertragspartner\w*|beitragsschuldner|schuldner\w*|mieter\w*)\b/g,
  /\bno (?:\w+ )?(?:outstanding|open|record of any (?:outstanding )?)? ?(?:claims?|balance|debts?|amounts?)\b|\b(?:paid|settled) in full\b|\bnothing (?:is )?(?:outstanding|owed|due)\b|\bzero balance\b|\bno record of (?:any|an) [\w ]{0,20}debt\b/g,
  /\b(?:verzichten (?:wir )?(?:auf (?:die|unsere|jede) (?:\w+ )?forderung|vollstandig)|wird ausgebucht|(?:wurden?|haben|ist|sind) (?:[\w,.€¤]+ ){0,8}(?:ausgebucht|niedergeschlagen)|niedergeschlagen|sehen? von (?:der|einer) (?:weiteren )?(?:verfolgung|geltendmachung|beitreibung) ab)\b/g,
].map(eachMatchOf)
const SAYS_SO = [...DENIALS, ...OVER]
/** What makes a denial a partial one: "no further claims", "no claims for 2023", "no security". */
const PARTIAL = sifted(
  /\bweiter\w*|\bsonstig\w*|\bdaruber hinaus|\bother\b|\bfurther\b|\bandere\w*|\bzweiten?\b|\btituliert\w*|\bsofern\b|\bwenn\b|\bfalls\b|\bsollte\w*|\bif\b|\bneuen?\b|\bob\b|\bdavon\b|\bdem (?:\w+ )?\w*konto\b|\b(?:derzeit|aktuell|zurzeit|momentan) noch (?:nichts|kein\w*)\b|\bvon denen\b|\bvon (?:der|dem|den|einer|ihrer|seiner|deren) (?:\w*kasse|\w*versicherung\w*|\w*amt|jobcenter|beihilfe\w*|familie|eltern|arbeitgeber\w*|burge\w*|gericht\w*)\b|\bvon (?:den|diesen|insgesamt) (?:zwei|drei|vier|funf|sechs|\d+)\b|\bhiervon\b|\bwovon\b|\bteilweise\b|\bzum teil\b|\bteil\w{0,3} (?:der|von)\b/,
)
/** What makes it a promise for later: settled *if* something is paid. */
const PROMISED = sifted(
  /\b(?:(?:ist|sind|ware|waren|gilt|wird|werden) dann|dann (?:ist|sind|gilt|ware|wird|werden)|bereit|wurden wir|wir wurden (?:\w+ ){0,6}(?:anmelden|erheben|stellen|verlangen|fordern|geltend|verzichten)|solange|waren wir|als erledigt|(?:nach|bei|mit) (?:[\w.]+ ){0,3}(?:zahlung|eingang|ausgleich|\w*rate)|\bwaren?\b[^.;]{0,40}\b(?:getilgt|bezahlt|beglichen|ausgeglichen|erledigt|abgetragen)|nach (?:\w+ ){0,2}(?:raten|teilbetragen|teilzahlungen|monaten|jahren)\b[^.;]{0,20}\b(?:getilgt|bezahlt|beglichen|ausgeglichen|erledigt)|gegen (?:eine |einen )?(?:einmal\w*|zahlung)|damit (?:ist|ware|sind|wird)[^.]{0,50} eurosumme(?! (?:hinfallig|gegenstandslos|storniert|erloschen))|eurosumme (?:\w+ ){0,2}(?:auf einen schlag|auf einmal|einmalig|in einer summe)\b(?! (?:be|ge|zuruck|uber)\w+t\b)|sodann|danach|sobald|sofern|wenn|falls|bis|if|once|upon|until|(?:getilgt|bezahlt|beglichen|ausgeglichen|gezahlt|zuruckgefuhrt|abgetragen) (?:werden|sein|haben)? ?(?:muss|mussen|soll\w*|kann|konnen|wird|werden))\b/,
)

/** `… sind beide nicht beglichen`: what is not settled is owed. */
const SETTLED = /(?:bezahlt|beglichen|gezahlt|ausgeglichen|getilgt|erledigt|abgeschlossen|paid|settled)$/
const UNSETTLED = /\b(?:nicht|nie|niemals|kein\w*|weder|noch nichts|not|never|un(?:bezahlt|beglichen))\b/

/**
 * One of these words is in every denial: most sentences need no closer look. Short ones begin a word, for the sieve knows four
 * letters or more, and a word's end is one.
 */
const DENYING = sifted(
  /fehlanzeige|seite|bescheid|schenk|niemand|behalten|punktlich|on time|\bnot|samtliche|kein|weder|geregelt|abgeschlossen|ordnung|welt|unbegrundet|verwirkt|loschen|entfernen|nehmen|aufgelost|beendet|irrtumlich|nicht|\bnie|\bnix|streichen|\bno |\bnil|zero|paid|settled|written off|cleared|discharged|closed|cancelled|withdrawn|\bowe|never|glatt|null|bereinigt|im plus|im haben|quitt|auszahlen|auszuzahlen|erstatten|gutschreiben|uberzahlung|gutgeschrieben|geloscht|gelassen|gezogen|genommen|hinfallig|gegenstandslos|ad acta|geschlossen|eingestellt|erubrigt|stand|ausgeglichen|bezahlt|beglichen|getilgt|erledigt|verjahrt|ausgebucht|abgeschrieben|aufgehoben|storniert|erloschen|erlassen|zuruck|abgelost|guthaben|verzicht|niedergeschlagen|sehen? von|ruckstand|entrichtet|eingegangen|reguliert|geleistet|erfullt|abgegolten|befriedigt|ohne|entfall|weggefallen|erlass|gleichen namens|andere[nmrs]? (?:person|kund|herr|frau|mieter|schuldner)|waive|barred/,
)

/** The sentences in which the creditor says that there is no claim (any more). */
export function denialsIn(units: readonly Unit[]): Unit[] {
  const own = units.filter(unit => unit.by === 'creditor' && unit.zone !== 'signature' && !unit.givesOrders)
  const mayLetGo = someMayLetGo(units)
  const denials = own.filter(unit => denies(unit, mayLetGo) && !isPassedOn(unit, own))
  const strange = someMayKnowNobody(units)
    ? own.filter(unit => mayKnowNobody(unit.folded) && knowsNobody(plainWords(unit.text)))
    : []
  if (strange.length > 0 && !own.some(unit => signsOfAsking(plainWords(unit.text)).length > 0)) denials.push(...strange)
  if (denials.length === 0) return denials
  // `Einstweilen niedergeschlagen. Der Anspruch erlischt nicht`: only not pursued.
  if (own.some(unit => STANDS.test(unit.folded))) return denials.filter(unit => !NOT_PURSUED.test(unit.folded))
  // Who sold a claim has none: it is another's now.
  const ofUs = denials.filter(unit => OF_US.test(plainWords(unit.text)))
  if (ofUs.length === 0 || !own.some(unit => isHandedOver(plainWords(unit.text)))) return denials
  return denials.filter(unit => !ofUs.includes(unit))
}
const NOT_PURSUED = sifted(/\b(?:niedergeschlagen|niederschlagung|ausgebucht|abgeschrieben)\b/)
const STANDS = sifted(
  /\b(?:\w*anspruch|\w*forderung|\w*schuld)\w*\b[^.;]{0,60}\b(?:erlischt|erloschen|entfallt)\b[^.;]{0,20}\bnicht\b|\berlischt\b[^.;]{0,60}\bnicht\b|\b(?:geschuldet|schuldet|besteht|bestehen)\b[^.;]{0,30}\b(?:unverandert|weiterhin|nach wie vor|fort)\b/,
)
/** `Wir selbst haben keine Ansprüche mehr`, `unsere Akte ist geschlossen`: says nothing of others. */
const OF_US = sifted(
  /\b(?:wir|uns|ich|mir|unser\w*|we|us|our|hier)\b[^.;!?]{0,60}\b(?:kein\w*|nicht|nichts|no|nothing)\b[^.;!?]{0,30}\b(?:forderung\w*|anspruch\w*|anspruche\w*|rechte|offen\w*|claims?|zu (?:fordern|verlangen)|outstanding|owed|due)\b|\beigene\w* (?:\w+ )?(?:anspruch|anspruche|forderung)\w*\b|\b(?:akte|vorgang|mandat|auftrag|dossier|fall|angelegenheit|file|case)\b[^.;!?]{0,40}\b(?:geschlossen|abgeschlossen|abgelegt|beendet|erledigt|closed)\b/,
)
/** `Ist hier ausgebucht, das macht jetzt das Inkassobüro`: what one books off because another has it now. */
function isPassedOn(unit: Unit, own: readonly Unit[]): boolean {
  const passes = ({ text }: Unit) =>
    signsOfHandover(plainWords(text)).reduce((sum, { act, weight }) => sum + (act === 'transfer' ? weight : 0), 0)
  return passes(unit) >= 2 && own.reduce((sum, other) => sum + passes(other), 0) >= 4
}
const isHandedOver = (sentence: string) =>
  signsOfHandover(sentence).some(({ act, weight }) => act === 'transfer' && weight >= 4.5)

/** `mayLetGo`: some sentence of the mail may let go. */
function denies(unit: Unit, mayLetGo: boolean): boolean {
  if (!DENYING.test(unit.folded) && !(mayLetGo && letsGo(unit.folded))) return false
  const text = plainWords(unit.text, 'eurosumme')
  if (leavesOpen(text)) return false
  if (letsGo(text)) return true
  if (waivesAll(unit.folded) && !PROMISED.test(text)) return true
  if (deniesAnyClaim(text) && !PROMISED.test(text) && !PARTIAL.test(text)) return true
  return SAYS_SO.some(each => {
    let denied = false
    each(text, match => {
      const around = text.slice(Math.max(0, match.index - 50), match.index + match[0].length + 10)
      if (SETTLED.test(match[0]) && UNSETTLED.test(match[0])) return
      if (isNotOver(text, match.index + match[0].length)) return
      denied ||=
        !PARTIAL.test(
          around
            .replace(/\bandere\w* (?=person|kund|herrn?\b|frau\b|mieter|schuldner)/g, '')
            .replace(/\bnicht weiter(?:\b|(?=verfolg|betrieb))/g, 'nicht ')
            .replace(/\b(nichts mehr|keinen? \w+ mehr) (?:da|hier)von\b/g, '$1'),
        ) && !PROMISED.test(text)
    })
    return denied
  })
}
