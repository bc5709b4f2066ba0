/**
 * Who has the claim, or speaks for it, from now on: read from the classes of the words, where no turn of phrase says it.
 * For sentences folded by `cueText`.
 */

import { sifted } from '../patterns/sieve.ts'
import { anyOf } from './signs.ts'

/** Acts for the creditor from now on and says so: the first letter of an agency or a lawyer. */
const REPRESENTS = anyOf`
  zeig(?:e|en) (?:wir|ich|ihnen|hiermit|unter|an|namens|die|den)\b[^.;!?]{0,160}\b(?:vertret\w*|bevollmachtig\w*|beauftrag\w*|mandatier\w*|mandat\w*|vertretung|interessen|betraut|ubernommen|ubertragen|abgetreten|erworben|inhaber\w*) |
  (?:vertret(?:e|en)|bearbeit\w*|betreu(?:e|en)|nehmen|ubernehmen|ubernehme|fuhren?) (?:wir |ich )?(?:\w+ ){0,3}(?:ab sofort|ab jetzt|kunftig|nunmehr|nun|jetzt|seit (?:dem )?\w+|von nun an|mit sofortiger wirkung) |
  (?:ab sofort|ab jetzt|kunftig|nunmehr|nun|von nun an|mit sofortiger wirkung) (?:vertret|bearbeit|betreu|ubernehm|verwalt|fuhr)\w* (?:wir|ich) |
  (?:wir|ich) (?:vertreten|vertrete|verwalten|betreuen|bearbeiten) (?:ab sofort|kunftig|nunmehr|nun|jetzt|seit) |
  (?:wurden|wurde|worden|hat|haben)\b[^.;!?]{0,120}\b(?:mit (?:dem|der) (?:\w+ ){0,2}(?:einzug\w*|beitreibung|wahrnehmung|vertretung|einziehung|verwaltung|abwicklung|bearbeitung|durchsetzung|geltendmachung|forderungseinzug|inkasso))\b[^.;!?]{0,60}\b(?:beauftragt|betraut|mandatiert)\b(?<!sie beauftragt) |
  (?:have been|are|am|were) (?:now )?(?:instructed|appointed|retained|engaged) (?:by|to) | (?:we|i) now (?:act|represent|manage|service|administer)\w*
`
/** Letters go elsewhere from now on. */
const REDIRECTS = anyOf`
  (?:korrespondenz|schriftverkehr|schriftwechsel|kommunikation|anfragen|schreiben|post|zuschriften|zahlungen|alles weitere|alles|ruckfragen|weitere\w*|fragen|vorschlage|angebote|correspondence|enquiries|inquiries|queries|payments|questions|offers?)\b[^.;!?]{0,70}\b(?:kunftig|fortan|ab sofort|hinkunftig|nur noch|ausschliesslich|allein|nunmehr|bitte|kindly|please|now|in future|should|must|go|goes)\b[^.;!?]{0,70}\b(?:an|mit|uber|bei|von|with|to)\b |
  (?:kunftig|fortan|ab sofort|hinkunftig|kunftige\w*)\b[^.;!?]{0,70}\b(?:schreiben|korrespondenz|zahlungen|anfragen|post|zuschriften|schriftverkehr)\b[^.;!?]{0,40}\b(?:an|mit|uber|bei)\b |
  (?:mit|bei|an|uber) (?:denen|den|dem|die|der|dort|dessen|deren)\b[^.;!?]{0,40}\b(?:ausmachen|klaren|reden|sprechen|verhandeln|abstimmen|regeln|abwickeln|richten|wenden|melden) | bitte (?:alles |nur )?(?:uber|mit|an) (?:den|die|dem|denen|diese\w*|dort)(?: \w+)?[.!]?$ |
  fragen sie (?:bitte )?(?:den|die|dort|ihn|sie|bei)\b | (?:bitte |direkt |unmittelbar )+(?:dort|dorthin|bei (?:ihm|ihr|ihnen|denen|diesen?))\b | (?:von dort|von denen|von ihm) (?:\w+ ){0,3}(?:antwort|nachricht|bescheid|post|hor\w*|weiteres) | (?:antwort|nachricht|bescheid|post|weiteres) (?:\w+ ){0,3}von (?:dort|denen) |
  (?:richten|senden|schicken|adressieren|wenden|leiten|halten) sie (?:sich )?(?:bitte )?(?:alle |samtliche |kunftig |alles )?(?:weitere\w* |kunftige\w* )?(?:\w+ ){0,3}(?:an (?:unser|die|den|das|dies|folgende|deren|dessen|herrn|frau)\w*|dorthin) | (?:dorthin|dort) (?:\w+ ){0,4}(?:zu (?:richten|leisten|senden|zahlen|wenden)|gerichtet|geleistet) |
  (?:direct|write|speak|talk|send|address|contact|refer)\b[^.;!?]{0,60}\b(?:to|with)? ?(?:them|him|her|the new \w+|their)\b
`
const TRADES = sifted(
  /\b(?:(?:(?:weiter|forderungs|portfolio|kredit|darlehens|schuld\w*|paket|bestands)verkauf|verkauf)\w*|g(?:ing|ingen|eht|ehen) (?:[\w.&-]+ ){0,12}uber\b|ging(?:en)? (?:[\w-]+ ){0,8}an|veraussert\w*|verausserung|abgetreten|abtretung|zediert|zession|gekauft|angekauft|kauf(?:er|erin|te|ten)?|erwarb\w*|erworben|erwerb\w*|ubernommen|ubergegangen|ubergang|ubertragen|verschenkt|geschenkt|vererbt|geerbt|sold|bought|purchased|acquired|assigned|transferred|taken over|took over)\b/,
)
const GOODS = anyOf`
  \w*forderung\w* | restbetrag\w* | \w*anspruch\w* | anspruche | \w*konto | konten | \w*vertrag\w* | vertrage | schuld(?:en)? | \w*kredit\w* | darlehen\w* | altfalle\w* | falle | paket | \w*verwaltung | ruckstand\w* | \w*portfolio | \w*bestand\w* | rechnung\w* | posten | rechte | aussenstande\w* | ausstande |
  debts? | accounts? | claims? | loans? | receivables? | balances? | portfolio | book
`
/** Buyers, agencies, authorities and whoever else one may have to turn to. */
const OTHERS = anyOf`
  \w*inkasso\w* | \w*anwalt\w* | \w*anwalte\w* | kanzlei | steuerberat\w* | hausverwalt\w* | treuhand\w* | buchhaltungsburo | gmbh | ag | kg | se | s\.? ?a\.? ?r\.? ?l\.? | dac | ltd | limited | inc | llc | plc | b\.? ?v\.? | aps | oy | ab | capital | portfolio | recover\w+ | finance | funding | receivables | invest\w* | holding | factoring | firma | unternehmen | dienstleister\w* | buro |
  hauptzollamt\w* | \w*justizkasse | \w*kasse | \w*amt | land | bund | landkreis | gemeinde | kreis | stadt | behorde\w* | gericht\w* | \w*gerichtsvollzieher\w* | solicitors? | collect\w+ | agency | lawyers? | attorneys?
`
const OTHERS_ACT = anyOf`
  verantwortlich | betraut | zustandig | kummer(?:t|n) sich | erledigt | betreut | betreibt | bearbeitet | verfolgt | vertritt | vertreten | eingeschaltet | macht | machen | ubernimmt | ubernommen | liegt | liegen | (?:ist|sind) (?:\w+ ){0,2}(?:beim|bei) | ist jetzt | responsible | handles | deals
`
/** What we do, have or may do is no successor's; nor what is asked, denied, threatened or only possible. */
const NOT_SO = sifted(
  /\?\s*$|\b(?:nicht (?:verkauft|abgetreten|ubertragen|zediert)|niemand\w*|weder|noch kein\w*|wenn|falls|sofern|sollte\w*|andernfalls|ansonsten|werden wir|wurden wir|behalten uns|gegebenenfalls|if|unless|will be|reserve|(?:ihre|die|der|eine[rn]?|ohne|keine) (?:\w+ )?vollmacht|ruckfragen|bestellt|bestellung|ware|waren|insolvenzverwalter)\b/,
)
/** A buyer speaks of its own purchase. */
const WE_BUY = sifted(
  /\b(?:(?:haben|habe|hat) (?:wir|ich|uns)|wir|ich|uns)\b[^.;!?]{0,120}\b(?:gekauft|angekauft|erworben|erwarben|kauften|ubernommen|abgetreten)\b|\b(?:we|i) (?:have |had |recently |now )*(?:purchased|bought|acquired)\b|\bassigned to us\b/,
)
const OUR_HANDS = sifted(
  /\b(?:wir selbst|durch uns|von uns|bei uns selbst|unsere[rn]? (?:abteilung|buchhaltung)|mandant\w*)\b/,
)

/** The new place is the sender's own. */
const OWN_PLACE = anyOf`
  (?:an|bei|durch|von|mit|uber|auf) (?:uns|mich|mir) | to (?:us|me) | (?:to|by|at) (?:this|our|my|the above|the following) (?:\w+ ){0,2}(?:mailbox|address|office|department|team|inbox|unit|e-?mail) | the undersigned |
  (?:an|unter|uber|auf) (?:diese[nmrs]?|die (?:oben|unten|obige|unsere)\w*|obige\w*|o\. ?g\.|unsere[nmrs]?) (?:\w+ ){0,2}(?:\w*adresse|anschrift|e-?mail|postfach|abteilung|stelle|konto|\w*bearbeitung|\w*nummer|portal|haus) |
  in unsere[mr] (?:haus|institut|bank|gesellschaft|unternehmen|verwaltung)
`
/** Who takes over, or is written to, is still the sender. */
export const staysHere = (sentence: string): boolean =>
  OWN_PLACE.test(sentence) && !/\b(?:nicht|kein\w*|no longer|not|\w*anwalt\w*|\w*kanzlei|gmbh|ltd)\b/.test(sentence)

/** `Frau Ohm haben wir im März an die Abtsee verkauft`: who sells a debtor sells the debt; goods are sold otherwise. */
const SOLD_TO = sifted(
  /^(?!.*\b(?:\w*fahrzeug|auto|wagen|pkw|mobel|waren?|gegenstand\w*|haus|wohnung|grundstuck|maschine\w*|gerate?|sicherheit\w*|pfand)\b).*\b(?:haben|habe) (?:wir|ich)\b[^.;!?]{0,90}\ban (?:die|das|den|eine?n?|unser\w*) [\w.& -]{2,50} (?:verkauft|veraussert|abgetreten|zediert|abgestossen)\b/,
)

/** How surely a sentence hands over: 0 where it does not. */
export function handsOver(sentence: string): number {
  if (NOT_SO.test(sentence)) return 0
  const redirects = REDIRECTS.test(sentence) && (WE_BUY.test(sentence) || !staysHere(sentence))
  if (REPRESENTS.test(sentence)) return redirects ? 5 : 2.8
  const others = OTHERS.test(sentence)
  if (SOLD_TO.test(sentence) && !WE_BUY.test(sentence.replace(/\b(?:haben wir|wir haben|habe ich|ich habe)\b/, '')))
    return 5
  if (TRADES.test(sentence) && GOODS.test(sentence)) {
    if (redirects) return 5
    if (WE_BUY.test(sentence)) return 0
    return others ? 5 : 2.2
  }
  if (OTHERS_ACT.test(sentence) && others && !OUR_HANDS.test(sentence)) return redirects ? 4.5 : 2.2
  return redirects ? (others ? 2.9 : 2.2) : 0
}
