/** What a mail is for. First the two that are no reply (automatic answers, advertising), then what the creditor wants. */
import { cueText } from './cues.ts'
import type { Debt } from './debt.ts'
import type { Sum } from './roles.ts'
import type { Intent } from './types.ts'

export interface IntentInput {
  subject: string
  fromEmail: string
  fromName: string
  /** The creditor's own words without signature, and with everything below them. */
  own: string
  signature: string
  sums: readonly Sum[]
  debt: Debt
  /** Whether anything ties the mail to a case: a number labelled as the firm's, a debtor, a date of birth. */
  caseSignals: number
  hasAttachments: boolean
}

interface Rule {
  weight: number
  pattern: RegExp
}
const rule = (weight: number, source: string): Rule => ({ weight, pattern: new RegExp(source) })
const score = (rules: Rule[], text: string) =>
  rules.reduce((sum, { weight, pattern }) => (pattern.test(text) ? sum + weight : sum), 0)

const AUTO_SUBJECT =
  /^(?:automatische (?:antwort|ruckantwort)|auto(?:matic)?[- ]?(?:reply|antwort)|abwesen\w*|out of (?:the )?office|gelesen:|read:|not read:|nicht gelesen|lesebestatigung|read receipt|unzustellbar|undeliver\w*|delivery status|mail delivery|returned mail|failure notice|zustellung\w*|delivery (?:failure|has failed|delayed)|ooo\b|abwesenheit)|\b(?:abwesenheits(?:notiz|meldung|assistent)|eingangsbestatigung|empfangsbestatigung|automatische antwort|automatic reply|out of office|noch nicht zugestellt|nicht zustellbar|we received your|ticket (?:wurde )?(?:erstellt|created)|ihre anfrage ist (?:bei uns )?eingegangen)\b/
const AUTO_SENDER = /mailer-daemon|postmaster|mail delivery|bounce/i
const AUTO: Rule[] = [
  rule(
    4,
    '\\b(?:could not be delivered|delivery to the following|konnte nicht zugestellt|nicht zugestellt werden|mailbox is full|postfach ist voll|permanent error|undeliverable|recipient address rejected|zustellung fehlgeschlagen)\\b',
  ),
  rule(4, '\\b(?:wurde am .{5,80} gelesen|was read on|lesebestatigung|read receipt)\\b'),
  rule(
    3,
    '\\b(?:(?:bin|sind) (?:ich |wir )?(?:\\w+ ){0,6}(?:nicht (?:im (?:buro|haus|dienst)|erreichbar|am platz)|abwesend|im urlaub|ausser haus|in elternzeit|in mutterschutz|erkrankt)|out of (?:the )?office|on (?:annual |parental |maternity |sick )?leave|abwesenheits\\w*|wahrend meiner abwesenheit|away from|ich bin (?:wieder |bis |ab )|wieder (?:im buro|erreichbar|fur sie da)|betriebsferien|nicht weitergeleitet|in dringenden fallen)\\b',
  ),
  rule(
    3,
    '\\b(?:(?:haben|wir|ist|wurde) (?:ihre? )?(?:\\w+ ){0,4}(?:erhalten|eingegangen|empfangen)(?! wir)|eingang ihrer? (?:\\w+ ){0,2}(?:e-?mail|nachricht|anfrage|anliegens)|thanks? (?:you )?for (?:getting in touch|contacting|your (?:e-?mail|message|request))|received your (?:request|e-?mail|message)|vielen dank fur ihre (?:e-?mail|nachricht|anfrage|mitteilung))\\b',
  ),
  rule(
    2,
    '\\b(?:automatisch (?:generiert|erstellt|versandt|erzeugt)\\w*|automatische (?:antwort|nachricht|e-?mail|abwesenheits\\w*|eingangs\\w*|empfangs\\w*)|automated (?:message|reply|response)|do not reply|nicht auf diese (?:e-?mail|nachricht) (?:antworten)?|antworten sie (?:bitte )?nicht|bitte nicht antworten)\\b',
  ),
  rule(
    2,
    '\\b(?:(?:wird|werden) (?:\\w+ ){0,6}(?:bearbeitet|bearbeiten|beantworten|beantwortet|melden|prufen)|bearbeitungszeit|within \\d+ (?:working|business) days|get back to you|innerhalb von \\w+ (?:werk|arbeits)?tagen|so schnell wie moglich|schnellstmoglich|reihenfolge|ticket(?:nummer| number| id)?|vorgangsnummer lautet)\\b',
  ),
]

const SPAM: Rule[] = [
  rule(
    3,
    '\\b(?:newsletter|abbestellen|abmelden|unsubscribe|austragen|keine (?:weiteren )?(?:e-?mails|einladungen|angebote|werbung)|abmeldelink)\\b',
  ),
  rule(
    3,
    '\\b(?:sonderaktion|rabatt\\w*|fruhbucher\\w*|gutschein\\w*|jetzt (?:platz|kaufen|bestellen|sichern|testen|buchen|anmelden|informieren)|gratis|kostenlos(?:e[rns]?)? (?:test|demo|erstgesprach|beratung|webinar)|aktionspreis\\w*|bestellwert|lieferung frei haus|black friday|nur (?:heute|noch|bis)|exklusiv\\w*|sparen sie|testzugang|webinar|seminar|fachtagung|teilnahmegebuhr|discount|special offer|limited offer|free trial|book a demo)\\b',
  ),
  rule(
    3,
    '\\b(?:konto (?:wurde|wird) (?:\\w+ )?(?:gesperrt|eingeschrankt|deaktiviert)|verifizier\\w*|bestatigen sie ihre (?:daten|identitat|zugangsdaten|kontodaten)|klicken sie|click (?:here|below)|passwort|password|zugangsdaten|login|ungewohnliche aktivitat|paket(?:zustellung)?|sendung\\w*|zollgebuhr|bitcoin|krypto\\w*|erbschaft|inheritance|lottery|gewonnen|gewinn\\w*|million(?:en)?|urgent business|seo|backlinks?|google[- ]?(?:ranking|bewertung))\\b',
  ),
  rule(
    3,
    '\\b(?:fur ihre kanzlei|liebe kanzlei,? stellen|unsere (?:software|losung|plattform|dienstleistung\\w*|produkte)|buromaterial|reinigungs\\w*|personalvermittlung|bewerbung|bewerbe mich|lebenslauf|kooperation|partnerschaft|neukunden|mandantengewinnung|demo-?termin|unverbindlich\\w*|angebote? fur sie|werben)\\b',
  ),
  rule(
    3,
    '\\b(?:(?:von|auf) ihrem (?:konto|bankkonto) (?:\\w+ )?(?:ein|ab)|ziehen wir (?:\\w+ ){0,4}(?:von ihrem|ein)|ihr(?:em|en|es)? (?:leasing|wartungs|mobilfunk|telefon|software|liefer|strom|miet|lizenz|abonnement|abo)\\w*|ihre (?:rechnung|bestellung|lieferung|monatsrechnung)|rechnungsversand|vielen dank fur (?:ihren auftrag|ihre bestellung|ihr vertrauen)|sepa-?lastschrift\\w*|monatsrechnung|zahlungserinnerung zu ihrer)\\b',
  ),
]
/** What speaks of a debtor, not of the firm as a customer. */
const CASE =
  /\b(?:ihr(?:e[mnrs]?)? mandant\w*|mandantschaft|schuldner(?:in|s)?\b|ihre (?:anfrage|schreiben|vertretungs?anzeige)|ihr (?:schreiben|zeichen|az|aktenzeichen)|schuldenbereinigung\w*|vertretungsanzeige|forderungsaufstellung|forderungsanmeldung|bevollmachtigt\w*|vollmacht|your client|debtor|glaubigerin|hauptforderung|vollstreckungsbescheid|titulier\w*|restschuldbefreiung|kundenkonto|gesamtforderung|ratenzahlung\w*|ruckstand|versicherten|unser(?:e[snmr]?)? (?:kunden?|kundin|mitglied\w*|mieter\w*|darlehen\w*)|geb\\. am)\b/

const TRANSFER: Rule[] = [
  rule(
    5,
    '\\b(?:abgetreten|abtretung(?:s(?:anzeige|erklarung|vertrag))?|verkauft|veraussert|forderungsverkauf|forderungskauf\\w*|verkauf der forderung|ubertragen (?:haben|worden|wurde)|rechtsnachfolg\\w*|neue[rn]? (?:glaubiger(?:in)?|inhaber(?:in)?)|nicht mehr (?:inhaber(?:in)?|glaubiger(?:in)?)|assigned|assignment|sold (?:the|our|this|to)|assignee|forderungsubergang|ubergegangen|zediert|zession der forderung)\\b',
  ),
  rule(
    4,
    '\\b(?:an (?:die|das|unser\\w*|den|einen?|ein) [\\w .&,-]{2,90}? (?:abgegeben|ubergeben|ubergeleitet|weitergegeben|uberwiesen zur|ubertragen|weitergeleitet|abgetreten)|(?:inkassounternehmen|rechtsanwalt\\w*|inkassoburo|anwaltskanzlei|kollegen) (?:\\w+ ){0,4}(?:ubergeben|beauftragt|abgegeben)|(?:zum|zur) (?:forderungseinzug|einzug|beitreibung|einziehung|weiteren bearbeitung|weiteren verfolgung) (?:\\w+ ){0,3}(?:ubergeben|abgegeben|ubertragen|gegeben|ubernommen)|zur vollstreckung (?:ab|uber)gegeben|handed over|passed (?:the (?:claim|file|account)|on) to|referred to|(?:bearbeitung|einzug|beitreibung) (?:\\w+ ){0,4}ubernommen|wird (?:nunmehr|jetzt|kunftig|ab sofort) (?:von|durch) )',
  ),
  rule(
    2,
    '\\b(?:wenden sie sich (?:bitte )?(?:kunftig|ab sofort|nunmehr|direkt|daher|ausschliesslich|zukunftig)|zustandig ist (?:jetzt|nun|nunmehr)|kunftig (?:nur|ausschliesslich) an|please (?:contact|direct) (?:\\w+ ){0,6}(?:directly|future)|aktivlegitim\\w*)\\b',
  ),
]
const PLAN: Rule[] = [
  rule(
    3,
    '\\b(?:raten(?:zahlung|plan|vereinbarung|angebot|vorschlag|hohe|zahlungs\\w*)\\w*|monatsraten?|teilzahlung(?:s\\w*)?|instal\\w+|payment plan|monatlich\\w*|per month|raten von|rate von|raten zu|in raten|teilbetrag\\w*)\\b',
  ),
  rule(
    3,
    '\\b(?:vergleich(?:s\\w*)?|einmalzahlung|abgeltung\\w*|settlement|schuldenbereinigungsplan\\w*|quote|einigungsvorschlag|sanierungsangebot|nullplan|zahlungsvorschlag|zahlungsvereinbarung|stundung|aufschub|nachlass|teilverzicht|lump sum|sonderzahlung)\\b',
  ),
]
const ACCEPT: Rule[] = [
  rule(
    3,
    '\\b(?:einverstanden|stimm(?:en|e) (?:wir |ich )?(?:\\w+ ){0,8}zu\\b|zustimm\\w*|zustimmung|annehmen|angenommen|akzeptier\\w*|gewahren|bewillig\\w*|zusage|bestatigen (?:wir )?(?:\\w+ ){0,4}(?:raten|vereinbarung)|agree|accept\\w*|konnen (?:wir )?(?:\\w+ ){0,4}(?:anbieten|gewahren)|bieten (?:wir|ihnen|ihrem)|schlagen (?:wir )?(?:\\w+ ){0,4}vor|unser vorschlag|vorschlag zur gute|we can offer|offer)\\b',
  ),
]
const REJECT: Rule[] = [
  rule(
    4,
    '\\b(?:lehn(?:en|e|t) (?:\\w+ ){0,12}ab\\b|abgelehnt|ablehn\\w*|ablehnung|nicht (?:annehmen|zustimmen|akzeptier\\w*|einverstanden|bereit|entsprechen|nahertreten|naher treten|in betracht)|keine zustimmung|zustimmung (?:\\w+ ){0,4}(?:nicht|verweiger\\w*|versag\\w*)|gegen (?:eine|die) annahme|gescheitert|reject\\w*|decline\\w*|not (?:accept|agree|able to accept)|cannot (?:accept|agree)|kommt (?:\\w+ ){0,4}nicht (?:in frage|in betracht)|zuruckweis\\w*|weisen (?:\\w+ ){0,6}zuruck)\\b',
  ),
]
const ASK: Rule[] = [
  rule(
    3,
    '\\b(?:benotig\\w*|bitten? (?:wir |sie )?(?:\\w+ ){0,10}?(?:um (?:ubersendung|vorlage|mitteilung|zusendung|nachweis|angabe|ruckruf|ruckmeldung|auskunft|einreichung|bestatigung|information|sachstand)|einreich\\w*|nachreich\\w*|vorlegen|zusenden|ubersenden|mitteilen|nennen|zukommen)|reichen sie|senden sie uns|schicken sie|teilen sie uns|nennen sie uns|lassen sie uns|konnen sie (?:uns|mich|mir)|konnten sie (?:uns|mich|mir)|could you|would you|please (?:send|provide|let us|confirm|forward)|kindly|we (?:need|require)|fehlt uns|fehlen uns|liegt uns (?:noch )?(?:nicht|keine)|anrufen|ruckruf|zuruckrufen|welche[rsn]?\\b.{3,80}\\?|wie ist der|sachstand|gibt es)\\b',
  ),
  rule(
    3,
    '\\b(?:erst (?:auskunft|dann|wenn|nach)|nur (?:mit|nach|gegen|bei) (?:\\w+ ){0,3}vollmacht|vollmacht (?:\\w+ ){0,5}(?:vor|nach|bei|fehlt|beizufugen|erforderlich)|power of attorney|schweigepflichtentbindung|datenschutz\\w* (?:\\w+ ){0,6}keine|keine auskunft|nicht zuordnen|nicht identifizier\\w*|nicht eindeutig|nicht (?:auf)?finden|unter (?:dem|den) (?:angegebenen|genannten)|ohne (?:\\w+ ){0,3}(?:vollmacht|kundennummer|geburtsdatum))\\b',
  ),
]

/** The intent of a mail, and whether it is a creditor's reply at all. */
export function findIntent(input: IntentInput): Intent {
  const own = cueText(input.own.slice(0, 20_000))
  const subject = cueText(input.subject)
  const all = `${subject} ${own}`
  const strongDebt = input.debt.how === 'stated' && input.sums.some(sum => sum.role === 'total' && sum.weight > 1.5)
  if (isAutomatic(input, subject, own, strongDebt)) return 'auto_reply'
  if (isSpam(input, all, strongDebt)) return 'spam'

  const plan = score(PLAN, all)
  const accept = score(ACCEPT, all)
  const reject = score(REJECT, all)
  const ask = score(ASK, own) + (/\?(?:\s|$)/.test(input.own) ? 1 : 0)
  const transfer = score(TRANSFER, all)
  const instalments = input.sums.some(sum => sum.role === 'instalment' || sum.role === 'settlement')
  if (input.debt.how === 'no_claim' && transfer < 5) return 'rejection'
  if (transfer >= 4 && !(plan >= 3 && accept >= 3)) return 'transfer'
  if (reject >= 4) return accept >= 3 && plan >= 3 && instalments ? 'payment_plan' : 'rejection'
  if (plan >= 3 && accept >= 3) return 'payment_plan'
  if (strongDebt && ask < 6) return 'debt_statement'
  if (ask >= 3 && !(input.debt.how === 'summed' && ask < 6)) return 'inquiry'
  if (plan >= 3 && instalments && input.debt.cents === null) return 'payment_plan'
  return 'debt_statement'
}

function isAutomatic(input: IntentInput, subject: string, own: string, strongDebt: boolean): boolean {
  const bySender = AUTO_SENDER.test(`${input.fromEmail} ${input.fromName}`)
  const bySubject = AUTO_SUBJECT.test(subject)
  const words = own.split(' ').length
  const points =
    score(AUTO, own) +
    (bySubject ? 4 : 0) +
    (bySender ? 5 : 0) -
    (strongDebt ? 5 : 0) -
    (words > 160 ? 2 : 0) -
    (input.hasAttachments && !bySender ? 3 : 0)
  return points >= 5
}

function isSpam(input: IntentInput, all: string, strongDebt: boolean): boolean {
  const points = score(SPAM, `${all} ${cueText(input.signature.slice(0, 3000))}`)
  const ties = input.caseSignals + (CASE.test(all) ? 3 : 0) + (strongDebt && CASE.test(all) ? 2 : 0)
  return points >= 3 && points > ties
}
