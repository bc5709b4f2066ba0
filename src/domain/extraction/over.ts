/**
 * Claims that are over, by what was done with them: given up, taken back, paid by another, meant for somebody else. Beside the
 * turns of phrase of `denials.ts`. For folded sentences, sums as `eurosumme`.
 */
import { eachMatchOf } from './patterns/sieve.ts'

/** What is owed, all of it; fees and interest are a part of it. */
const CLAIM =
  '(?:\\w{0,14}forderung(?:en)?|anspruche?|honorar\\w*|\\w*rechnung(?:en)?|\\w*bescheide?|schuld(?:en)?|\\w*darlehen|geld|miet(?:en|schulden|ruckstand\\w*)|(?:rest)?betrag|\\w*ruckstande?|eurosumme)'
const WHOLE = '(?:gesamt|ganz|komplett|vollstandig|voll|samtlich|restlich)'
const THE = '(?:die|das|den|dem|der|mein\\w*|unser\\w*|ihr\\w*|sein\\w*|alle\\w*|samtliche\\w*|jegliche\\w*|diese\\w*)'
/** What restricts it to a part, or takes it back. */
const NOT_PART = '(?! (?:aus|fur|uber|in hohe|auf|gegen (?:eine|zahlung)))'
const GIVER = '(?: (?:wir|ich|sie|er|daher|hiermit|deshalb|somit|also))*'

export const OVER = [
  // `Wir erlassen ihr den gesamten Betrag`, `verzichten auf sämtliche Ansprüche`, `erklären den Verzicht auf die Forderung`.
  `\\berlass(?:en|e)${GIVER} (?:[\\w.-]+ ){0,4}${THE} ${WHOLE}\\w* (?:betrag|schuld|summe|\\w*forderung|rest\\w*)\\b`,
  `\\bverzicht(?:en|e|et)?${GIVER}(?: (?:gegenuber|der|die|herrn?|frau|ganz|vollstandig|endgultig))* auf ${THE} (?:\\w+ ){0,2}${CLAIM}\\b${NOT_PART}(?![^.;!?]{0,30}\\bnicht\\b)`,
  `\\bauf ${THE} (?:\\w+ ){0,2}${CLAIM} verzicht(?:en|e|et) (?:wir|ich|sie|er|frau|herr)\\b(?! (?:nicht|dann))`,
  `\\bstreich(?:en|e)${GIVER} ${THE} (?:\\w+ )?${CLAIM}\\b(?! (?:auf|um|von|aus))`,
  '(?<!\\b(?:not|never) (?:be )?)\\bwaiv(?:e|ing|ed) (?:the |our |this |any |all )+(?:\\w+ )?(?:claims?|amount|debt|balance|invoice)\\b|(?<!\\b(?:not|never) (?:be )?)\\bwaiv\\w* the (?:remaining|rest|outstanding)(?: of)? (?:eurosumme|balance|amount|debt)\\b|\\b(?:claim|debt|account)s? (?:of eurosumme )?(?:is|are) (?:statute|time)-? ?barred\\b',
  // `Wir nehmen die Anmeldung über 400 € zurück`, `Zurückgenommen haben wir den Bescheid`.
  `\\b(?:nehm|zieh)(?:en|e)${GIVER} ${THE} (?:[\\w-]+ )?(?:\\w*forderung\\w*|\\w*anmeldung|\\w*rechnung|\\w*bescheid)\\b[^.;!?]{0,60}\\bzuruck(?=\\s*(?:[.,;!]|und\\b|$))`,
  `\\b${THE} (?:[\\w-]+ )?(?:\\w*forderung|\\w*anmeldung|\\w*rechnung|\\w*bescheid)\\b[^.;!?]{0,40}\\b(?:nehmen|nehme|ziehen|ziehe) (?:wir|ich)\\b[^.;!?]{0,30}\\bzuruck(?=\\s*(?:[.,;!]|und\\b|$))`,
  `^(?:zuruckgenommen|zuruckgezogen|aufgehoben|storniert) (?:haben|habe|wurden?|ist|sind) (?:wir |ich )?${THE} (?:[\\w-]+ )?(?:\\w*forderung\\w*|\\w*anmeldung|\\w*rechnung|\\w*bescheid)\\b`,
  // `Die 64 € sind nicht zu zahlen`, `kein einziger Euro ist mehr offen`, `wir fordern nichts`.
  `\\b${CLAIM} (?:ist|sind|war|waren|braucht|brauchen) (?:daher |also |somit |ihrerseits )?nicht (?:mehr )?(?:zu (?:zahlen|begleichen|entrichten)|geschuldet|bezahlt zu werden)\\b|\\b(?:sind|ist) (?:die |der |das )?${CLAIM} nicht (?:mehr )?(?:zu (?:zahlen|begleichen|entrichten)|geschuldet)\\b`,
  '\\bkein(?:e[nrs]?)? (?:einzige[nrs]? |cent |euro ){1,2}(?:davon |mehr |ist |sind )*(?:offen|geschuldet|fallig)\\b',
  '\\b(?:wir|ich) (?:fordern?|verlangen?|beanspruchen?|bekommen?) (?:\\w+ ){0,3}?(?:nichts|nix)(?: mehr)?(?=\\s*(?:[.,;!]|$))',
  '\\b(?:nie|niemals) (?:etwas|was|geld) (?:zu (?:bekommen|fordern|kriegen|verlangen)|geliehen|verkauft|geliefert)\\b',
  // Paid, by whomever.
  `\\b${CLAIM}\\b[^.;!?]{0,60}\\b(?:vollstandig|ganz|komplett|restlos|in voller hohe) (?:aufgezehrt|gedeckt|abgedeckt|aufgerechnet|verrechnet|ubernommen|abgelost)\\b(?! (?:werden|wird))`,
  '(?<!\\bnicht )\\b(?:beide|die beiden|alle|die) (?:\\w+ )?(?:rechnungen|forderungen|betrage|posten|mieten|bescheide)\\b[^.;!?]{0,60}\\b(?:sind|wurden) (?:\\w+ ){0,3}(?:bezahlt|beglichen|ausgeglichen|erledigt|storniert)\\b(?! (?:werden|worden sein))',
  '\\b(?:has|have) paid the (?:whole|full|entire) (?:amount|sum|balance|debt|claim)\\b',
  '\\b(?:ist|sind|gibt es|besteht|bestehen) (?:\\w+ ){0,2}keine (?:\\w+ )?(?:schuld|zahlungspflicht|zahlungsverpflichtung|restschuld)(?: mehr)?(?=\\s*(?:[.,;!]|$))',
  '\\b(?:zahlungspflicht|zahlungsverpflichtung|beitragspflicht|zahlungsanspruch|\\w*forderung|\\w*anspruch)\\b[^.;!?]{0,50}\\bentfallt(?=\\s*(?:[.,;!]|damit|somit|daher|$))',
  // Somebody else was meant.
  '\\b(?:galt|gilt|betrifft|betraf|richtete? sich an|lautet(?:e)? auf|gehort(?:e)?) (?:zu )?(?:eine[nmrs]? )?andere[nmrs]? (?:person|kund\\w+|herrn?|frau|mieter\\w*|schuldner\\w*)\\b|\\b(?:person|kund(?:e|in|en)|herrn?|frau) gleichen namens\\b',
].map(source => eachMatchOf(new RegExp(source, 'g')))
