/** What words around a sum of money say about it. Written for `cueText`: lower case, umlauts without dots (`fallig`). */
import { stripDiacritics } from '../matching/normalise.ts'

/** Folds a text for cue patterns: lower case, no diacritics, ASCII umlauts (`Rueckstand`) as umlauts. */
export function cueText(text: string): string {
  let folded = recent.get(text)
  if (folded === undefined) {
    folded = fold(text)
    if (text.length < 2000) remember(text, folded)
  }
  return folded
}

function fold(text: string): string {
  return stripDiacritics(text)
    .replace(/(?<![aeqo])ue(?!ll|nd|rst)/g, 'u')
    .replace(/(?<![aeio])(?:ae|oe)(?!uv)/g, pair => pair[0]!)
    .replace(/\s+/g, ' ')
}

/** The sentences of the mail in hand: each is asked for again and again while it is read. */
const recent = new Map<string, string>()
function remember(text: string, folded: string): void {
  if (recent.size >= 1000) recent.clear()
  recent.set(text, folded)
}

export type CueRole =
  | 'grand'
  | 'total'
  | 'principal'
  | 'interest'
  | 'fee'
  | 'item'
  | 'payment'
  | 'instalment'
  | 'settlement'
  | 'threshold'
  | 'quoted'
  | 'subtotal'
  | 'credit'

/** A pattern, what it means and how much it weighs against others at the same distance. */
export interface Cue {
  role: CueRole
  weight: number
  pattern: RegExp
}

const cue = (role: CueRole, weight: number, source: string): Cue => ({ role, weight, pattern: new RegExp(source, 'g') })

/** Before the sum. The nearest counts, and of equally near ones the weightier. */
export const LEFT_CUES: Cue[] = [
  cue(
    'grand',
    3.9,
    '\\b(?:reduzier|verringer|verminder|ermassig|erhoh)\\w* sich(?: \\w+){0,5} auf\\s*(?:eur|€)?\\s*$|\\bhat sich(?: \\w+){0,6} auf\\s*(?:eur|€)?\\s*$',
  ),
  cue(
    'threshold',
    4.2,
    '(?<!geht |sich |es )\\bum(?: weitere)?\\s*(?:eur|€)?\\s*$|\\bwaren es(?: \\w+){0,2}\\s*(?:eur|€)?\\s*$|\\b(?:stunden|tages|zins|gebuhren)satz\\b',
  ),
  cue(
    'grand',
    3.4,
    '\\b(?:gesamt(?!schuldner|preis)\\w*|insgesamt|in summe|summe|zusammen(?! aus|gesetzt)|macht|endsumme|endbetrag|endsaldo|total\\w*|summa|ergibt(?: sich)?|ergeben|alles in allem|sum|verbleib\\w*|bleib(?:t|en)|(?:de[nr]|die|das)? ?rest(?:betrag\\w*|summe)?(?: von)?|sind es(?: \\w+){0,2}|bring the total to)\\b|=\\s*$',
  ),
  cue(
    'total',
    3,
    '\\b(?:rest(?:forderung|schuld|saldo|betrag|kapital|summe)\\w*|(?:konto|forderungs|schulden|zahlungs|beitrags|miet\\w{0,6}|unterhalts|steuer\\w{0,4})(?:stand|saldo|ruckstand|schuld|ruckstande)\\w*|\\w{0,8}saldo|\\w{0,14}ruckstand\\w*|ruckstandig\\w*|schuldet|schulden|schuldig|obligo|valutiert\\w*|valuta|zu zahlen\\w*|zahlbetrag|offen(?:e[nrms]?)?|offensteh\\w*|ausstehend\\w*|\\w*aussenstand\\w*|ausstand\\w*|beizutreib\\w*|ablos(?:e|ungs)?(?:betrag|summe|wert)|outstanding|balance|amount due|owes?|owed|owing|arrears|debt|forderungshohe|(?:zuruck|ruck)(?:zu)?(?:zahl|forder|gefordert|erstatt)\\w*|erstattungs\\w*|in anspruch genommen|stands at|amounts to|comes to|remaining|richtig(?: ist| sind|erweise)|tatsachlich|korrekt(?: ist| sind)?|genau(?:er)?|(?:nach|un)?bezahlt gebliebene?\\w*|unbeglichen\\w*|bekomm(?:e|en)|fehlen|hohe unserer|aushaft\\w*|haftet|haften|unberichtigt\\w*|lautet auf|lauten auf|aufgelaufen\\w*|in der kreide|in arrears|payable|unser guthaben|verlustschein\\w*|pendent\\w*|fehlbetrag|zusteh\\w*|nachzuzahlen\\w*|nachzuentrichten\\w*|offenstand|vollstreckbar\\w*)\\b',
  ),
  cue(
    'total',
    2.8,
    '\\b(?:(?<!haupt|neben|grund|kapital|zins)forderung(?:en|s\\w*)?|\\w{3,20}(?<!haupt|neben|grund|kapital|zins)forderung(?:en)?|anspruch\\w*|anspruche|verbindlichkeit\\w*|belauf\\w*|betragt|betragen|betrug|beziffer\\w*|gefordert\\w*|verlang\\w*|geltend|(?:uber)?fallig\\w*|auf zahlung(?: in hohe)?|claims?|uberzogen|unbezahlt\\w*|unpaid|due|stehen|steht|zu unseren gunsten|zu ihren lasten|minus|im soll|soll|schuld|\\w{0,12}nachzahlung|zu begleichen)\\b',
  ),
  cue('total', 2, '\\bnoch\\b'),
  cue('grand', 4, '\\bauf (?:nunmehr|jetzt|nun|aktuell|derzeit|mittlerweile)(?: noch)?\\s*(?:eur|€)?\\s*$'),
  cue('grand', 3.2, '\\bstand (?:heute|jetzt)\\b[^.;]{0,6}$'),
  cue(
    'grand',
    3.8,
    '\\b(?:belauf\\w*|betrag(?:t|en)|lautet|steht|stehen|liegt|valutiert|sind|ist|schulde[tn]|macht)(?: \\w+){0,3}? (?:jetzt|nun|nunmehr|inzwischen|mittlerweile|aktuell|derzeit|zurzeit|heute|momentan|gegenwartig)(?: (?:noch|nur|auf|mit|bei|es|uns|insgesamt))*\\s*(?:eur|€)?\\s*$',
  ),
  cue(
    'grand',
    3.6,
    '\\b(?:geltend gemacht|gefordert|verlangt|beansprucht|angemeldet|begehrt|eingefordert) (?:werden|wird)(?: (?:noch|nur|insgesamt|daher|demnach|nunmehr|jetzt))*\\s*(?:eur|€)?\\s*$',
  ),
  // `Stand 05.02.2026: 2.741,52`, `S 411,08`: an account speaks.
  cue(
    'total',
    2.8,
    '\\bstand(?: per| vom| zum| am)? \\d{1,2}\\. ?(?:\\d{1,2}\\.|\\w{3,9}) ?(?:\\d{2,4})?\\s?[:=]?\\s*(?:eur|€)?\\s*$',
  ),
  cue(
    'total',
    2.4,
    '\\b(?:aktuell|derzeit|momentan|gegenwartig|zurzeit|eigentlich|an sich|currently|presently)(?: \\w+){0,2}\\s*(?:eur|€)?\\s*$',
  ),
  cue(
    'total',
    4.4,
    '\\b(?:geht|gehe|ging|handelt|dreht)(?: \\w+){0,5} um(?: (?:noch|immer|insgesamt|rund|genau|eine?|forderung|summe|betrag|von))*\\s*(?:eur|€)?\\s*$',
  ),
  cue('total', 4.4, '\\beigentlich (?:waren|ware|sind|ist) (?:es|das)\\s*(?:eur|€)?\\s*$'),
  cue('total', 2.6, '(?:^|[\\s:])(?:s|soll)\\.?\\s*(?:eur|€)?\\s*$'),
  // `der dann verbleibende Rest von 3.248 €`: what will be left.
  cue(
    'threshold',
    4.6,
    '\\b(?:dann|danach|anschliessend|hiernach|spater)(?: (?:noch|nur|ein|eine|der|die|den|dem|von))* (?:verbleib\\w*|restlich\\w*|offen\\w*|ubrig\\w*|rest\\w*|bestehend\\w*)(?: (?:rest\\w*|betrag|summe|saldo|forderung|von|in hohe von))*\\s*(?:eur|€)?\\s*$',
  ),
  // `… monatlich 15 €, bis die Summe von 163 € getilgt ist`.
  cue(
    'total',
    4.3,
    '\\bbis (?:zur (?:vollstandigen )?(?:tilgung|zahlung|begleichung|ruckfuhrung) )?(?:\\w+ ){0,3}(?:summe|betrag\\w*|\\w*forderung\\w*|\\w*schuld\\w*|\\w*ruckstand\\w*|saldo\\w*)(?: (?:von|uber|in hohe von))?(?: insgesamt)?\\s*(?:eur|€)?\\s*$',
  ),
  // `bezahlt hat er von den 1.068 € …`, `bei 89 € machen wir das nicht`: what the rest is measured by.
  cue(
    'total',
    4.2,
    '\\b(?:bezahlt|gezahlt|uberwiesen|zuruck\\w*)\\b[^.;]{0,30}\\bvon (?:den|insgesamt|ursprunglich\\w*)\\s*(?:eur|€)?\\s*$|\\bvon (?:den|diesen)\\s*(?:eur|€)?\\s*$|^\\s*von (?:insgesamt|ursprunglich\\w*|urspr|anfanglich\\w*|einst)\\s*(?:eur|€)?\\s*$',
  ),
  cue('total', 3.5, '(?<!lieg(?:t|en|e) )(?<!vorstellung )\\bbei\\s*(?:eur|€)?\\s*$'),
  cue(
    'total',
    3.6,
    '\\b(?:(?:auf|zur) zahlung(?: in hohe)?(?: von| des)?|(?:noch )?nicht (?:mehr )?(?:bezahlt|beglichen|gezahlt|ausgeglichen)\\w*|zahlung steht (?:noch )?aus)\\b',
  ),
  cue(
    'subtotal',
    4,
    '\\b(?:zwischensumme|ubertrag|subtotal|carried forward|summe hauptforderung\\w*|summe zinsen|summe kosten)\\b',
  ),
  cue(
    'principal',
    3.2,
    '\\b(?:hauptforderung\\w*|geliehen|verliehen|vorgestreckt|ausgelegt|haupt(?:sache|betrag|schuld)|hf|kapitalforderung|kapital|kaufpreis\\w*|principal|grundforderung|ursprungsforderung)\\b',
  ),
  cue('interest', 3.2, '\\b(?:\\w{0,20}zins(?:en|betrag|ruckstand)?|zinsforderung|interest)\\b'),
  cue(
    'fee',
    3.2,
    '\\b(?:\\w{0,30}(?:kosten|gebuhr(?:en)?|auslagen\\w{0,10}|pauschalen?|spesen|vergutung|porto|zuschlag\\w{0,2}|zuschlage)|mahn(?:ung(?:en)?|ausgaben)|rucklast\\w*|fees?|charges?|costs?|umsatzsteuer|mwst)\\b',
  ),
  cue(
    'item',
    2.2,
    '\\b(?:\\w{0,16}rechnung(?:en|s\\w*)?|\\w{3,25}(?:bescheid|steuer|beitrag)|ersatz|rg|rgn|re|miete[n]?|\\w{0,10}beitrag|beitrage|bestellung(?:en)?|lieferung(?:en)?|invoice|schadens?ersatz|bescheid\\w*|nebenforderung\\w*|kredit|darlehen|vertrag|konto)\\b',
  ),
  cue(
    'payment',
    3.1,
    '\\b(?:zahlung(?:en|seingang\\w*)?|teilzahlung(?:en)? vom|gezahlt\\w*|bezahlt\\w*|uberwiesen\\w*|uberweisung\\w*|eingegangen\\w*|eingang|abzug\\w*|abzuglich|abzgl|gutschrift\\w*|gutgeschrieben\\w*|verrechn\\w*|verbucht\\w*|angezahlt\\w*|anzahlung|beglichen\\w*|ausgeglichen\\w*|erhalten\\w*|paid|payments?|received|less|deduct\\w*|erstattet\\w*|ausgezahlt\\w*|getilgt\\w*|gepfandet\\w*|erlassen|aufgerechnet\\w*|einbehalten\\w*|tilgung\\w*|zuruckgezahlt|abgetragen|abbezahlt|eingezogen\\w*|vereinnahmt\\w*|beigetrieben\\w*|geleistet\\w*|entrichtet\\w*|zahlte|uberwies|tilgte|erstattung|zuruck (?:kam|kamen|gab|bekommen|erhalten|gezahlt)|wieder (?:bekommen|erhalten)|credit note|credit of|\\w*erlos\\w*|anrechnung|angerechnet\\w*|nachlass von|skonto|rabatt)\\b|\\./\\.\\s*$',
  ),
  cue('credit', 3.4, '\\b(?:guthaben\\w*|credit balance|zu ihren gunsten)\\b'),
  cue(
    'instalment',
    4,
    '\\b(?:\\w{0,8}raten?|teilbetrag\\w*|instal\\w+) (?:zu|a|von|in hohe von|of)(?: je| jeweils| each)?\\s*$',
  ),
  cue(
    'instalment',
    3.3,
    '(?:\\b|monats|wochen|teil|quartals|schluss|leasing|folge)(?:raten?)\\b|\\b(?:raten\\w{0,20}|monatlich\\w*|mtl|pro monat|im monat|monats(?:betrag|betrage|betragen|zahlung\\w*)|teilbetrag\\w*|teilbetrage\\w*|teilzahlung(?:en)?|instal\\w*|monthly|abschlag\\w*|abschlage)\\b',
  ),
  cue(
    'settlement',
    3.4,
    '\\b(?:vergleich\\w*|abgeltung\\w*|einmalzahlung\\w*|einmalbetrag\\w*|einmalig\\w*|quoten?(?:zahlung|betrag)?\\w{0,3}|sonderzahlung|abfindung\\w*|settle\\w*|erledigungs\\w*|gegen (?:eine )?zahlung(?: von)?|(?:bei|nach) zahlung(?: von)?|nachlass|verzicht\\w*|begnug\\w*|angebot\\w*|bieten\\w*|geboten\\w*|vorschlag\\w*|reduzier\\w*|zahlen sie|lump sum|offer\\w*|abschreib\\w*)\\b',
  ),
  cue(
    'threshold',
    3.6,
    '\\b(?:mindest\\w*|hochstens|hochst\\w*|maximal\\w*|max|bis zu|ab|unter|uber mehr als|freibetrag\\w*|pfandungs?frei\\w*|pfandungsgrenze|streitwert|gegenstandswert|kreditrahmen|verfugungsrahmen|kreditlimit\\w*|limit|rahmen|dispo(?:sitions)?(?:rahmen|limit|linie)\\w*|versicherungssumme|deckungssumme|stammkapital|grundkapital|tageszins\\w*|taglich\\w*|per diem|je tag|pro tag|daily|kaution\\w*|einkommen|einkunfte\\w*|\\w{0,12}gehalt\\w{0,12}|nettolohn|lohn|rente|bagatell\\w*|bestellwert|jahresbeitrag|ursprung\\w*|nennbetrag|darlehenssumme|kreditsumme|kreditbetrag|nettodarlehens\\w*|grundschuld\\w*|kunftig\\w*|zukunftig\\w*|tagessatze?\\w*|genossenschaftsanteil\\w*|seinerzeit\\w*|damals|original\\w*|loan amount|sicherheit\\w*|ruckkaufswert|verkehrswert|pfand|flaschenpfand|rund|ca|circa|etwa|knapp|approximately|about)\\b|(?:^|\\s)a\\s*$|(?:^|\\s)x\\s*$|\\bzu je\\b|\\bje\\s*$',
  ),
  cue(
    'quoted',
    4,
    '\\b(?:von ihnen \\w*|(?:laut|nach|gemass|lt\\.?|entgegen) (?:ihr\\w*|angabe\\w*|den angaben)|ihrer?(?:seits)? (?:angegeben\\w*|genannt\\w*|mitgeteilt\\w*|bezifferten?)|in ihre[mr] (?:schreiben|aufstellung|liste|anfrage|brief|mail|plan)|sie (?:nennen|geben|nannten|gaben|beziffer\\w*|gehen)|ihre? (?:mandant\\w*|mandantschaft|klient\\w*) (?:\\w+ ){0,2}(?:nennt|gibt|nannte|angegeben\\w*|genannt\\w*|beziffert\\w*|geht)|angegebenen?|(?:versehentlich|irrtumlich\\w*|falschlich\\w*|fehlerhaft\\w*|unrichtig\\w*|unzutreffend\\w*|by mistake|erroneously)|you (?:state|mention|quote)\\w*|your (?:figure|letter)\\w*|your client (?:\\w+ ){0,2}(?:state|claim|say|said|mention|quot|believ|assum)\\w*|by your client|statt)\\b',
  ),
]

/** Right after the sum, within a few words; a bracket opens something else. */
export const RIGHT_CUES: Cue[] = [
  cue('grand', 3.9, '^[^.;()]{0,25}?\\b(?:verbleib\\w*|ubrig ?bleib\\w*)(?=\\s*(?:[.,;]|$))'),
  cue('grand', 3.6, '^[\\s,]{0,2}(?:ermassigt|reduziert|gesenkt|herabgesetzt|erhoht|gestiegen|angewachsen)\\b'),
  cue(
    'total',
    3.9,
    '^[^.;(]{0,40}?\\bnicht (?:mehr )?(?:bezahlt|beglichen|gezahlt|eingegangen|ausgeglichen|uberwiesen)',
  ),
  cue(
    'total',
    3.9,
    '^[\\s,]{0,2}(?:kann |konnen |konnte |\\w+ )?(?:\\w+ )?in (?:\\w+ ){0,3}(?:raten|monatsraten|teilbetragen|teilzahlungen|instal\\w+)\\b',
  ),
  cue(
    'settlement',
    5,
    '^[^.;,]{0,32}?\\b(?:zu )?(?:verzicht\\w*|erlass(?:en|t)?\\b|nachlass\\w*|(?:ab|aus)(?:zu)?(?:buchen|schreiben)\\b|fallen ?(?:zu)?lassen|streichen|entfallen|waive\\w*|written? off)',
  ),
  // `15 € Pfand gibt es zurück`: what somebody will get back is no claim.
  cue(
    'threshold',
    3.8,
    '^\\s{0,2}(?:\\w*pfand|kaution)\\b|^[^.;,]{0,30}?\\b(?:gibt(?: es|s)?|bekommt?|erhalt|kriegt) (?:\\w+ ){0,3}zuruck\\b',
  ),
  // What an office has paid out without a right to it comes back.
  cue(
    'total',
    3.9,
    '^[\\s,]{0,2}(?:\\w+ ){0,3}(?:zu ?viel|zu unrecht|uber)(?:zahlt| (?:\\w+ ){0,2}(?:gezahlt|erhalten|ausgezahlt|bezogen|bezahlt|geleistet))',
  ),
  cue('settlement', 3.9, '^[\\s,:)-]{0,3}(?:in full and final settlement|as (?:a )?(?:full and final )?settlement)'),
  cue('grand', 3.2, '^[\\s,:-]{0,3}(?:insgesamt|gesamt\\w*|in summe|zusammen|total|in total|altogether)\\b'),
  cue(
    'total',
    3.3,
    '^[^.;(]{0,40}?\\b(?:offen(?:e[nrms]?)?|offensteh\\w*|ausstehend\\w*|ubrig|zu zahlen|ruckstand\\w*|ruckstandig|zu unseren gunsten|zu (?:ihren|seinen|deren) lasten|zu lasten|(?:im |in das )?minus|(?:im )?soll|in verzug|schuldig|schulden|zu begleichen|zu erstatten|zuruckzuzahlen|zuruckgefordert|zuruckzufordern|gefordert|geschuldet|outstanding|overdue|due|unpaid|remains?|is owed|unbezahlt|in anspruch genommen|uberzogen|(?:uber)?fallig|geltend|nicht bezahlt|nicht (?:mehr )?(?:gekommen|da\\b)|steht (?:noch )?aus|stehen (?:noch )?aus|steht (?:noch )?offen|stehen (?:noch )?offen|aufgelaufen|angefallen|aushaften\\w*|haften|unberichtigt|in der kreide|in arrears|payable|unbeglichen|zuzuglich zinsen|zur? (?:\\w+ )?(?:zahlung|ruckfuhrung|ruckzahlung|ausgleich\\w*|begleichung) (?:\\w+ )?(?:offen\\w*|ansteht|steht|anstehen)|ansteht|auf der uhr|zu buche|unbeglichen\\w*|zu,|will ich haben|von ihm|von ihr)(?![\\w-])',
  ),
  cue(
    'principal',
    3.4,
    '^\\s{0,2}(?:an |als |fur )?(?:hauptforderung|hauptsache|hf|kapital|principal|geliehen|verliehen|vorgestreckt|ausgelegt)\\b',
  ),
  cue('interest', 3.4, '^\\s{0,2}(?:an |als |fur |in )?(?:\\w{0,12}zins(?:en)?|accrued interest|interest)\\b'),
  cue(
    'fee',
    3.4,
    '^\\s{0,2}(?:an |als |fur |in |late )?(?:\\w{0,25}(?:kosten|gebuhr(?:en)?|auslagen|pauschalen?|zuschlag\\w*)|mahn\\w*|rucklast\\w*|(?:\\w+ ){0,2}fees?|costs?|charges?|inkasso\\w*)\\b',
  ),
  cue(
    'payment',
    3.5,
    '^[\\s,:-]{0,3}(?:(?!nicht|noch)[\\w.]+ ){0,4}(?:storniert|gezahlt|bezahlt|uberwiesen|eingegangen|gutgeschrieben|verbucht|angezahlt|beglichen|erhalten|verrechnet|paid|received|credited|getilgt|abgezogen|abgebucht|ausgeglichen|erstattet|ausgezahlt|erlassen|ausgebucht|verjahrt|berucksichtigt|zuruckgezahlt|abgetragen)\\b',
  ),
  cue('credit', 3.4, '^[\\s,:-]{0,3}(?:guthaben|gutschrift|zu ihren gunsten|in credit)\\b'),
  cue(
    'instalment',
    3.8,
    '^[\\s,:-]{0,3}(?:jeweils )?(?:mtl|monatlich\\w*|im monat|pro monat|je monat|per month|a month|monthly|each month|raten?\\b|monatsraten?|jeden monat|pro quartal|wochentlich|/ ?monat)',
  ),
  cue(
    'settlement',
    3.6,
    '^[\\s,:-]{0,3}(?:(?:als|zur|zum|in form einer|im wege des) )?(?:\\w+ )?(?:begnug\\w*|zufrieden\\w*|auf einmal|abgeltung|einmalzahlung|vergleich\\w*|erledigung|erledigt|abfindung|as (?:a )?(?:full and final )?settlement|vergleichsweise|einmalig\\w*|quote)\\b',
  ),
  cue(
    'threshold',
    3.6,
    '^[\\s,:-]{0,3}(?:je|pro|per) (?:tag|day|stuck|position|mahnung|fahrt|kalendertag|annum|jahr)\\b|^[\\s,:-]{0,3}(?:taglich|jahrlich|p\\. ?a\\.)',
  ),
  cue('threshold', 3.4, '^[\\s,:-]{0,3}(?:nicht )?(?:uberschreit|ubersteig|unterschreit|hinaus)'),
  cue(
    'quoted',
    4,
    '^[\\s,:-]{0,3}(?:\\w+ ){0,3}(?:ist |sind )?(?:nicht (?:richtig|korrekt|zutreffend|nachvollzieh)|unzutreffend|falsch|uberholt|veraltet|trifft nicht zu|(?:konnen|kann) (?:wir|ich) (?:so )?nicht (?:bestatigen|nachvollziehen)|is (?:not correct|incorrect|wrong|outdated))',
  ),
]

/** Conclusions: they make a sum of what stands before, whatever that is called. */
export const CONCLUSION =
  /(?:\b(?:mithin|somit|demnach|folglich|also|das heisst|sprich|ergibt|macht)\b|\bd\. ?h\.|=)(?:(?: [\w.,-]+){1,4} ?:)?[\s:]*(?:eur|€|von|einen betrag von|ein betrag von|insgesamt)?\s*$/
