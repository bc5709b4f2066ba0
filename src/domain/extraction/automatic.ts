/** Automatic answers: absence notes, receipts, bounces. They have their own turns of phrase, and say nothing about a claim. */
import { signsOfAsking } from './intent/asking.ts'
import { saysNothingOfTheCase } from './nobody-has-read.ts'
import { sifted } from './patterns/sieve.ts'
import type { Input } from './unwanted.ts'

const AUTO_SUBJECT = sifted(
  /^(?:(?:re|aw|antw): ?)?(?:(?:urlaub|betriebsferien|betriebsurlaub|ferien)\b|automati(?:sche|c|scher?)\b|auto(?:matic)?[- ]?(?:reply|antwort|response)|abwesen\w*|out of (?:the )?office|gelesen:|read:|not read|nicht gelesen|lesebestatigung|read receipt|unzustellbar|undeliver\w*|delivery status|mail delivery|returned mail|failure notice|zustellung\w*|delivery (?:failure|has failed|delayed|incomplete)|ooo\b|warning: (?:message|could not)|nicht zustellbar)|\b(?:abwesenheits\w*|eingangs?bestatigung\w*|empfangsbestatigung|automatische (?:antwort|ruckantwort)|automatic reply|autoreply|out of office|nicht zugestellt|nicht zustellbar|we (?:have )?received your|ticket (?:wurde )?(?:erstellt|created|received)|(?:anfrage|nachricht|e-?mail|schreiben|anliegen) ist (?:bei uns )?eingegangen|eingang ihrer)\b/,
)
const AUTO_SENDER = sifted(/mailer-daemon|postmaster|mail delivery|bounces?@|delivery subsystem|mail system/i)

/** What only a machine or an absence note says. */
const ABSENT = sifted(
  /\b(?:(?:in|auf|im|bis) (?:\w+ )?\w*(?:urlaub|ferien)\b|wieder (?:retour|zuruck|da|hier|erreichbar)|(?:bleibt|ist|sind|bleiben) (?:[\w.-]+ ){0,9}(?:unbesetzt|nicht besetzt|verwaist)|(?:i am|i'm|we are) (?:currently )?(?:out|away|abroad)\b|(?:when|once) (?:i am|i'm|we are) back|(?:lese|beantworte|antworte|sehe|bearbeite) (?:ich )?(?:[\w-]+ ){0,5}erst (?:\w+ )?(?:wieder )?(?:ab|nach|am|im|ende|anfang|mitte|kommend\w*|nachst\w*|wenn)\b|(?:werkstatt|buro|laden|praxis|geschaft|kanzlei|betrieb) (?:\w+ ){0,2}(?:zu|dicht) (?:bis|vom|ab)|(?:bin|sind|ist|befinde|befinden|befindet) (?:ich |wir |mich |uns |sich )?(?:[\w.:-]+ ){0,9}?(?:nicht (?:im (?:buro|haus|dienst)|erreichbar|am (?:platz|arbeitsplatz)|da\b|besetzt)|abwesend|im urlaub|ausser haus|in elternzeit|elternzeit|mutterschutz|erkrankt|krank|in betriebsferien|auf (?:einer )?(?:dienst|geschafts)reise|auf (?:einer )?fortbildung|unterwegs|verreist|auf reisen|auf dem bau|in den ferien|auf (?:\w+ )?(?:schulung|seminar|lehrgang|messe|tagung|kur|reha|montage|tour)|im (?:feierabend|krankenstand|homeoffice)|nicht im dienst|ausserhalb)|(?:lese|sehe|rufe|bearbeite|checke|beantworte) (?:ich )?(?:[\w-]+ ){0,4}(?:mails?|e-?mails|nachrichten|postfach)(?: \w+){0,3} (?:nur|sporadisch|selten|unregelmassig|eingeschrankt|zeitweise|nicht)|(?:nur )?(?:eingeschrankt|bedingt|sporadisch|unregelmassig|zeitweise) (?:erreichbar|lesen|abrufen|besetzt)|(?:arbeite|bin) (?:\w+ ){0,4}nur (?:\w+tags|in teilzeit|vormittags|nachmittags)|im (?:wohlverdienten )?urlaub|out of (?:the )?office|(?:annual|parental|maternity|sick|vacation) leave|on (?:holiday|vacation|leave)|wahrend meiner abwesenheit|meine(?:r)? abwesenheit|abwesenheits\w*|away (?:from|until)|(?:wieder|zuruck) (?:im (?:buro|haus|dienst)|erreichbar|fur sie da|am platz|da)|betriebsferien|betriebsruhe|betriebsurlaub|(?:bleibt|bleiben) (?:[\w.,]+ ){0,16}geschlossen|(?:buro|kanzlei|praxis|geschaft|office|haben wir|wir haben)(?: [\w.]+){0,6} (?:geschlossen|closed)|(?:office|we) (?:is|are) closed|nicht (?:automatisch )?weitergeleitet|in dringenden fallen|dringende[rsn]? (?:\w+ ){0,3}(?:an|per|unter|bitte)|(?:e-?mail-?)?(?:adresse|postfach)(?: \w+){0,6} (?:nicht mehr|wird nicht|stillgelegt|abgeschaltet|geschlossen|eingestellt|deaktiviert)|nicht mehr (?:\w+ ){0,4}(?:tatig|beschaftigt|im (?:unternehmen|hause))|(?:werkstatt|buro|laden|praxis|geschaft|kanzlei|betrieb|amt|rathaus|schalter) (?:hat|haben|ist|sind|bleibt|bleiben) [^.!?]{0,60}\b(?:zu|dicht|geschlossen|unbesetzt)\b|(?:macht|machen) (?:[\w.]+ ){0,8}(?:pause|ferien|urlaub|betriebsferien|betriebsurlaub)|(?:e-?mails?|nachrichten|anfragen|post) werden (?:[\w-]+ ){0,6}nicht (?:gelesen|bearbeitet|abgerufen|beantwortet)|(?:limited|no) access to (?:my )?e-?mails?|upon my return|nicht uberwacht|no longer (?:works?|with|employed|monitored|in use)|unmonitored|lese (?:ich )?(?:\w+ )?keine|keine (?:e-?)?mails|nicht (?:lesen|abrufen)|(?:nachricht|e-?mail|message) (?:\w+ ){0,3}(?:wird|will be) (?:\w+ ){0,3}(?:geloscht|deleted))\b/,
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
  if (debt.how === 'no_claim') return false
  if (!hasAttachments && saysNothingOfTheCase({ subject, sentences, fromEmail, sums })) return true
  if (stated) return false
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
