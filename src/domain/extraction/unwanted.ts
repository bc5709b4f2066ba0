/** The mails that are no creditor's reply: automatic answers, and everything that has nothing to do with a case. */
import { cueText } from './cues.ts'
import { signsOfAsking } from './intent/asking.ts'
import type { IntentInput } from './intent.ts'
import { type Sifted, sifted } from './patterns/sieve.ts'

type Input = Omit<IntentInput, 'subject'> & {
  subject: string
  sentences: string[]
  stated: boolean
  silent?: boolean
}

const AUTO_SUBJECT = sifted(
  /^(?:(?:re|aw|antw): ?)?(?:(?:urlaub|betriebsferien|betriebsurlaub|ferien)\b|automati(?:sche|c|scher?)\b|auto(?:matic)?[- ]?(?:reply|antwort|response)|abwesen\w*|out of (?:the )?office|gelesen:|read:|not read|nicht gelesen|lesebestatigung|read receipt|unzustellbar|undeliver\w*|delivery status|mail delivery|returned mail|failure notice|zustellung\w*|delivery (?:failure|has failed|delayed|incomplete)|ooo\b|warning: (?:message|could not)|nicht zustellbar)|\b(?:abwesenheits\w*|eingangs?bestatigung\w*|empfangsbestatigung|automatische (?:antwort|ruckantwort)|automatic reply|autoreply|out of office|nicht zugestellt|nicht zustellbar|we (?:have )?received your|ticket (?:wurde )?(?:erstellt|created|received)|(?:anfrage|nachricht|e-?mail|schreiben|anliegen) ist (?:bei uns )?eingegangen|eingang ihrer)\b/,
)
const AUTO_SENDER = sifted(/mailer-daemon|postmaster|mail delivery|bounces?@|delivery subsystem|mail system/i)

/** What only a machine or an absence note says. */
const ABSENT = sifted(
  /\b(?:(?:in|auf|im|bis) (?:\w+ )?\w*(?:urlaub|ferien)\b|wieder (?:retour|zuruck|da|hier|erreichbar)|(?:bleibt|ist|sind|bleiben) (?:[\w.-]+ ){0,9}(?:unbesetzt|nicht besetzt|verwaist)|(?:i am|i'm|we are) (?:currently )?(?:out|away|abroad)\b|(?:when|once) (?:i am|i'm|we are) back|(?:lese|beantworte|antworte|sehe|bearbeite) (?:ich )?(?:[\w-]+ ){0,5}erst (?:\w+ )?(?:wieder )?(?:ab|nach|am|im|ende|anfang|mitte|kommend\w*|nachst\w*|wenn)\b|(?:werkstatt|buro|laden|praxis|geschaft|kanzlei|betrieb) (?:\w+ ){0,2}(?:zu|dicht) (?:bis|vom|ab)|(?:bin|sind|ist|befinde|befinden|befindet) (?:ich |wir |mich |uns |sich )?(?:[\w.:-]+ ){0,9}?(?:nicht (?:im (?:buro|haus|dienst)|erreichbar|am (?:platz|arbeitsplatz)|da\b|besetzt)|abwesend|im urlaub|ausser haus|in elternzeit|elternzeit|mutterschutz|erkrankt|krank|in betriebsferien|auf (?:dienst|geschafts)reise|auf (?:einer )?fortbildung|unterwegs|verreist|auf reisen|auf dem bau|in den ferien|auf (?:\w+ )?(?:schulung|seminar|lehrgang|messe|tagung|kur|reha|montage|tour)|im (?:feierabend|krankenstand|homeoffice)|nicht im dienst|ausserhalb)|(?:lese|sehe|rufe|bearbeite|checke|beantworte) (?:ich )?(?:[\w-]+ ){0,4}(?:mails?|e-?mails|nachrichten|postfach)(?: \w+){0,3} (?:nur|sporadisch|selten|unregelmassig|eingeschrankt|zeitweise|nicht)|(?:nur )?(?:eingeschrankt|bedingt|sporadisch|unregelmassig|zeitweise) (?:erreichbar|lesen|abrufen|besetzt)|im (?:wohlverdienten )?urlaub|out of (?:the )?office|(?:annual|parental|maternity|sick|vacation) leave|on (?:holiday|vacation|leave)|wahrend meiner abwesenheit|meine(?:r)? abwesenheit|abwesenheits\w*|away (?:from|until)|(?:wieder|zuruck) (?:im (?:buro|haus|dienst)|erreichbar|fur sie da|am platz|da)|betriebsferien|betriebsruhe|betriebsurlaub|(?:bleibt|bleiben) (?:[\w.,]+ ){0,16}geschlossen|(?:buro|kanzlei|praxis|geschaft|office|haben wir|wir haben)(?: [\w.]+){0,6} (?:geschlossen|closed)|(?:office|we) (?:is|are) closed|nicht (?:automatisch )?weitergeleitet|in dringenden fallen|dringende[rsn]? (?:\w+ ){0,3}(?:an|per|unter|bitte)|(?:e-?mail-?)?(?:adresse|postfach)(?: \w+){0,6} (?:nicht mehr|wird nicht|stillgelegt|abgeschaltet|geschlossen|eingestellt|deaktiviert)|nicht mehr (?:\w+ ){0,4}(?:tatig|beschaftigt|im (?:unternehmen|hause))|(?:werkstatt|buro|laden|praxis|geschaft|kanzlei|betrieb|amt|rathaus|schalter) (?:hat|haben|ist|sind|bleibt|bleiben) [^.!?]{0,60}\b(?:zu|dicht|geschlossen|unbesetzt)\b|(?:macht|machen) (?:[\w.]+ ){0,8}(?:pause|ferien|urlaub|betriebsferien|betriebsurlaub)|(?:e-?mails?|nachrichten|anfragen|post) werden (?:[\w-]+ ){0,6}nicht (?:gelesen|bearbeitet|abgerufen|beantwortet)|(?:limited|no) access to (?:my )?e-?mails?|upon my return|nicht uberwacht|no longer (?:works?|with|employed|monitored|in use)|unmonitored|lese (?:ich )?(?:\w+ )?keine|keine (?:e-?)?mails|nicht (?:lesen|abrufen)|(?:nachricht|e-?mail|message) (?:\w+ ){0,3}(?:wird|will be) (?:\w+ ){0,3}(?:geloscht|deleted))\b/,
)
const MACHINE = sifted(
  /\b(?:could not be delivered|not delivered|undeliverable|delivery (?:has )?failed|(?:nachricht|e-?mail|mail)[^.!?]{0,80}nicht (?:zugestellt|ubermittelt) werden|zustellung (?:ist )?fehlgeschlagen|fehler bei der (?:nachrichten)?zustellung|(?:mailbox|postfach) (?:is full|ist voll)|user unknown|recipient (?:address )?rejected|permanent (?:fatal )?error|wurde (?:automatisch|maschinell) (?:\w+ ){0,4}(?:zugewiesen|zugeteilt|weitergeleitet|registriert|erfasst|angelegt)|(?:exceeded|over) (?:its |the |your )?quota|message (?:was |has been )?(?:not accepted|rejected|blocked)|smtp|55[0-4][ -]5\.|wurde am .{4,90} gelesen|was read on|lesebestatigung|read receipt|wird weitere \d|diese mail wurde (?:gelesen|geoffnet)|(?:bestatigen|confirm) (?:sie )?(?:\w+ ){0,4}(?:ihre nachricht|ihre e-?mail|your message)|erst dann wird ihre (?:nachricht|e-?mail)|(?:digitale\w*|virtuelle\w*) (?:assistent\w*|helfer\w*|kolleg\w*|mitarbeiter\w*)|chat-?bot|schreib(?:e|en)? (?:\w+ ){0,3}einfach die (?:zahl|ziffer|nummer)|spam-?(?:schutz|filter)|unerwunschte\w* (?:werbung|e-?mails?|nachrichten)|challenge)\b/,
)
const RECEIVED = sifted(
  /\b(?:eingangsbestatigung|empfangsbestatigung|(?:eingang|erhalt|empfang)\b[^.;!?]{0,60}\b(?:bestatigt|verzeichnet|vermerkt)|(?:ist|sind|wurde|wurden|haben wir) (?:[\w-]+ ){0,6}(?:erhalten|eingelangt|registriert|protokolliert|gespeichert|zugeteilt)|(?:we have|i have|we've) (?:\w+ )?(?:received|got|logged)|has been (?:received|logged|registered)|(?:danke|dank) fur (?:ihre|deine|die|ihr|eure) (?:mail|e-mail)|bestatigen (?:wir |ihnen )?(?:\w+ ){0,3}(?:eingang|erhalt)|(?:hab|habe|haben|hat|wir) (?:[\w-]+ ){0,6}(?:ihre?[nrs]? |deine? |your )?(?:[\w-]+ ){0,3}(?:erhalten|bekommen|empfangen)|(?:ist|sind) (?:[\w-]+ ){0,5}(?:eingegangen|angekommen)|eingang (?:ihrer?|der|ihres) (?:[\w-]+ ){0,2}(?:e-?mail|nachricht|anfrage|anliegens|schreibens|mitteilung)|(?:wurde|ist|haben) (?:[\w-]+ ){0,8}(?:erfasst|registriert|angelegt|aufgenommen|in bearbeitung)|received your (?:request|e-?mail|message|enquiry|inquiry)|thanks? (?:you )?(?:so much )?for (?:getting in touch|contacting|your (?:e-?mail|message|request|enquiry|inquiry)|reaching out)|(?:danke|(?:vielen|herzlichen|besten) dank) fur (?:ihre|deine|die|ihr) (?:[\w-]+ ){0,2}(?:e-?mail|nachricht|anfrage|mitteilung|kontaktaufnahme|zeilen|schreiben)|request .{3,40} is in good hands)\b/,
)
const LATER =
  /\b(?:zu rechnen|rechnen sie|(?:bescheid|antwort|entscheidung|nachricht|auskunft|ruckmeldung|stellungnahme|weiteres|erledigung) (?:\w+ ){0,3}(?:folgt|ergeht|erfolgt|gesondert|separat|demnachst|kommt|abzuwarten)|(?:geben|gebe) (?:\w+ ){0,3}bescheid|(?:guck|schau|kuck)\w* (?:\w+ ){0,5}an\b|(?:wochen|tage|monate) dauern|(?:will|shall|'ll) (?:\w+ ){0,2}(?:reply|respond|be in touch|come back|revert|review)|zur bearbeitung|vorgelegt|(?:von dort|in kurze|demnachst|umgehend|alsbald) (?:\w+ ){0,2}(?:erhalten|bekommen|horen) (?:sie|ihr)|(?:erhalten|bekommen) sie (?:(?!nach |auf |bei |gegen )\w+ ){0,4}(?:nachricht|antwort|bescheid|ruckmeldung)|(?:nimmt|dauert|betragt)[^.]{0,50}(?:in anspruch|wochen|tage)|meldet sich|melden (?:wir )?uns|kummer(?:t|n) (?:wir )?(?:sich|uns)|(?:kommen|setzen|antworten|bearbeiten|prufen) (?:wir )?uns\b|abgearbeitet|(?:wird|werden) (?:[\w-]+ ){0,8}(?:bearbeitet|bearbeiten|beantwortet|beantworten|melden|zuruckkommen|gepruft|prufen|kummern|antworten|weitergeleitet)|bearbeitungs(?:zeit|dauer)|kann (?:die )?(?:bearbeitung|antwort|beantwortung) (?:[\w-]+ ){0,8}dauern|get back to you|respond (?:to you )?within|(?:werk|arbeits|working|business) ?(?:tagen?|tage|days)|so (?:schnell|bald) wie moglich|schnellst ?moglich|(?:schaut|schauen|sieht|sehen) (?:\w+ ){0,4}(?:drauf|darauf|an)\b|ein echter mensch|baldmoglichst|zeitnah|unaufgefordert|in der reihenfolge|um (?:etwas |ein wenig )?geduld|hohe[ns]? (?:\w+ )?(?:aufkommen\w*|anfragen|nachfrage)|ticket(?:nummer| number| id|-nr)?|vorgangsnummer|case number|von (?:weiteren )?(?:ruck|nach)fragen abzusehen)\b/
const AUTOMATED = sifted(
  /\b(?:automati(?:sch|sierte\w*|sche\w*|c|cally|sch) (?:generiert\w*|erstellt\w*|versandt\w*|erzeugt\w*|antwort\w*|ruckantwort|nachricht|e-?mail|bestatigung|eingangs\w*|generated|reply|message|response|abwesen\w*)|automated (?:message|reply|response|mail|e-?mail)|do not reply|(?:nicht|bitte nicht) (?:direkt )?auf diese (?:e-?mail|nachricht|mail)|antworten sie (?:bitte )?nicht|nicht antworten|no-?reply)\b/,
)

/** Says of itself that no person wrote it. */
const SELF_MADE = sifted(
  /\b(?:dies|diese|das|this)\b[^.!?]{0,30}\bautomat\w+ (?:erzeugt|generiert|erstellt|versandt|versendet|generated|reply|message|response|antwort|nachricht)\w*/,
)

/** Absence notes, receipts, bounces: a machine answers, nobody has read anything. */
export function isAutomatic({
  subject,
  sentences,
  stated,
  fromEmail,
  fromName,
  sums,
  hasAttachments,
  debt,
}: Input): boolean {
  const sender = AUTO_SENDER.test(`${fromEmail} ${fromName}`)
  const text = sentences.slice(0, 40).join(' ')
  const head = subject + ' ' + sentences.slice(0, 12).join(' ').slice(0, 1500)
  if (sender && (MACHINE.test(text) || AUTO_SUBJECT.test(subject) || sentences.length < 3)) return true
  if (stated || debt.how === 'no_claim') return false
  let points = (sender ? 4 : 0) + (AUTO_SUBJECT.test(subject) ? 4 : 0)
  if (MACHINE.test(head)) points += 4
  if (ABSENT.test(head)) points += 4
  if (RECEIVED.test(head)) points += 2
  const later = head.match(new RegExp(LATER, 'g'))?.length ?? 0
  if (later > 0) points += RECEIVED.test(head) ? 2 : later > 1 ? 3.5 : 1.5
  if (AUTOMATED.test(text)) points += SELF_MADE.test(text) && text.length < 500 ? 3.5 : 2
  if (sums.some(sum => sum.role === 'total' || sum.role === 'principal')) points -= 2
  if (hasAttachments) points -= 3
  if (text.length > 1200) points -= 1
  // A machine asks for no proof of authority.
  if (sentences.slice(0, 12).some(asksForProof)) points -= 3
  return points >= 3.5
}

const PROOF = sifted(
  /\b(?:\w*vollmacht|einwilligung\w*|geburtsdat\w*|nachweis\w*|anschrift|ausweis\w*|schweigepflicht\w*|power of attorney|letter of authority|date of birth|einkommens\w*)\b/,
)
const asksForProof = (sentence: string) => PROOF.test(sentence) && signsOfAsking(sentence).length > 0

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
    '\\b(?:late (?:relative|client|husband|father|uncle)|next of kin|transfer fee|barrister|(?:usd|us\\$|\\$|eur|€) ?\\d{1,3}(?:,\\d{3}){2}|verstorbene[rn]? (?:verwandt|kunde|mandant)\\w*[^.]{0,80}million)\\b',
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
const CLIENT = /\bihre(?:r mandantin|[ms] mandanten|[ms] klienten|r klientin)\b|\byour client\b/

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
}: Input): boolean {
  const rows = units
    .filter(unit => unit.row && unit.by === 'creditor')
    .slice(0, 40)
    .map(unit => unit.folded)
    .join(' ')
  const text = `${subject} ${sentences.slice(0, 120).join(' ')} ${rows}`
  const own = `${text} ${cueText(signature.slice(0, 2000))}`
  const pointsOf = (said: string) =>
    UNWANTED.reduce((sum, { weight, pattern }) => sum + (pattern.test(said) ? weight : 0), 0)
  const points = pointsOf(own) + pointsOf(subject)
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
