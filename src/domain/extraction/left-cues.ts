/** What words before a sum of money say about it. */
import { CLAIM_CUES } from './claim-cues.ts'
import { type Cue, cue, cueAt } from './cues.ts'

/** Before the sum. The nearest counts, and of equally near ones the weightier. */
export const LEFT_CUES: Cue[] = [
  cueAt(
    'grand',
    3.9,
    '\\b(?:reduzier|verringer|verminder|ermassig|erhoh)\\w* sich(?: \\w+){0,5} auf|\\bhat sich(?: \\w+){0,6} auf',
  ),
  cue(
    'threshold',
    4.2,
    '(?<!geht |sich |es )\\bum(?: weitere)?\\s*(?:eur|[€¤])?\\s*$|\\bwaren es(?: \\w+){0,2}\\s*(?:eur|[€¤])?\\s*$|\\b(?:stunden|tages|zins|gebuhren)satz\\b',
  ),
  cue(
    'grand',
    3.4,
    '\\b(?:gesamt(?!schuldner|preis)\\w*|insgesamt|in summe|summe|zusammen(?! aus|gesetzt)|macht|endsumme|endbetrag|endsaldo|total\\w*|summa|ergibt(?: sich)?|ergeben|alles in allem|sum|verbleib\\w*|bleib(?:t|en)|restliche[nrms]?|(?<!\\b(?:vom|am) ?)(?:de[nr]|die|das)? ?rest(?:betrag\\w*|summe)?(?: von)?|sind es(?: \\w+){0,2}|bring the total to)\\b|=\\s*$',
  ),
  cue(
    'total',
    3,
    '\\b(?:rest(?:forderung|schuld|saldo|betrag|kapital|summe)\\w*|(?:konto|forderungs|schulden|zahlungs|beitrags|miet\\w{0,6}|unterhalts|steuer\\w{0,4})(?:stand|saldo|ruckstand|schuld|ruckstande)\\w*|\\w{0,8}saldos?|\\w{0,14}ruckstand\\w*|ruckstandig\\w*|schuldet|schulden|schuldig|obligo|valutiert\\w*|valuta|zu zahlen\\w*|zahlbetrag|offen(?:e[nrms]?)?|offensteh\\w*|ausstehend\\w*|\\w*aussenstand\\w*|ausstand\\w*|beizutreib\\w*|ablos(?:e|ungs)?(?:betrag|summe|wert)|outstanding|balance|amount due|owes?|owed|owing|arrears|debt|forderungshohe|(?:zuruck|ruck)(?:zu)?(?:zahl|forder|gefordert|erstatt)\\w*|erstattungs\\w*|in anspruch genommen|stands at|amounts to|comes to|remaining|richtig(?: ist| sind|erweise)|tatsachlich|korrekt(?: ist| sind)?|genau(?:er)?|(?:nach|un)?bezahlt gebliebene?\\w*|unbeglichen\\w*|bekomm(?:e|en)|fehlen|hohe unserer|aushaft\\w*|haftet|haften|unberichtigt\\w*|lautet auf|lauten auf|aufgelaufen\\w*|in der kreiden?|soll(?:stand|saldo)|zugesprochen\\w*|ausgeurteilt\\w*|zuerkannt\\w*|rechtskraftig\\w*|in arrears|payable|unser guthaben|verlustschein\\w*|pendent\\w*|fehlbetrag|zusteh\\w*|nachzuzahlen\\w*|nachzuentrichten\\w*|offenstand|vollstreckbar\\w*)\\b',
  ),
  cue(
    'total',
    2.8,
    '\\b(?:(?<!haupt|neben|grund|kapital|zins)forderung(?:en|s\\w*)?|\\w{3,20}(?<!haupt|neben|grund|kapital|zins)forderung(?:en)?|anspruch\\w*|anspruche|verbindlichkeit\\w*|belauf\\w*|belief|beliefen|betragt|betragen|betrug|beziffer\\w*|gefordert\\w*|verlang\\w*|geltend|(?:uber)?fallig\\w*|auf zahlung(?: in hohe)?|claims?|uberzogen|unbezahlt\\w*|unpaid|due|stehen|steht|zu unseren gunsten|zu ihren lasten|minus|im soll|soll|schuld|\\w{0,12}nachzahlung|zu begleichen)\\b',
  ),
  cue('total', 2, '\\bnoch\\b'),
  cueAt('grand', 4, '\\bauf (?:nunmehr|jetzt|nun|aktuell|derzeit|mittlerweile)(?: noch)?'),
  cue('grand', 3.2, '\\bstand (?:heute|jetzt)\\b[^.;]{0,6}$'),
  cueAt(
    'grand',
    3.8,
    '\\b(?:belauf\\w*|betrag(?:t|en)|lautet|steht|stehen|liegt|valutiert|sind|ist|schulde[tn]|macht)(?: \\w+){0,3}? (?:jetzt|nun|nunmehr|inzwischen|mittlerweile|aktuell|derzeit|zurzeit|heute|momentan|gegenwartig)(?: (?:noch|nur|auf|mit|bei|es|uns|insgesamt))*',
  ),
  cueAt(
    'grand',
    3.6,
    '\\b(?:geltend gemacht|gefordert|verlangt|beansprucht|angemeldet|begehrt|eingefordert) (?:werden|wird)(?: (?:noch|nur|insgesamt|daher|demnach|nunmehr|jetzt))*',
  ),
  // `Stand 05.02.2026: 2.741,52`, `S 411,08`: an account speaks.
  cueAt('total', 2.8, '\\bstand(?: per| vom| zum| am)? \\d{1,2}\\. ?(?:\\d{1,2}\\.|\\w{3,9}) ?(?:\\d{2,4})?\\s?[:=]?'),
  cueAt(
    'grand',
    3.7,
    '\\b(?:aktuell|derzeit|jetzt|nun|nunmehr|heute|momentan|mittlerweile|inzwischen|currently|now) noch(?: (?:bei|auf|mit|rund))?',
  ),
  cueAt(
    'total',
    2.4,
    '\\b(?:aktuell|derzeit|momentan|gegenwartig|zurzeit|eigentlich|an sich|currently|presently)(?: \\w+){0,2}',
  ),
  cueAt(
    'total',
    4.4,
    '\\b(?:geht|gehe|ging|handelt|dreht)(?: \\w+){0,5} um(?: (?:noch|immer|insgesamt|rund|genau|eine?|forderung|summe|betrag|von))*',
  ),
  cue('total', 4, '\\b(?:unser|mein)\\w* guthaben\\b'),
  // `Ich will meine 650 € auf einmal`: one's own money.
  cueAt(
    'total',
    3.8,
    '\\b(?:will|wollen|mochten?|verlangen?|fordern?|brauchen?|hatten? gern\\w*|want|need)(?: (?:ich|wir|aber|nur|jetzt|einfach|endlich|sofort))* (?:meine|unsere|my|our)(?: \\w+){0,2}',
  ),
  cueAt(
    'grand',
    4.1,
    '\\b(?:richtige|korrekte|zutreffende|berichtigte|korrigierte)[rs]? (?:\\w*stand|\\w*betrag|\\w*saldo|wert|summe|zahl|\\w*forderung|ziffer)(?: \\w+){0,4}',
  ),
  cueAt('total', 4.4, '\\beigentlich (?:waren|ware|sind|ist) (?:es|das)'),
  cueAt('total', 2.6, '(?:^|[\\s:])(?:s|soll)\\.?'),
  // `der dann verbleibende Rest von 3.248 €`: what will be left.
  cueAt(
    'threshold',
    4.6,
    '\\b(?:dann|danach|anschliessend|hiernach|spater)(?: (?:noch|nur|ein|eine|der|die|den|dem|von))* (?:verbleib\\w*|restlich\\w*|offen\\w*|ubrig\\w*|rest\\w*|bestehend\\w*)(?: (?:rest\\w*|betrag|summe|saldo|forderung|von|in hohe von))*',
  ),
  // `… monatlich 15 €, bis die Summe von 163 € getilgt ist`.
  cueAt(
    'total',
    4.3,
    '\\bbis (?:zur (?:vollstandigen )?(?:tilgung|zahlung|begleichung|ruckfuhrung) )?(?:\\w+ ){0,3}(?:summe|betrag\\w*|\\w*forderung\\w*|\\w*schuld\\w*|\\w*ruckstand\\w*|saldo\\w*)(?: (?:von|uber|in hohe von))?(?: insgesamt)?',
  ),
  // `… monatlich 25 €, bis die 450 € getilgt sind`.
  cueAt('total', 4.3, '\\bbis (?:die|auch die|alle|samtliche)(?: (?:ganzen?|restlichen|vollen|gesamten|offenen))?'),
  // `Damit ist die Schuld von 188 € getilgt`: it will be.
  cueAt(
    'total',
    4.3,
    '\\b(?:damit|dann|danach|so) (?:ist|ware|sind|waren|wird|wurde|gilt)\\b[^.;]{0,30}\\b(?:\\w*schuld|\\w*forderung|betrag|summe|rechnung|ruckstand|gesamt\\w*)\\w*(?: (?:von|uber|in hohe von))?',
  ),
  // `bezahlt hat er von den 1.068 € …`, `bei 89 € machen wir das nicht`: what the rest is measured by.
  cueAt(
    'total',
    4.2,
    '\\b(?:bezahlt|gezahlt|uberwiesen|zuruck\\w*)\\b[^.;]{0,30}\\bvon (?:den|insgesamt|ursprunglich\\w*)|\\bvon (?:den|diesen)|^\\s*von (?:insgesamt|ursprunglich\\w*|urspr|anfanglich\\w*|einst)',
  ),
  cueAt('total', 3.5, '(?<!lieg(?:t|en|e) )(?<!vorstellung )\\bbei'),
  cue(
    'total',
    3.6,
    '\\b(?:(?:auf|zur) zahlung(?: in hohe)?(?: von| des)?|(?:noch )?nichts? (?:mehr )?(?:bezahlt|beglichen|gezahlt|ausgeglichen|uberwiesen|eingegangen|entrichtet|geleistet)\\w*|zahlung steht (?:noch )?aus)\\b',
  ),
  cue(
    'subtotal',
    4,
    '\\b(?:zwischensumme|ubertrag|subtotal|carried forward|summe (?:der )?(?:haupt(?:forderung|betrag|schuld)\\w*|hauptbetrage\\w*|neben(?:leistung|forderung|kosten)\\w*|saumnis\\w*|zinsen|kosten|gebuhren))\\b',
  ),
  cue(
    'principal',
    3.2,
    '\\b(?:hauptforderung\\w*|geborgt|gekostet|kostete|geliehen|verliehen|vorgestreckt|ausgelegt|haupt(?:sache|betrag|schuld)|hf|kapitalforderung|kapital|kaufpreis\\w*|principal|grundforderung|ursprungsforderung)\\b',
  ),
  cue('interest', 3.2, '\\b(?:\\w{0,20}zins(?:en|betrag|ruckstand)?|zinsforderung|interest)\\b'),
  cue(
    'fee',
    3.2,
    '\\b(?:\\w{0,30}(?:kosten|gebuhr(?:en)?|(?:mahn|verzug|bearbeitung|rucklast)\\w*entgelte?|auslagen\\w{0,10}|pauschalen?|spesen|vergutung|porto|zuschlag\\w{0,2}|zuschlage)|mahn(?:ung(?:en)?|ausgaben)|rucklast\\w*|fees?|charges?|costs?|umsatzsteuer(?! (?:fur |vom |aus )?(?:\\S{1,4}[./ ] ?(?:quartal )?)?(?:19|20)\\d\\d\\b)|mwst)\\b',
  ),
  cue(
    'item',
    2.2,
    '\\b(?:\\w{0,16}rechnung(?:en|s\\w*)?|\\w{3,25}(?:bescheid|steuer|beitrag)|ersatz|geldstrafe|geldbusse|bussgeld|rg|rgn|re|miete[n]?|\\w{0,10}beitrag|beitrage|bestellung(?:en)?|lieferung(?:en)?|invoice|schadens?ersatz|bescheid\\w*|nebenforderung\\w*|kredit|darlehen|vertrag|konto)\\b',
  ),
  cue(
    'payment',
    3.1,
    '\\b(?:zahlung(?:en|seingang\\w*)?|teilzahlung(?:en)? vom|gezahlt\\w*|bezahlt\\w*|uberwiesen\\w*|uberweisung\\w*|eingegangen\\w*|eingang|abzug\\w*|abzuglich|abzgl|gutschrift\\w*|gutgeschrieben\\w*|verrechn\\w*|verbucht\\w*|angezahlt\\w*|anzahlung|beglichen\\w*|ausgeglichen\\w*|erhalten\\w*|paid|payments?|received|less|deduct\\w*|erstattet\\w*|ausgezahlt\\w*|getilgt\\w*|gepfandet\\w*|erlassen|aufgerechnet\\w*|einbehalten\\w*|tilgung\\w*|zuruckgezahlt|abgetragen|abbezahlt|eingezogen\\w*|vereinnahmt\\w*|beigetrieben\\w*|geleistet\\w*|entrichtet\\w*|zahlte|uberwies|tilgte|erstattung|zuruckgekommen|zuruckgeflossen|wiedergekommen|zuruck (?:kam|kamen|gab|bekommen|erhalten|gezahlt)|wieder (?:bekommen|erhalten)|credit note|credit of|\\w*erlos\\w*|anrechnung|angerechnet\\w*|nachlass von|skonto|rabatt)\\b|\\./\\.\\s*$',
  ),
  cue('credit', 3.4, '\\b(?:guthaben\\w*|eine?m? plus|credit balance|zu ihren gunsten)\\b'),
  cue(
    'instalment',
    4,
    '\\b(?:\\w{0,8}raten?|teilbetrag\\w*|instal\\w+) (?:zu|a|von|in hohe von|of)(?: je| jeweils| each)?\\s*$',
  ),
  cueAt(
    'instalment',
    4.2,
    '\\b(?:monatlich|wochentlich|vierteljahrlich|regelmassig|laufend)\\w* (?:\\w+ )?(?:teil)?(?:zahlung(?:en)?|uberweisung(?:en)?|leistung(?:en)?|betrage?)(?: von| uber| in hohe von| zu)?',
  ),
  cue(
    'instalment',
    3.3,
    '(?:\\b|monats|wochen|teil|quartals|jahres|schluss|leasing|folge|tilgungs|darlehens|kredit|anfangs|start|mindest|abschluss|rest)(?:raten?)\\b|\\b(?:raten(?!auf|zu|kredit|darlehen|kauf)\\w{0,20}|monatlich\\w*|wochentlich\\w*|vierteljahrlich\\w*|quartalsweise|mtl|(?:pro|je|jede[nrs]?|im|in der|alle (?:zwei|drei|vier) )\\s?(?:monate?|wochen?|quartal|vierteljahr)|monats(?:betrag|betrage|betragen|zahlung\\w*)|teilbetrag\\w*|teilbetrage\\w*|teilzahlung(?:en)?|instal\\w*|monthly|\\w{0,14}abschlag\\w*|\\w{0,14}abschlage)\\b',
  ),
  cue(
    'settlement',
    3.4,
    '\\b(?:vergleich\\w*|abgeltung\\w*|einmalzahlung\\w*|einmalbetrag\\w*|einmalig\\w*|quoten?(?:zahlung|betrag)?\\w{0,3}|sonderzahlung|abfindung\\w*|settle\\w*|erledigungs\\w*|gegen (?:eine )?zahlung(?: von)?|(?:bei|nach) zahlung(?: von)?|(?<!\\b(?:gegen|in|am|an|aus|zum|zur|beim|vom)(?: den| dem)? )nachlass|verzicht\\w*|begnug\\w*|genug(?:t|en)|(?<!\\b(?:lt|laut|gem|gemass|nach|per)\\b\\.? (?:\\w+ )?)angebot\\w*|bieten\\w*|geboten\\w*|vorschlag\\w*|reduzier\\w*|zahlen sie|lump sum|offer\\w*|abschreib\\w*)\\b',
  ),
  cue(
    'threshold',
    3.6,
    '\\b(?:mindest\\w*|hochstens|hochst\\w*|maximal\\w*|max|bis zu|ab|uber mehr als|freibetrag\\w*|pfandungs?frei\\w*|pfandungsgrenze|streitwert|gegenstandswert|kreditrahmen|verfugungsrahmen|kreditlimit\\w*|limit|rahmen|dispo(?:sitions)?(?:rahmen|limit|linie)\\w*|versicherungssumme|deckungssumme|stammkapital|grundkapital|tageszins\\w*|taglich\\w*|per diem|je tag|pro tag|daily|kaution\\w*|einkommen|einkunfte\\w*|\\w{0,12}gehalt\\w{0,12}|nettolohn|lohn|rente|pension|(?:pflege|kinder|eltern|burger|arbeitslosen|kranken|wohn|ubergangs|verletzten)geld|bafog|bagatell\\w*|bestellwert|jahresbeitrag|ursprung\\w*|nennbetrag|darlehenssumme|kreditsumme|kreditbetrag|nettodarlehens\\w*|grundschuld\\w*|kunftig\\w*|zukunftig\\w*|tagessatze?\\w*|genossenschaftsanteil\\w*|original\\w*|loan amount|sicherheit\\w*|ruckkaufswert|verkehrswert|pfand|flaschenpfand|eingeklagt\\w*|beantragt waren|klageforderung|rund|ca|circa|etwa|knapp|approximately|about)\\b|(?:^|(?<!\\b(?:and|or|plus))\\s)a\\s*$|(?:^|\\s)x ?$|\\bzu je\\b|\\bje\\s*$',
  ),
  cueAt('total', 3.6, '\\b(?:expect|demand|require|seek)\\w*(?: \\w+){0,2} payment(?: \\w+){0,3}'),
  // A bound only right before the sum: `unter Einschluss der Kosten` bounds nothing.
  cueAt(
    'threshold',
    3.6,
    '\\bunter(?: (?:einem|einer|den|der|dem|von|rund|insgesamt|etwa|\\w*betrag|\\w*summe|\\w*rate|\\w*einkommen))*',
  ),
  ...CLAIM_CUES,
  // `Richtig müsste es 300 € heißen`, `Wir bestehen auf den vollen 1.250 €`.
  cueAt(
    'grand',
    3.9,
    '\\b(?:richtig|korrekt|zutreffend)(?:erweise)? (?:ist|sind|waren?|muss(?:te[n]?)?|lautet|lauten|heisst|betragt|belauft)(?: \\w+){0,4}|\\b(?:besteh|beharr)(?:t|e|en)(?: \\w+){0,3} auf(?: \\w+){0,5}',
  ),
  cue(
    'quoted',
    4.3,
    '\\b(?:in|auf|aus|laut|gemass|nach) (?:ihre[mrn]|eure[mrn]|der von ihnen) (?:\\w+ ){0,2}\\w*(?:fax|liste|aufstellung|verzeichnis|ubersicht|tabelle|unterlagen)\\b',
  ),
  cueAt('grand', 4, '\\bubrig (?:sind|ist|bleib\\w*|waren?)(?: (?:also|noch|damit|somit|nur|dann|mithin|jetzt))*'),
  cueAt(
    'item',
    4.4,
    '\\b(?:opening balance|brought forward|anfangs(?:saldo|bestand)|saldovortrag|previous balance)(?: [\\w.]+){0,4}',
  ),
  cueAt('instalment', 4.2, '\\bmonthly (?:payments?|instal\\w+)(?: of)?'),
  // `… and waive the remaining EUR 194.10`, `verzichten auf die restlichen 400 €`.
  cueAt(
    'settlement',
    4.7,
    '\\b(?:waive|forgo|write off)(?: (?:the|remaining|outstanding|rest|balance|of))*|\\b(?:verzicht\\w*|erlass\\w*)(?: (?:wir|ich|dann|ihm|ihr|auf|den|die|das|dem|der))*(?: (?:verbleibend\\w*|restlich\\w*|ubrig\\w*|rest(?:betrag)?))(?: (?:von|in hohe von|uber))?',
  ),
  // `Alternativ nehmen wir 1.000 € sofort`: what one is content with.
  cueAt('settlement', 3.4, '\\b(?:nehm|akzeptier)(?:en|e) (?:wir|ich)(?: auch| gern\\w*| notfalls)*'),
  cueAt('threshold', 2.6, '\\bkostet(?: \\w+){0,3}'),
  // `zu Gunsten der Finanzkasse 5.302,00`; `der Rest aus dem Kauf über 5.890 €`.
  cue(
    'total',
    3,
    '\\bzu ?gunsten (?:der |des |von )?(?!ihre|seine)\\w*(?:kasse|bank|sparkasse|amt(?:es)?|stadt|gemeinde|gesellschaft|glaubiger\\w*|verwaltung|versicherung|vermieter\\w*)\\b',
  ),
  cueAt('total', 3.6, '\\bbesteh(?:t|en) (?:\\w+ ){0,2}noch(?: eine? \\w+ (?:von|uber|in hohe von))?'),
  cueAt(
    'threshold',
    4.6,
    '\\brest\\w*(?: \\w+){0,2} (?:aus|von|vom|des|der)\\b(?: \\w+){1,6} (?:uber|in hohe von|zu|von)(?: insgesamt| ursprunglich)?',
  ),
  // `Verkauft wurden 8.110 €`: what somebody else has now.
  cueAt(
    'total',
    2.9,
    '\\b(?:ubertragen|abgetreten|verkauft|veraussert|ubergegangen|ubergeleitet) (?:wurden?|sind|ist|werden|haben wir)(?: \\w+){0,5}',
  ),
  // `Nicht weniger als die vollen 2.200 €`.
  cueAt(
    'total',
    3.6,
    '\\b(?:the|die|den|der|des|als) (?:full|entire|vollen?|ganzen?|gesamten?)(?: (?:betrag|summe|forderung|amount)(?: von| of)?)?',
  ),
  // What somebody expects to come.
  cue('threshold', 4.1, '\\b(?:voraussichtlich|vermutlich|wahrscheinlich|demnachst|expected)\\b[^.;]{0,60}$'),
  cue(
    'grand',
    3.5,
    '\\b(?:aktueller|heutiger|derzeitiger|jetziger|neuer|gegenwartiger|letzter) (?:\\w*stand|\\w*saldo|betrag|wert)\\b',
  ),
  // `In Ihrem Fax stand nur eine Forderung von 520 €`: all of the sentence is the firm's.
  cue(
    'quoted',
    4.1,
    '\\b(?:in|auf) (?:ihre[mr]|eure[mr]|your) (?:\\w+ )?\\w*(?:fax|schreiben|mail|brief|anfrage|anschreiben|liste|aufstellung|nachricht|unterlagen|letter|fax|list)\\b(?:[^.;]|(?<=\\d)\\.){0,30}\\b(?:stand|stehen|steht|standen|war|waren|fand\\w*|findet|lese\\w*|heisst|hiess|is|was)\\b[^.;]{0,80}$',
  ),
  // `Eine Quote von 8 % auf 2.310 €`, but not `5 % Zinsen aus 2.310 €`.
  cueAt(
    'total',
    4.3,
    '(?<!zins[^.;]{0,60})(?:%|\\b(?:prozent|per ?cent|v\\. ?h\\.|quote))(?: \\w+){0,2} (?:auf|von|aus|der|of|on)(?: (?:die|den|der|unsere[rn]?|insgesamt|\\w*forderung|\\w*summe|von|uber|in hohe von|our|the|claim|balance|debt|of))*,?',
  ),
  cueAt(
    'threshold',
    4.6,
    '\\b(?:zins\\w*|interest)\\b[^.;]{0,40}(?:%|\\b(?:prozent\\w*|basiszins\\w*|\\w*punkten?|per ?cent|v\\. ?h\\.))[^.;]{0,60}\\b(?:aus|auf|on)(?: (?:einem|einer|dem|der|\\w*betrag|hauptforderung|hauptsache|kapital|von|in hohe von))*',
  ),
  // `Von den berechneten 168 € gingen 50 € ein`.
  cueAt('total', 4.2, '\\bvon (?:den|diesen) \\w{4,20}en'),
  cue('payment', 3.6, '\\b(?:darauf|hierauf|davon|hiervon)(?: \\w+){0,3} (?:teil|raten|abschlags)?zahlung(?:en)?\\b'),
  cueAt('payment', 3.4, '\\bging(?:en)?(?: (?!um)\\w+){0,3}'),
  // What somebody takes for his answer, not what is owed.
  cue(
    'threshold',
    4.5,
    '\\b(?:\\w*gebuhr|entgelt|\\w*pauschale|kosten) (?:fur|je|pro) (?:\\w+ )?(?:\\w*auskunft\\w*|auskunfte|bescheinigung\\w*|erteilung|kopien?|ausdruck\\w*|zweitschrift\\w*)\\b',
  ),
  cue(
    'quoted',
    4,
    '\\b(?:von ihnen \\w*|(?:laut|nach|gemass|lt\\.?|entgegen) (?:ihr\\w*|angabe\\w*|den angaben)|ihrer?(?:seits)? (?:angegeben\\w*|genannt\\w*|mitgeteilt\\w*|bezifferten?)|in ihre[mr] (?:schreiben|aufstellung|liste|anfrage|brief|mail|plan)|sie (?:nennen|geben|nannten|gaben|beziffer\\w*|gehen|schreiben|schrieben|sprechen|sprachen|schatz(?:en|ten)|vermute[nt]\\w*|erwahn(?:en|ten))|ihre? (?:mandant\\w*|mandantschaft|klient\\w*) (?:\\w+ ){0,2}(?:nennt|gibt|nannte|angegeben\\w*|genannt\\w*|beziffert\\w*|geht)|angegebenen?|(?:versehentlich|irrtumlich\\w*|falschlich\\w*|fehlerhaft\\w*|unrichtig\\w*|unzutreffend\\w*|by mistake|erroneously)|you (?:state|mention|quote|estimate|believe|assume|refer|put)\\w*|your (?:figure|letter)\\w*|your client (?:\\w+ ){0,2}(?:state|claim|say|said|mention|quot|believ|assum)\\w*|by your client|statt)\\b',
  ),
]
