/** Mails that have nothing to do with a case: advertising, phishing, invoices to the firm itself. */
import { cueText } from './cues.ts'
import type { IntentInput } from './intent.ts'
import { wantedOfTheFirm } from './of-the-firm.ts'
import { type Sifted, sifted } from './patterns/sieve.ts'

export type Input = Omit<IntentInput, 'subject'> & {
  subject: string
  sentences: readonly string[]
  stated: boolean
  silent?: boolean
  /** It says yes or no to a way of paying, or asks something. */
  decides?: boolean
}

interface Rule {
  weight: number
  pattern: Sifted
}
const rule = (weight: number, source: string): Rule => ({ weight, pattern: sifted(new RegExp(source)) })

const UNWANTED: Rule[] = [
  // Who buys any claims pitches to creditors; who bought one names it.
  rule(
    6,
    '\\bwir (?:kaufen|erwerben|suchen|ubernehmen) (?:[\\w-]+ ){0,4}(?:forderungen|forderungsportfolios?|titel|schuldtitel|aussenstande)\\b(?! (?:gegen|der|des|ihre))|\\b(?:verkaufen sie|ankauf (?:ihrer|von|titulierter)) (?:[\\w-]+ ){0,3}(?:forderungen|titeln?|aussenstanden?)\\b',
  ),
  // What the firm itself is to have ordered.
  rule(
    6,
    '\\b(?:fur|zu|wegen) (?:ihren|ihrem|ihre[rs]?|your) (?:\\w+)?(?:eintrag\\w*|inserat\\w*|anzeige|registereintrag|branchenbuch\\w*|domain|firmeneintrag|listing|directory)\\b',
  ),
  // To be tried, at a price a seat, and what it does for the firm's own work.
  rule(
    4,
    '\\b(?:testen sie|tage (?:kostenlos|gratis|kostenfrei|unverbindlich)|(?:kostenlos|gratis|kostenfrei|unverbindlich) (?:testen|ausprobieren|anfordern|kennenlernen)|je (?:arbeitsplatz|nutzer|platz|lizenz|anwender)|vereinbaren sie (?:\\w+ ){0,4}(?:termin|gesprach|demo)|jetzt (?:anmelden|bestellen|buchen|sichern|testen)|free trial|per (?:seat|user))\\b',
  ),
  rule(
    4,
    '\\b(?:(?:spar|entlast|steiger|optimier|digitalisier|beschleunig|vereinfach|automatisier|erledig|reduzier)\\w* [^.]{0,60}\\b(?:ihr(?:em)? team|ihre[rn]? kanzlei|ihre[rn]? mitarbeiter\\w*|zeit|in minuten|effizienz|umsatz|prozesse|arbeitsablauf\\w*|papierkram)|weniger (?:papierkram|aufwand|arbeit)|(?:vermitteln|suchen|stellen|bieten) (?:wir |sie |ihnen )*(?:\\w+ ){0,5}(?:\\w*fachkraft\\w*|\\w*fachangestellte\\w*|personal|kandidat\\w*|bewerber\\w*)|fachbuch\\w*|fachbucher|fachliteratur|neuerscheinung\\w*|postfach ist (?:\\w+ )?voll|speicherplatz)\\b',
  ),
  // Something that the firm itself bought, or its own rooms, lines and machines.
  rule(
    6,
    '\\b(?:anschluss\\w*|vertrag|raume\\w*|server|telefonanlage|website|webseite|kopierer|drucker|software|mitarbeiter\\w*|standort|buro\\w*|rechnung|auftrag|bestellung|mitgliedschaft) (?:\\w+ ){0,2}(?:ihrer|eurer) (?:kanzlei|firma|praxis|gesellschaft|societat|sozietat)\\b|\\b(?:in|fur|an) (?:ihre[nrm]?|den|die) (?:kanzlei|buro|geschafts)raume?\\w*\\b',
  ),
  // A price as a lure.
  rule(
    4,
    '\\btesten sie (?:\\w+ ){0,4}(?:kostenlos|gratis|kostenfrei|unverbindlich)|\\b\\d+ tage (?:lang )?(?:kostenlos|gratis|kostenfrei)|\\bje (?:arbeitsplatz|nutzer|lizenz)\\b|\\b(?:ihren?|eure[rn]?) eintrag (?:im|in)\\b|\\b(?:anwalts|branchen|zentral|firmen)(?:register|verzeichnis)\\b|\\bab (?:nur |schon )?betrag (?:pro |im |je |mtl|monatlich|netto |zzgl )?(?:monat|mtl|monatlich|nutzer|user|jahr|person|platz|netto|zzgl)|\\b(?:nur|jetzt|statt) betrag (?:(?:pro|im|je) (?:monat|nutzer|user|jahr)|statt)',
  ),
  rule(
    6,
    '\\b(?:late (?:relative|client|husband|father|uncle)|next of kin|transfer fee|barrister|(?:usd|us\\$|\\$|eur|[€¤]) ?\\d{1,3}(?:,\\d{3}){2}|verstorbene[rn]? (?:verwandt|kunde|mandant)\\w*[^.]{0,80}million)\\b',
  ),
  rule(
    6,
    '\\b(?:ihre[rs]?|eure[r]?|your) (?:domain\\w*|internetadresse|markeneintragung|firmeneintrag|branchenbuch\\w*|gewerbeeintrag|website|webseite|homepage|google-?\\w*)\\b|\\b(?:domain|marken|branchenbuch|firmen|gewerbe|register)(?:registrierung|verlangerung|eintrag(?:ung)?|renewal)\\b|\\b(?:geben sie|gib|antworte\\w*|sende\\w*|schicke\\w*|nenne\\w*) (?:[\\w]+ ){0,6}(?:deine[nr]?|ihre[nr]?)? ?(?:kontodaten|bankdaten|kartendaten|zugangsdaten|tan|pin)\\b|\\bversandkostenfrei\\b|\\bbestellen sie\\b|\\b(?:annual|monthly|yearly) (?:subscription|licen[cs]e|plan)\\b|\\bneuauflage\\b|\\bsearch engines?\\b|\\bsend you a (?:quote|proposal)\\b',
  ),
  rule(
    4,
    '\\b(?:sehr geehrte|liebe) mandant(?:en|innen)\\b|\\bunser(?:e)? (?:techniker|monteur|vertreter|aussendienst\\w*|berater)\\b|\\bwartungs(?:fallig|termin|vertrag|arbeit)\\w*|\\bbedanken? (?:uns|sich) fur die (?:gute )?zusammenarbeit\\b',
  ),
  rule(2, '\\b(?:binnen|innerhalb(?: von)?|within|in den nachsten) (?:24|48|72|12) (?:stunden|hours|std)\\b'),
  rule(
    2,
    '\\b(?:sehr geehrte[r]?|liebe[r]?|werte[r]?|dear|hallo) (?:kunde|kundin|kunden|nutzer\\w*|domaininhaber\\w*|kontoinhaber\\w*|user|customer|account holder|mitglied|partner|unternehmer\\w*|kanzleiinhaber\\w*)\\b',
  ),
  rule(
    4,
    '\\b(?:lead-?\\w*|gewinnen sie (?:\\w+ ){0,4}(?:mandant\\w*|mandate|kunden)|neue[nr]? (?:mandate|mandanten|mandantinnen)|mehr (?:mandate|umsatz|anfragen|kunden)|wussten sie,? dass|(?:laden|lade) (?:wir |ich )?(?:sie|euch) (?:\\w+ ){0,3}(?:zu|ein)\\b|(?:praxis|online|web|tages|fach)-?(?:seminar|tagung|workshop)\\w*|teilnehmer(?:beitrag|gebuhr|platze)|early bird|fachanwaltsstunden|fao|tickets?preis|messestand|onlinemarketing|online-marketing|marketing|reichweite|kostenlose[sn]? (?:erst)?(?:gesprach|beratung|analyse|muster)|zinsgunstig\\w*|kapitalanlage|rendite|(?<!\\ban (?:eine[nr]?|de[nm]|die) (?:\\w+ )?)investor\\w*|geschaftsmodell|stellengesuch|initiativ\\w*|gehaltswunsch|katalog|newsletter)\\b',
  ),
  rule(7, '\\bgegen ihre (?:kanzlei|firma|praxis|beratungsstelle)\\b'),
  // Credit is offered to those who cannot pay.
  rule(
    5,
    '\\b(?:sofortkredit\\w*|umschuldung|(?:kredit\\w*|darlehen) (?:auch )?(?:ohne|trotz) schufa|(?:trotz|ohne) (?:\\w+ )?(?:schufa\\w*|eintrag\\w*|bonitatsprufung)|(?:vorab|vor) ?genehmigt|(?:ihr|dein|euer) \\w*(?:kredit|darlehen) (?:\\w+ ){0,4}genehmigt|(?:sofort|blitz)?(?:auszahlung|auszahlbar) (?:in|binnen|innerhalb|noch heute|sofort)|pre-?approved|(?:ihren|deinen|dein|ihre|deine) (?:wunsch|frei|sofort)?kredit|provision (?:fur|pro)|partnerprogramm|empfehlungspramie)\\b',
  ),
  // An invoice to the firm itself: terms of payment, and nobody who owes.
  rule(
    4,
    '\\b(?=zahl|netto|rein|ohne)(?<!\\b(?:vergleich\\w*|einverstanden|raten?|settlement)\\b.{0,70})(?:zahlbar (?:innerhalb|binnen|bis|sofort|ohne)|zahlungsziel|netto kasse|rein netto|ohne abzug)\\b',
  ),
  rule(6, '\\bihre (?:kanzlei|firma|praxis) (?:hat|schuldet|erhielt|wurde|ist)\\b'),
  // How a product is pitched to a firm.
  rule(
    4,
    '\\b(?:kanzleien|buros|firmen|unternehmen|law firms|offices|practices) (?:wie|like) (?:ihre\\w*|ihnen|sie|yours?)\\b',
  ),
  rule(4, '\\b(?:einfuhrungspreis\\w*|preis(?:blatt|liste|ubersicht)|price list)\\b'),
  rule(
    2,
    '\\b(?:darf|durfen|may|can) (?:ich|wir|i|we) (?:sie |ihnen |you )?[^.?!]{0,50}\\b(?:vorstellen|zeigen|prasentieren|vorfuhren|anrufen|show|call)\\b',
  ),
  // All payments to another account, and in a hurry, in secret or with no way to ask back.
  rule(
    6,
    '^(?=.*\\b(?:samtliche|alle|jegliche|all|any|kunftige\\w*|future)\\b[^.!?]{0,60}\\b(?:zahlungen|uberweisungen|payments)\\b.{0,120}\\b(?:konto|iban|account|bankverbindung)\\b)(?=.*\\b(?:vertraulich\\w*|verschwiegen\\w*|dringend|eilig|eilt|urgent\\w*|confidential\\w*|(?:noch|bis) heute|today|liste (?:aller|der) (?:\\w+ )?(?:akten|mandant\\w*)|list of (?:all )?(?:\\w+ )?(?:files|clients)|ruckfragen (?:\\w+ ){0,5}nicht)\\b)',
  ),
  // Whoever wants a log-in from an unnamed customer is no creditor of a client.
  rule(
    7,
    '\\b(?:bestatigen|aktualisieren|verifizieren|confirm|verify) (?:sie )?(?:[\\w]+ ){0,8}?(?:ihre|your) (?:daten|kontodaten|zugangsdaten|identitat|angaben|account|details|identity)\\b[^.]{0,80}(?:seite|link|http|portal|login|www)|\\b(?:gegen sie|ihr konto)\\b[^.!]{0,80}\\b(?:gepfandet|pfandung|gesperrt)\\b.{0,400}(?:http|link|portal|login)',
  ),
  rule(
    3,
    '\\b(?:newsletter|abbestellen|abmelden|abmeldelink|unsubscribe|austragen|opt-?out|keine (?:weiteren )?(?:e-?mails|einladungen|angebote|werbung|newsletter)|sie erhalten diese (?:e-?mail|nachricht), weil sie (?:sich|unseren|den))\\b',
  ),
  rule(
    3,
    '\\b(?:sonderaktion\\w*|rabatt\\w*|fruhbucher\\w*|gutschein\\w*|gratis|jetzt (?:platz|kaufen|bestellen|sichern|testen|buchen|anmelden|informieren|angebot|starten|upgraden)|hier bestellen|kostenlos(?:e[rns]?|es)? (?:test\\w*|demo|erst\\w*|beratung\\w*|webinar|testen|angebot)|aktionspreis\\w*|bestellwert|frei haus|\\d+ ?% (?:gunstiger|rabatt|sparen|off)|nur (?:heute|bis freitag)|exklusiv\\w*|sparen sie|testzugang|testphase|webinar\\w*|(?:online-?)?seminar\\w*|fachtagung|tagung|kongress|fortbildung\\w*|teilnahmegebuhr|teilnahme|discount|special offer|limited offer|free trial|book a demo)\\b',
  ),
  rule(
    4,
    '\\b(?:(?<!\\b(?:unser\\w{0,3}|hier|bei uns|das|dem|ist)(?: \\w+)? )(?:konto|zugang|online-?banking|account)(?: \\w+){0,4} (?:gesperrt|eingeschrankt|deaktiviert|lauft ab|suspended|expires?)|verifizier\\w*|verify your|bestatigen sie (?:jetzt )?ihre (?:daten|identitat|zugangsdaten|kontodaten|angaben)|klicken sie|click (?:here|below|on)|folgende[nm] link|passwort|password|zugangsdaten|ungewohnliche (?:aktivitat|anmeldung)|paket\\w*|sendungs(?:nummer|verfolgung)|zollgebuhr\\w*|bitcoin|krypto\\w*|wallet|erbschaft|inheritance|widow|beneficiary|lottery|gewonnen|gewinnspiel|urgent business|business proposal|million (?:eur|usd|dollar|euro)|domain (?:renewal|expir\\w*|name)|ihre domain|phishing)\\b',
  ),
  rule(
    4,
    '\\b(?:kanzleiraume\\w*|buroraume\\w*|gewerberaume\\w*|\\d+ (?:qm|m2|quadratmeter)\\b[^.]{0,60}\\b(?:miete|kalt|zu vermieten)|zusammenarbeit mit ihrer|ubersetzungen|schreibburo|dolmetscher\\w*)\\b',
  ),
  rule(
    3,
    '\\b(?:seo|backlinks?|suchmaschinen\\w*|google|sichtbarkeit|fur ihre kanzlei|anwaltskanzleien|kanzleisoftware|(?:unsere|unserer|neue|die) (?:software|losung|plattform|app|dienstleistung\\w*|produkte)|legal ?tech|buromaterial|buro(?:bedarf|mobel)|reinigung\\w*|gebaudereinigung|personalvermittlung|zeitarbeit|bewerbung|bewerbe|lebenslauf|praktikum\\w*|stellenanzeige|kooperation\\w*|neukunden|mandantengewinnung|mehr mandanten|demo(?:-?termin)?|(?:ihre|eure) (?:web-?site|webseite|homepage|internetseite)|ranking|normalpreis|bewerbungs\\w*|gehaltsvorstellung|unverbindlich\\w*|fordern sie (?:\\w+ ){0,3}(?:angebot|katalog)|wir kaufen ihre|toner|druckerpatronen|weihnachtsgru\\w*|umfrage|pramie|abonnement|sichern sie sich|eroffnen sie|stellenangebot|wir suchen|zum preis|frohe weihnachten|jubilaum)\\b',
  ),
  rule(
    3,
    '\\b(?:(?:von|auf) ihre[mr] (?:konto|bankkonto|bankverbindung|girokonto)|ziehen wir (?:\\w+ ){0,8}ein\\b|wird (?:\\w+ ){0,6}(?:abgebucht|eingezogen)|sepa-?lastschrift\\w*|(?:fur|zu|aus|wartung|reparatur|miete) ihre[nmrs]? (?:\\w+ ){0,2}(?:leasing|wartungs|mobilfunk|telefon|software|lizenz|abonnement|abo|kopierer|drucker|fahrzeug|server|hosting|internet|multifunktions|anschluss|fachbuch|zeitschrift)\\w*|rechnungsversand|vielen dank fur (?:ihren auftrag|ihre bestellung|ihr vertrauen|ihren einkauf)|monatsrechnung|your (?:subscription|invoice|order))\\b',
  ),
]
/**
 * What speaks of a debtor or of the firm's letters; without any of it a mail has nothing to do with a case. It and the next
 * one are asked once about a whole mail: the sieve would take longer than they do.
 */
const CASE =
  /\b(?:(?:ihre?[mnrs]?|eure?[mnrs]?|dein\w?|unsere?[snmr]?) (?:mandant\w*|mandantschaft|klient\w*|kund(?:e|en|in)|mitglied\w*|mieter\w*|versichert\w*|patient\w*|schuldner\w*)|mandant(?:in|en)?|schuldner(?:in|s)?|(?:ihre?[mnrs]?|eure?|euer|ihrer kanzlei|der kanzlei) (?:anfragen?|schreiben|brief\w*|vertretungs?anzeige|zeichen|az|aktenzeichen|auskunftsersuchen|angebot|vorschlag|vergleichs\w*|raten\w*|plan|mitteilung|fax|nachricht|anliegen)|schuldenbereinigung\w*|schuldnerberatung\w*|vertretungsanzeige|forderungsaufstellung|forderungsanmeldung|forderungsanfrage|bevollmachtigt\w*|vollmacht|your (?:client|letter|proposal|offer|enquiry|inquiry|request|notice|ref)|debtor|glaubiger(?:in)?|hauptforderung|vollstreckung\w*|titulier\w*|restschuldbefreiung|insolvenz(?:antrag|verfahren|eroffnung|verwalter|tabelle|glaubiger)\w*|kundenkonto|gesamtforderung|ratenzahlung\w*|ruckstand\w*|forderung(?:en)?|anspruche?|abtretung\w*|geb\. ?am|geboren am|schuldet|schulden|outstanding|instal\w+|inkasso|darlehen\w*|mahn\w+|schuldig|mitglied(?:schaft|s\w*)?\b|bankgeheimnis\w*|kundennummer|vertragsnummer|mietkonto|beitragskonto|offen\w* (?:betrag|rechnung\w*|posten|forderung\w*|saldo)|vergleich|ratenplan|zession|betreibung\w*|pfandung\w*|titel)\b/

/** Of one client of the firm's. */
const CLIENT =
  /\bihre(?:r mandantin|[ms] mandanten|[ms] klienten|r klientin)\b|\byour client\b|\bvon ihnen vertreten\w*/

/** What ties a mail to a case from here on: the firm's number and a name. */
export const NAMED = 5

/** Whatever a mail is, so many sentences say it. */
const TELLING = 60

/** Advertising, phishing, invoices to the firm itself: nothing ties the mail to a case. */
export function isUnwanted({
  subject,
  sentences,
  stated,
  signature,
  ties,
  unreadable,
  units,
  silent,
  sums,
  ordered,
  decides,
}: Input): boolean {
  const rows = units
    .filter(unit => unit.row && unit.by === 'creditor')
    .slice(0, 40)
    .map(unit => unit.folded)
    .join(' ')
  const text = `${subject} ${sentences.slice(0, TELLING).join(' ')} ${rows}`
  const own = `${text} ${cueText(signature.slice(0, 2000))}`
  const pointsOf = (said: string) =>
    UNWANTED.reduce((sum, { weight, pattern }) => sum + (pattern.test(said) ? weight : 0), 0)
  const points = pointsOf(own) + pointsOf(subject) + wantedOfTheFirm(text.slice(0, 4000), stated && ties > 0)
  // Who gives orders to a machine and sells something has copied the names that it is to believe.
  if (ordered && points > 3) return true
  // Who answers about somebody may advertise below it.
  if (ties >= NAMED && (stated || decides)) return false
  const spoken = CASE.test(text)
  // Without any such word only a longer text that nowhere speaks of a case is none: creditors are brief.
  if (points === 0)
    return (
      silent === true && ties === 0 && !spoken && !unreadable && text.length > 260 && !/^(?:re|aw|antw)\b/.test(subject)
    )
  // Who states an account may advertise below it.
  const entries = sums.filter(sum => sum.unit.row && sum.unit.by === 'creditor').length
  if (entries > 4 && /\b(?:saldo|soll|haben|mahn\w*|verzugszins\w*|offen\w*)\b/.test(rows)) return false
  return points > ties + (spoken ? 2 : 0) + (CLIENT.test(text) ? 2 : 0) + (stated && spoken ? 1 : 0)
}
