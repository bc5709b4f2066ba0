/** What words behind a sum of money say about it. */
import { type Cue, cue } from './cues.ts'

/** Right after the sum, within a few words; a bracket opens something else. */
export const RIGHT_CUES: Cue[] = [
  cue('grand', 3.9, '^[^.;()]{0,25}?\\b(?:verbleib\\w*|ubrig ?bleib\\w*)(?=\\s*(?:[.,;]|$))'),
  cue(
    'grand',
    3.6,
    '^[\\s,]{0,2}(?:ermassigt|reduziert|gesenkt|herabgesetzt|erhoht|gestiegen|angewachsen|zuruckgegangen|gesunken|geschrumpft|zusammengeschmolzen|geschmolzen|verringert|vermindert)\\b',
  ),
  cue(
    'total',
    3.9,
    '^[\\s,)]{0,2}(?:noch |aber |hingegen |dagegen |jedoch |leider |bisher )*nicht(?=\\s*(?:[.;!]|$))|^[^.;(]{0,40}?\\b(?:nicht|nie(?:mals)?) (?:mehr )?(?:(?:zuruck)?(?:be|ge)zahlt|beglichen|eingegangen|ausgeglichen|uberwiesen)',
  ),
  cue(
    'total',
    3.9,
    '^[\\s,]{0,2}(?:kann |konnen |konnte |(?!rest)\\w+ )?(?:(?!rest)\\w+ )?in (?:\\w+ ){0,3}(?:raten|monatsraten|teilen|schritten|teilbetragen|teilzahlungen|instal\\w+)\\b',
  ),
  cue(
    'settlement',
    5,
    '^(?![^.;,)]{0,32}\\b(?:nicht|nie|niemals|zu keinem zeitpunkt|keinesfalls)\\b)[^.;,)]{0,32}?\\b(?:zu )?(?:verzicht\\w*|erlass(?:en|t)?\\b|nachlass\\w*|(?:ab|aus)(?:zu)?(?:buchen|schreiben)\\b|fallen ?(?:zu)?lassen|streichen|entfallen|waive\\w*|written? off)',
  ),
  cue(
    'total',
    3.9,
    '^[\\s,]{0,2}(?:has|have|had|is|was|remains?) (?:still )?(?:never|not|unpaid)\\b(?: yet)?(?: been)?(?: paid| settled| received)?',
  ),
  cue('fee', 3.4, '^[^.;,()]{0,40}?\\b(?:verauslagt|vorverauslagt)\\b'),
  cue('total', 3.4, '^[\\s,]{0,2}(?:is|are|remains?) (?:still )?(?:open|outstanding|unpaid|due)\\b'),
  // `1.400 €, die uns noch zustehen`.
  cue('total', 3.4, '^[\\s,]{0,2}(?:die|der|das)? ?(?:uns|mir) (?:noch |auch |weiterhin )?zusteh(?:t|en)\\b'),
  // `… wenn die 290 € nicht bis Ostern da sind`.
  cue(
    'total',
    3.3,
    '^[\\s,]{0,2}nicht (?:[\\w.]+ ){0,4}(?:da|hier|eingeh\\w+|kommen|kommt|auf (?:\\w+ )?konto)(?= (?:sind|ist)|\\s*(?:[.,;!]|$))',
  ),
  cue('total', 3.9, '^[\\s,]{0,2}steh(?:t|en) (?:noch|weiterhin|immer noch)(?: aus| offen)?(?=\\s*(?:[.,;!]|$))'),
  // `1.745 € sind es dann`.
  cue(
    'grand',
    3.5,
    '^[\\s,]{0,2}(?:sind|waren|macht|ergibt) (?:es|das) (?:dann|also|zusammen|insgesamt|alles|mithin)\\b',
  ),
  // `100 € bekommen, den Rest nicht`.
  cue(
    'payment',
    3.4,
    '^[\\s,]{0,2}(?:hab\\w* (?:ich|wir) )?(?:schon |bereits |davon )?(?:bekommen|gekriegt)\\b(?! (?:wir|ich|sie|er|zu|noch)\\b)',
  ),
  // `700 € habe ich zurück, den Rest nicht`.
  cue(
    'payment',
    3.8,
    '^[\\s,]{0,2}(?:hab\\w*|hatte\\w*) (?:ich|wir) (?:schon |bereits |davon |inzwischen )?(?:zuruck|wieder)(?=\\s*(?:[.,;!]|$))',
  ),
  // `will ich die 2.200 € zurück`.
  cue('total', 3.6, '^[\\s,]{0,2}(?:\\w+ ){0,2}(?:zuruck|wieder)(?:haben)?(?=\\s*(?:[.,;!]|und\\b|$))'),
  cue('total', 3.6, '^[\\s,]{0,2}(?:\\w+ ){0,1}valutier(?:t|te|en)\\b'),
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
    '^[^.;(]{0,40}?\\b(?:offen(?:e[nrms]?)?|offensteh\\w*|ausstehend\\w*|ubrig|zu zahlen|ruckstand\\w*|ruckstandig|zu unseren gunsten|zu (?:ihren|seinen|deren) lasten|zu lasten|(?:im |in das )?minus(?!\\s*(?:eur|[€¤])?$)|(?:im )?soll|(?:im )?debet|in verzug|schuldig|schulde[nt]?|zu begleichen|zu entrichten|zu erstatten|zuruckzuzahlen|zuruckgefordert|zuruckzufordern|gefordert|geschuldet|outstanding|overdue|due|unpaid|remains?|is owed|unbezahlt|in anspruch genommen|uberzogen|(?:uber)?fallig|geltend|nicht bezahlt|nicht (?:mehr )?(?:gekommen|da\\b)|in der kreiden?|(?:zu )?beziffern|steht (?:noch )?aus|stehen (?:noch )?aus|steht (?:noch )?offen|stehen (?:noch )?offen|aufgelaufen|angefallen|aushaften\\w*|haften|unberichtigt|in der kreide|in arrears|payable|unbeglichen|zuzuglich zinsen|zur? (?:\\w+ )?(?:zahlung|ruckfuhrung|ruckzahlung|ausgleich\\w*|begleichung) (?:\\w+ )?(?:offen\\w*|ansteht|steht|anstehen)|ansteht|auf der uhr|zu buche|unbeglichen\\w*|zu,|will ich haben|von ihm|von ihr)(?![\\w-])',
  ),
  // `unsere mit 300 € ausgewiesene Forderung`: the participle before the noun that is owed.
  cue(
    'total',
    3.7,
    '^[\\s,]{0,2}(?:\\w+ ){0,2}(?!(?:reduziert|ermassigt|gesenkt|vermindert|herabgesetzt|erlassen|bezahlt|gezahlt|geleistet|angeboten|vorgeschlagen|vereinbart|beglichen|getilgt)e)\\w{4,}(?:te|nde|ne)[nrms]? (?:\\w+ )?\\w*(?:forderung|anspruch|saldo|schuld|ruckstand|kredit|darlehen|titel|rechnung|bescheid|position|claim)(?:s|es|e|en)?\\b',
  ),
  // What a creditor does with it stands last: `300 € sind in den Plan aufzunehmen`, `… können wir 300 € verlangen`.
  cue(
    'total',
    3.1,
    '^[^.;,(]{0,20}?\\b(?:geworden|geblieben|angesammelt|saumig|aufzunehmen|(?:zu )?(?:verlangen|fordern|beanspruchen)|einzufordern|entstanden|belauft sich)(?![\\w-])|^[^.;,(]{0,6}?\\b(?:zu berucksichtigen|aufzunehmen|anzusetzen|einzustellen|einzutragen)|^[^.;,(]{0,12}?\\bin (?:den|die|das|ihr\\w*) (?:\\w+ )?\\w*(?:plan|liste|aufstellung|verzeichnis|tabelle)\\b',
  ),
  cue('total', 3.9, '^[^.;,(]{0,10}?\\bwart(?:e|en|et)\\b|^[^.;,(]{0,30}?\\b(?:ausgeblieben|blieb(?:en)? aus)\\b'),
  cue(
    'principal',
    3.4,
    '^\\s{0,2}(?:an |als |fur )?(?:hauptforderung|hauptsache|hf|kapital|principal|gegeben|uberlassen|geliehen|geborgt|gekostet|verliehen|vorgestreckt|ausgelegt)\\b',
  ),
  cue(
    'interest',
    3.4,
    '^\\s{0,2}(?:an |als |fur |in )?(?:(?:aufgelaufen|angefallen|entstanden|gesetzlich|vertraglich|ruckstandig|fallig)\\w* )?(?:\\w{0,12}zins(?:en)?|accrued interest|interest)\\b',
  ),
  cue(
    'fee',
    3.4,
    '^\\s{0,2}(?:an |als |fur |in |late )?(?:(?:aufgelaufen|angefallen|entstanden|ruckstandig|fallig)\\w* )?(?:\\w{0,25}(?:kosten|gebuhr(?:en)?|auslagen|pauschalen?|zuschlag\\w*)|mahn\\w*|rucklast\\w*|(?:\\w+ ){0,2}fees?|costs?|charges?|inkasso\\w*)\\b',
  ),
  cue(
    'payment',
    3.5,
    '^(?![\\s,:-]{0,3}[^.;,!?]{0,60}\\b(?:nichts|noch nie|keinen cent|keine?n? euro)\\b)[\\s,:-]{0,3}(?:(?!nicht|noch|nie)[\\w.]+ ){0,4}(?:storniert|gezahlt|bezahlt|uberwiesen|eingegangen|gutgeschrieben|verbucht|angezahlt|beglichen|erhalten|verrechnet|paid|received|credited|getilgt|abgezogen|abgebucht|ausgeglichen|erstattet|ausgezahlt|(?<!\\b(?:jahr|jahren|monaten|wochen|raten) )abbezahlt|abgestottert|(?:zuruck|wieder)gegeben|zuruckuberwiesen|erlassen(?! (?:wir|ich)\\b)|ausgebucht|verjahrt|berucksichtigt|zuruckgezahlt|zuruckbekommen|wiederbekommen|zuruckerhalten|bar gegeben|abgetragen|aufgerechnet|entrichtet|abgefuhrt|vereinnahmt|beigetrieben|ubernommen|reguliert|eingezogen|zugeflossen|eingelangt)\\b',
  ),
  // `Von den 200 €, die er gezahlt haben will, wissen wir nichts`: that is his word.
  cue(
    'quoted',
    4.6,
    '^(?:[^.;!?]{0,70}?)\\b(?:gezahlt|bezahlt|angezahlt|uberwiesen|zuruckgezahlt|geleistet|gegeben|beglichen) haben (?:will|wollen|mochte|soll)\\b',
  ),
  // `… die 90 € gehen also weg`.
  cue(
    'payment',
    3.7,
    '^[\\s,]{0,2}(?:geht|gehen|kommt|kommen|zieh\\w*|nehm\\w*) (?:\\w+ ){0,4}(?:weg|ab|runter|herunter|davon ab)(?=\\s*(?:[.,;!]|$))',
  ),
  // `… hat er mir in bar vorbeigebracht`.
  cue(
    'payment',
    3.5,
    '^[\\s,]{0,2}(?:(?:in )?bar )?(?:auf die hand|in die hand|vorbeigebracht|zuruckgebracht|mitgebracht|dagelassen|abgestottert|abgearbeitet)\\b|^[\\s,]{0,2}(?:in )?bar(?=\\s*(?:[.,;!]|$))',
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
    '^[\\s,:-]{0,3}(?:(?:als|zur|zum|in form einer|im wege des) )?(?:\\w+ )?(?:begnug\\w*|genug(?:t|en)|zufrieden\\w*|auf einmal|auf einen schlag|abgeltung|einmalzahlung|vergleich\\w*|erledigung|erledigt|abfindung|as (?:a )?(?:full and final )?settlement|vergleichsweise|einmalig\\w*|quote)\\b',
  ),
  cue(
    'threshold',
    3.6,
    '^[\\s,:-]{0,3}(?:je|pro|per) (?:tag|day|stuck|position|mahnung|fahrt|kalendertag|annum|jahr)\\b|^[\\s,:-]{0,3}(?:taglich|jahrlich|im jahr|p\\. ?a\\.)',
  ),
  cue('threshold', 3.4, '^[\\s,:-]{0,3}(?:nicht )?(?:uberschreit|ubersteig|unterschreit|hinaus)'),
  // `die 312 € gehören seit Mai der Nord GmbH`, `… wurden an die Süd AG abgetreten`.
  cue(
    'total',
    3.2,
    '^[^.;,(]{0,60}?\\b(?:gehor(?:t|en)|steh(?:t|en) (?:\\w+ ){0,6}zu\\b|(?:sind|ist|wurden?|haben wir) (?:[\\w.]+ ){0,8}(?:verkauft|abgetreten|zediert|veraussert|ubergegangen|ubergeleitet)\\b)|^[\\s,]{0,2}(?:zur \\w+ |zum \\w+ |dorthin )?(?:ubergeben|abgegeben|weitergegeben|abgetreten)(?=\\s*(?:worden)?\\s*(?:[.,;]|$))',
  ),
  // `die 1.250 € will ich ganz zurück`.
  cue(
    'total',
    3.1,
    '^[\\s,]{0,2}(?:will|wollen|mochten?|hatten?|brauchen?|erwarten?) (?:ich|wir|er|sie)\\b[^.;,!?]{0,45}?\\b(?:zuruck\\w*|haben|wieder\\w*|bekommen|sehen|erhalten|ganz|voll\\w*|komplett\\w*|restlos)\\b|^[\\s,]{0,2}(?:fordern?|verlangen?|beanspruchen?|begehren?) (?:ich|wir)\\b',
  ),
  // `Die 380 € aus Ihrem Brief helfen mir nicht weiter`.
  cue(
    'quoted',
    4.4,
    '^[\\s,]{0,2}(?:aus|in) (?:ihre[mr]|eure[mr]) (?:\\w+ )?(?:brief|schreiben|mail|anfrage|fax|liste|aufstellung|nachricht)\\b',
  ),
  // `In der Akte stehen noch 3.380 €, stimmt das noch?`.
  cue('quoted', 4.6, '^[^.;!?]{0,40}?\\b(?:stimmt|passt|gilt) (?:das|die|der|es)(?: \\w+){0,2}\\?'),
  // `des auf 50 Euro abgerundeten Rückstands`: how something is reckoned.
  cue('threshold', 5, '^[\\s,]{0,2}(?:ab|auf)(?:ge|zu)?rund\\w*'),
  cue(
    'quoted',
    4,
    '^[\\s,:-]{0,3}(?:\\w+ ){0,3}(?:ist |sind )?(?:nicht (?:richtig|korrekt|zutreffend|nachvollzieh)|unzutreffend|falsch|uberholt|veraltet|trifft nicht zu|(?:konnen|kann) (?:wir|ich) (?:so )?nicht (?:bestatigen|nachvollziehen)|is (?:not correct|incorrect|wrong|outdated))',
  ),
]
