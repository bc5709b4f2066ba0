/** Whether a sentence says that somebody else has the claim now, or that the sender has bought it. */

import { type Sifted, sifted } from '../patterns/sieve.ts'
import { isConditional } from './sentences.ts'
import { anyOf, type Sign } from './signs.ts'
import { handsOver, staysHere } from './successors.ts'

const HANDED = anyOf`
  umgeschrieben | gegeben | (?:r|her)ausgegeben | zugeleitet | ubersandt | verkauft | veraussert | abgetreten | zediert |
  ubertragen | ubergegangen | ubergeleitet | abgegeben | ubergeben | weitergegeben | weitergeleitet | uberlassen |
  beauftragt | mandatiert | assigned | sold | transferred | handed over | passed | referred | forwarded |
  ubernommen | erworben | purchased | weitergereicht | uberantwortet | ausgelagert | anvertraut | uberstellt |
  zuruckgegeben | zuruckgereicht | (?:zu)?ruckubertragen | vergeben | eingeschaltet | hinzugezogen | abgestossen | angekauft | instructed |
  outsourced | placed | ausgegliedert | ubertrug | verkaufte | abtrat | zession
`
const CLAIM = anyOf`
  titel | restbetrag\w* | rechnung\w* | vertragskonto | anfrage | \w{0,10}forderung\w* | anspruch\w* | anspruche\w* | vorgang\w* | akte\w* |
  vertrag\w* | konto | kundenkonto | fall | sache | angelegenheit | schreiben | darlehen\w* | kredit\w* |
  rechte\w* | claim\w* | account | debt | rights | receivable\w* | file | matter | case | letter | einzug |
  beitreibung | vollstreckung | inkasso\w* | portfolio | schuld |
  \w*aussenstand\w* |
  posten | dossier | mandat | inkassoauftrag | unterlagen | beitragskonto | ausstand | \w*ruckstand\w* | saldo | mietsache | schuldverhaltnis |
  verfahren
`
const TO_OTHERS = sifted(
  /\b(?:dorthin|meine[mnr] (?:\w+ ){0,2}\w*anwalt\w*|haben wir (?:\w+ ){0,4}(?:verkauft|veraussert|abgetreten|rausgegeben)|an (?:die|das|den|unser\w*|eine?n?|ein|unsere rechtsanwalt\w*|herrn|frau|[\p{L}]+)|auf (?:die|das|den|unsere?)|unsere[mnr] (?:[\w-]*partner\w*|[\w-]*dienstleister\w*|[\w-]*vertret\w*|[\w-]*anwalt\w*)|[\w-]*dienstleister\w*|rechtsvertret\w*|vollstreckungs(?:behorde|stelle|gericht|dienst)\w*|gerichtsvollzieher\w*|hauptzollamt|\w{3,12}kasse|factor\w*|zessionar\w*|solicitors|collection agency|collectors|zum? (?:inkasso|einzug|forderungseinzug|beitreibung)|zur (?:beitreibung|einziehung|vollstreckung|weiteren)|to|rechtsanwalt\w*|inkasso\w*|anwalt\w*|kanzlei)\b/u,
)
const TO_US = anyOf`
  uns | an uns | von uns (?:erworben|ubernommen) | us | wir (?:\w+ ){0,8}(?:erworben|ubernommen|beauftragt) |
  betraut | bevollmachtigt
`
const INTERNAL = sifted(
  /\b(?:konzern\w*|mutter(?:gesellschaft|haus|konzern)|vorgesetzt\w*|geschaftsleitung|vorstand|gremium|ausschuss|\w*abteilung|kolleg\w*|sachbearbeit\w*|buchhaltung|zustandige stelle|intern\w*|\w*desk|team|department|division|unit|branch|head office|zentrale|niederlassung|filiale|sachgebiet\w*|\w*referat|justi[tz]iariat|rechtsdienst|mahnwesen|hausjurist\w*|syndikus\w*|dezernat|\w*bereich|hauptverwaltung|regionalstelle|fachbereich|fachdienst|rechtsabteilung)\b/,
)
/** Says it outright. */
const NEW_HOLDER = anyOf`
  um (?:\w+ )?(?:vollstreckung|beitreibung|einziehung)[^.;!?]{0,30}\bersucht |
  (?:inhaber\w*|glaubiger\w*|eigentumer\w*) (?:unserer|dieser|der) \w*(?:forderung|darlehen|anspruch)\w*[^.;!?]{0,30}\bgeworden |
  (?:verkauft|abgetreten|veraussert|sold|assigned) (?:wurden?|sind|ist|haben wir) betrag\b[^.;!?]{0,20}\ban (?!uns) |
  (?:an )?(?:meine[nm]|unsere[nm]|eine[nm]) (?:\w+ )?(?:rechts)?anwalt (?:\w+ ){0,3}(?:gegeben|ubergeben|abgegeben) |
  wenden sie sich (?:\w+ ){0,2}dorthin | mit (?:\w+ ){1,3}nichts mehr zu tun(?! haben) | nichts mehr (?:\w+ ){0,2}damit zu tun | damit nichts mehr zu tun |
  (?:kauferin?|erwerberin?)\b | das (?:macht|ubernimmt|bearbeitet) (?:jetzt|nun|inzwischen|ab sofort) |
  zustandigkeitshalber\b[^.;!?]{0,80}\b(?:gegeben|gesandt|gesendet|geleitet|geschickt|gereicht|ubermittelt|ubergeben|zugeleitet|ubersandt) | in eigener zustandigkeit |
  zur (?:weiteren |dortigen )?(?:erledigung|bearbeitung) (?:\w+ ){0,3}(?:ubersandt|zugeleitet|weitergeleitet|abgegeben) |
  abtretungs(?:anzeige|mitteilung|erklarung) | forderungs(?:verkauf|ubergang|kauf)\w* | notice of assignment |
  (?:neue[rn]?|jetzige[rn]?) (?:glaubiger\w*|inhaber\w*|forderungsinhaber\w*) |
  (?:glaubiger|forderungsinhaber|inhaber)(?:in)?(?: der forderung)? ist (?:\w+ ){0,3}(?:seit|jetzt|nun|nunmehr|inzwischen|mittlerweile) |
  nicht (?:mehr|langer) (?!als )(?:\w+ )?(?:inhaber\w*|glaubiger\w*|forderungsinhaber\w*|zustandig|eigentumer\w*) |
  no longer (?:the )?(?:own\w*|hold\w*|creditor|responsible) | glaubigerwechsel |
  (?:bisherige[nr]?|ursprungliche[nr]?|vorherige[nr]?|fruhere[nr]?) glaubiger\w* | forderungs(?:erwerb|kauf)\w* |
  neue[rn]? (?:haus|wohnungs)?verwalt(?:er|erin|ung)\b | \w*verwaltung (?:hat |wurde )?(?:gewechselt|wechselte|abgegeben) | kaufstichtag | (?:ubergabe|abgabe|verkauf|abtretung) an (?:\w+ ){0,3}\w+ |
  (?:ab sofort|kunftig|seit \w+) (?:kummert|ubernimmt|bearbeitet|betreut|zieht)\b | rechtsnachfolger\w* |
  rechtsnachfolge |
  (?:zustandig|zustandigkeit)(?: \w+){0,6} (?:nun|nunmehr|jetzt|mittlerweile|inzwischen|kunftig|ab sofort) |
  (?:bearbeitung|einzug|beitreibung|vollstreckung|forderungseinzug) (?:\w+ ){0,3}(?:obliegt|erfolgt|ubernimmt|liegt|wird) (?:\w+ ){0,3}(?:nun|nunmehr|jetzt|inzwischen|mittlerweile|durch|bei|von) |
  (?:liegt|befindet sich|ist) (?:inzwischen|jetzt|nunmehr|mittlerweile|nun) bei |
  (?:unsere? (?:rechtsanwalt\w*|anwalt\w*|inkasso\w*)) (?:\w+ ){0,4}(?:zustandig|beauftragt) |
  mandat (?:\w+ ){0,3}(?:niedergelegt|beendet|erloschen) |
  vertrete[nt]? (?:[\w-]+ ){0,5}nicht (?:mehr|langer) | (?:handeln|handle|agieren|arbeiten) (?:wir |ich )?nicht (?:mehr|langer) (?:fur|im) | nicht (?:mehr|langer) (?:fur|im auftrag|im namen) [^.;!?]{0,40}\b(?:tatig|handeln|beauftragt|mandatiert) | no longer (?:act|acting|represent\w*|instructed|work\w*) |
  (?:liegt|befindet sich|ist) (?:inzwischen|jetzt|nunmehr|mittlerweile|nun) beim |
  (?:in|an) (?:unsere|meine|die|deren|ihre) (?:rechte\w*|stelle) (?:(?:als )?\w+ )?(?:eintritt|eintreten|eingetreten|getreten|tritt) |
  (?:falle?|akten?|\w*forderungen|vorgange|konten|sachen) (?:gehen|wandern|wechseln) (?:[\w.]+ ){0,5}(?:an|zu[mr]?) (?:die|das|den|ein\w*)?\b |
  factoring\w* [^.;!?]{0,60}\babgetreten |
  (?:unsere|die|ihre|deren|seine) (?:rechte|interessen|anspruche|forderung\w*) (?:\w+ )?(?:wahrnimmt|wahrnehmen|vertritt|vertreten) |
  anwaltlich vertreten | vertreten durch (?:die |den |herrn |frau )?(?:[\w-]*anwalt\w*|kanzlei|inkasso\w*) |
  (?:korrespondenz|schriftverkehr|schriftwechsel|kommunikation|anfragen|post)\b[^.;!?]{0,30}\b(?:ausschliesslich|nur|direkt|unmittelbar|kunftig) (?:\w+ ){0,2}(?:uber|an|mit) (?:sie|ihn|diese\w*|diesen|dorthin|herrn|frau|[\w-]*anwalt\w*) |
  (?<!fragen )wenden sie sich (?:\w+ ){0,4}an (?:die |den |das )?(?:[\w.&-]+ ){0,4}(?:inkasso\w*|kanzlei|rechtsanwalt\w*|forderungs(?:management|service|einzug)\w*|gerichtsvollzieher\w*|vollstreckungs\w+|rechtsnachfolger\w*|zessionar\w*) |
  (?:dafur|hierfur|hier) (?:sind wir|bin ich|ist unser\w* \w+) (?:\w+ )?nicht (?:mehr )?zustandig |
  (?:von|durch) (?:der|die|den|dem) [^.;!?]{0,50}\b(?:fortgefuhrt|weitergefuhrt|eingezogen|wahrgenommen|weiterverfolgt) |
  verschmelzung | verschmolzen | (?:fusion|fusioniert) | aufgegangen in |
  nicht (?:mehr|langer) (?:[\w-]+ ){0,5}(?:ansprechpartner\w*|adressat\w*|ansprechstelle|anlaufstelle|aktivlegitimiert|anspruchsinhaber\w*|verfugungsberechtigt) |
  (?:die )?falsche\w* (?:ansprechpartner\w*|adressat\w*|adresse|stelle|gesellschaft|firma|unternehmen) |
  (?:gehort|gehoren) (?:\w+ ){0,3}(?:nun|nunmehr|jetzt|inzwischen|mittlerweile|seit) | (?:steht|stehen) (?:\w+ ){0,3}(?:nun|nunmehr|jetzt|inzwischen|mittlerweile|seit)\b[^.;!?]{0,70}\bzu |
  halten sie sich (?:\w+ ){0,3}an | an (?:die|den|das) sie (?:sich|ihre?\w* \w+|alle \w+|bitte) | zessionar\w* | zediert |
  direct (?:all |any )?(?:\w+ ){0,3}(?:correspondence|enquir\w+|inquir\w+|payments?|questions|communication) to | contact them |
  now (?:owned|managed|handled|held|serviced) by | has (?:since )?been (?:sold|assigned) | (?:was|is|were) (?:\w+ )?(?:acquired|purchased|bought|taken over) by | new owner | kunftig (?:\w+ )?(?:dort|dorthin) |
  \w*(?:mandat|auftrag)\w* (?:\w+ ){0,7}(?:zuruckgezogen|widerrufen|entzogen|niedergelegt|beendet|geendet|gekundigt|erloschen|ausgelaufen) |
  (?:akte|vorgang|auftrag|dossier) (?:\w+ ){0,6}(?:zuruckgegeben|zuruckgereicht|retourniert) |
  (?:fuhrt|betreut|bearbeitet|verwaltet|hat) (?:\w+ ){0,3}(?:jetzt|nun|nunmehr|inzwischen|mittlerweile|seit \w+) (?:die|das|unser\w*|herr|frau)? ?(?:\w+ ){0,4}(?:inkasso\w*|kanzlei|rechtsanwalt\w*|anwalt\w*)
`
const ANNOUNCES = sifted(/\b(?:zeigen (?:wir )?(?:\w+ ){0,8}an\b|anzeige|angezeigt|hiermit mitgeteilt)\b/)
const ACQUIRED = sifted(
  /\bwir [^.;!?]{0,120}\b(?:erworben|ubernommen|gekauft|angekauft)\b|\b(?:haben|hat)\b[^.;!?]{0,90}\buns\b[^.;!?]{0,160}\b(?:abgetreten|zediert|verkauft|veraussert|ubertragen)\b|\bsind (?:wir )?(?:(?!nicht|kein)\w+ ){0,3}(?:inhaber|glaubiger|forderungsinhaber|eigentumer|rechtsnachfolger)\w*|\b(?:auf uns ubergegangen|in unsere[mr] \w+ aufgegangen|mit uns verschmolzen|(?:fuhren|verwalten) wir [^.;!?]{0,50}\b(?:fort|weiter))\b/,
)

/** The sender says that it has bought a claim, as news: not one that the firm knows by its number, or has been told of. */
const PURCHASE = sifted(
  /\b(?:erworben|gekauft|angekauft|abgetreten|verkauft|veraussert|neue[rn]? (?:\w+ )?(?:glaubiger|inhaber|forderungsinhaber)\w*|(?:glaubiger|inhaber|forderungsinhaber)(?:in)?\b[^.;!?]{0,80}\bgeworden|(?:bis dahin|zuvor|vorher|ehemals) [^.;!?]{0,60}\b(?:zustand|zustanden|gehorte\w*))\b/,
)
const KNOWN = sifted(
  /\b(?:bereits|schon|bekanntlich|seinerzeit|damals|wie (?:ihnen )?(?:mitgeteilt|angezeigt|bekannt)|seit jahren|vor jahren|(?:liegt|lag|ging) (?:ihnen|ihrer kanzlei|ihrem buro) (?:\w+ )?(?:vor|zu)\b|confirm|(?:forderung|konto|vertrag|akte|vorgang) (?:nr |nummer )?\d)/,
)
/** Whoever bills for doctors or buys all invoices of a shop was asked as the creditor that it is. */
const STANDING = sifted(
  /\b(?:rechne[nt]? (?:wir )?[^.;!?]{0,80}\bab|abrechn\w*|verrechnungsstelle\w*|honorarforderung\w*|factoring\w*|laufend\w*|regelmassig\w*)\b/,
)
const isPurchase = (sentence: string) =>
  PURCHASE.test(sentence) && (CLAIM.test(sentence) || /\bneue/.test(sentence)) && !STANDING.test(sentence)
/** The firm has been told before, or knows the claim as the buyer's; or it was sold two years before the mail, or more. */
export function isOldPurchase(sentence: string, written: string, year: number): boolean {
  if (!PURCHASE.test(sentence) && !NEW_HOLDER.test(sentence)) return false
  const years = (written.match(/(?<!\d)20\d\d(?!\d)/g) ?? []).map(Number)
  return KNOWN.test(sentence) || (years.length > 0 && Math.max(...years) <= year - 2)
}

/** Circumstances that make a change of hands only together: who, since when, what it does there, where to write now. */
const CIRCUMSTANCES: [weight: number, Sifted][] = [
  [
    1.2,
    anyOf`
      inkasso\w* | (?:rechts)?anwalt\w* | [\w-]*dienstleister\w* | [\w-]*partner(?:in|n)? | factor | \w*kanzlei | \w+ (?:gmbh|ag|kg|se|ohg|ltd|limited) | vollstreckungs(?:stelle|behorde|dienst) |
      (?:kreis|stadt|gemeinde|landes|gerichts|finanz|amts|verbands)kasse | insolvenzverwalter\w* | zwangsverwalter\w* |
      hauptzollamt\w* | \w+justizkasse | gerichtsvollzieher\w* | (?:inkasso)?buro | factoring\w* | neue[rnm]? \w*(?:glaubiger|inhaber)\w*
    `,
  ],
  [
    1.2,
    anyOf`seit | jetzt | nun | nunmehr | inzwischen | mittlerweile | kunftig | zukunftig | ausschliesslich | allein | ab sofort | ab jetzt | now | since`,
  ],
  [
    1.4,
    anyOf`
      bearbeitet | zustandig | betreut | betrieben | gefuhrt | verfolgt | ubernommen | ubernimmt | kummert sich | ansprechpartner\w* |
      eingeschaltet | einzieht | eintreibt | beitreibt | zieht (?:\w+ ){0,4}ein | hat (?:[\w-]+ ){0,5}(?:die sache|den fall|die akte|den vorgang|das verfahren) | handled by | managed by
    `,
  ],
  [
    1.4,
    anyOf`
      dorthin | dort bitte | bitte dort | an (?:diese|dieses|diesen) (?:zu )?wenden | an (?:das|die|den) sie sich |
      (?:wenden|richten|melden) sie [^.;!?]{0,60}\b(?:dorthin|dort|an diese|an dieses|unmittelbar an|direkt an) |
      mit (?:denen|dem|der|diesen) (?:reden|sprechen|klaren) | to them | with them | directed to
    `,
  ],
]
/** `Zuständig ist jetzt Frau Meier`, `wir haben ein Inkassobüro`: nobody else has it. */
const ENOUGH = 3.7

/** The signs of one sentence. */
export function signsOfHandover(sentence: string): Sign[] {
  const signs: Sign[] = []
  if (isHandover(sentence)) signs.push({ act: 'transfer', weight: 5.5 })
  else {
    const weight = circumstances(sentence)
    const surely = Math.max(weight >= ENOUGH ? 5 : weight >= 2.4 ? 1.5 : 0, handsOver(sentence))
    if (surely > 0) signs.push({ act: 'transfer', weight: surely })
  }
  if (ACQUIRED.test(sentence)) signs.push({ act: 'acquired', weight: isPurchase(sentence) ? 3.9 : 2 })
  return signs
}

/** What the subject alone says. */
export function handoverInSubject(subject: string): Sign[] {
  return NEW_HOLDER.test(subject) || /\b(?:abgabe|verkauf)\b/.test(subject) ? [{ act: 'transfer', weight: 5.5 }] : []
}

function circumstances(sentence: string): number {
  if (isConditional(sentence) || INTERNAL.test(sentence) || TO_US.test(sentence) || OURS.test(sentence)) return 0
  return CIRCUMSTANCES.reduce((sum, [weight, pattern]) => sum + (pattern.test(sentence) ? weight : 0), 0)
}
/** What `we` do is not done by others; who is asked about, or has counsel, is the client. */
const OURS = sifted(
  /\b(?:bearbeite[nt]? wir|wir (?:\w+ ){0,6}(?:zustandig|bearbeiten|betreuen|fuhren)|bei uns|ihr\w* (?:mandant\w*|kanzlei|buro)|vollmacht|ratenzahlung)\b|\?\s*$/,
)

/** Nobody has got it: `weder zediert noch übergeben`, `noch keinem Anwalt gegeben`, `an niemanden verkauft`. */
const NOBODY = sifted(
  /\b(?:an niemand\w*|niemandem|noch (?:kein\w*|nicht)|weder|not (?:yet )?(?:been )?(?:sold|assigned|transferred|passed)|nicht (?:\w+ )?(?:verkauft|abgetreten|zediert|ubertragen|abgegeben|weitergegeben|veraussert|ubergeben)|kein\w* (?:\w+ )?(?:anwalt\w*|inkasso\w*|abtretung|dritte\w*|verkauf|forderungsverkauf))\b/,
)

/** `Bitte senden Sie uns die Abtretungserklärung`. */
const ASKS_FOR_PAPERS = sifted(
  /\b(?:senden|schicken|reichen|legen|ubersenden|ubermitteln|faxen|mailen) sie\b[^.;!?]{0,60}\b\w*(?:abtretung|vollmacht|erklarung|anzeige)\w*|\b(?:um|ohne|fehlt|benotigen|brauchen)\b[^.;!?]{0,50}\babtretungs\w*/,
)

/** `Der Eigentümer hat uns bevollmächtigt, ihn zu vertreten`: the sender's own mandate. */
const OUR_MANDATE = sifted(
  /\b(?:hat|haben|hatte)\b[^.;!?]{0,60}\b(?:uns|mich)\b[^.;!?]{0,60}\b(?:bevollmachtigt|beauftragt|ermachtigt|mandatiert|betraut)\b|\b(?:wir|ich) (?:wurden?|sind|bin) [^.;!?]{0,60}\b(?:bevollmachtigt|ermachtigt|mandatiert|betraut)\b/,
)

function isHandover(sentence: string): boolean {
  if (NOBODY.test(sentence) || ASKS_FOR_PAPERS.test(sentence)) return false
  if (isConditional(sentence) && !NEW_HOLDER.test(sentence)) return false
  if (/\b(?:werden wir|wurden wir|behalten uns vor|will be)\b/.test(sentence) && !NEW_HOLDER.test(sentence))
    return false
  if (
    NEW_HOLDER.test(sentence) &&
    !staysHere(sentence) &&
    !OUR_MANDATE.test(sentence) &&
    !/\b(?:an uns|uns (?:\w+ ){0,3}(?:abgetreten|ubertragen))\b/.test(sentence)
  )
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
