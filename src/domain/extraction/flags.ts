/** What a careful clerk would want to know about a mail, as codes. */
import { findMoney } from './amounts.ts'
import { cueText } from './cues.ts'
import { clientDied } from './death.ts'
import type { Working } from './debt/working.ts'
import type { Debt } from './debt.ts'
import { givesOrders } from './orders.ts'
import { type Sifted, sifted } from './patterns/sieve.ts'
import type { ReadMail } from './reply.ts'
import type { Intent } from './types.ts'
import type { Unit } from './units.ts'

const NEW_ACCOUNT = sifted(
  /\b(?:neue|neuen|geanderte|geanderten|ab sofort|nur noch|ausschliesslich|kunftig|changed|new)\b[^.]{0,80}\b(?:bankverbindung|konto|iban|kontoverbindung|bank details|account)\b|\b(?:bankverbindung|kontoverbindung|iban|bank details)\b[^.]{0,60}\b(?:geandert|neu|gewechselt|changed|aktualisiert)\b/,
)

/** The creditor itself leaves open what is owed, or to whom. */
const UNCLEAR = sifted(
  /\bbitte zuordnen\b|\bje nach (?:ausgang|ergebnis|entscheidung)\b|\b(?:offen|schuldig|schuldet) [^.;!?]{0,30}\bentweder\b(?:[^.;!?]|\.\d){0,60}\boder\b|\b(?:widerspruch|einspruch|klage|rechtsmittel)\w*\b[^.;!?]{0,80}\bnoch nicht (?:\w+ )?(?:entschieden|beschieden)\b|\bordnen sie [^.;!?]{0,50}\bselbst zu\b|\b(?:ist|ware) (?:das|dies|sie|er|es) (?:\w+ )?ihr\w* mandant\w*\?|\b(?:weich(?:t|en)|stimm(?:t|en))\b[^.;!?]{0,60}\b(?:geburts\w+|anschrift|adresse|namen?|person(?:alien)?|wohnort)\b[^.;!?]{0,40}\b(?:ab|nicht uberein)\b|\babweichende[mnrs]? (?:geburts\w+|anschrift|adresse|namen?|vornamen?)\b|\bob (?:wir|ich|uns|mir) [^.;!?]{0,100}\b(?:ist|bleibt|steht) (?:\w+ ){0,4}(?:offen|ungeklart|unklar|ungewiss|nicht fest)\b|\b(?:cannot|could not|unable to) (?:\w+ ){0,3}(?:whether|if) (?:this|it|he|she|that|the) (?:\w+ ){0,4}(?:is|are|was|be|concerns|relates)\b|\bob (?:das|dies|es|die|der) (?:\w+ ){0,4}(?:ist|sind|gehort|betrifft),? (?:weiss|wissen|kann|konnen)\b[^.;]{0,40}\b(?:niemand|keiner|nicht)\b|\bob es sich (?:\w+ ){0,9}handelt\b[^.;]{0,60}\b(?:nicht|unklar|offen|zweifel\w*|fraglich)\b|\b(?:nicht|unklar|fraglich|zweifelhaft),? ob es sich\b|\bweder (?:\w+ ){0,2}bestatigen noch\b|\bnicht (?:mit sicherheit )?ausschliessen\b|\b(?:steht|stehen) (?:\w+ ){0,3}(?:noch )?nicht (?:abschliessend )?fest\b|\b(?:ist|sind|bleibt) (?:\w+ ){0,3}(?:noch )?(?:ungeklart|unklar|strittig)\b/,
)
/** `(2023?)`. */
const IN_QUESTION = /\w\?\)/
/** `Familie Ohm`, not `von der Familie will ich keine Zinsen`. */
const SEVERAL = sifted(
  /\b(?:eheleute|ehepaar|familie(?= (?!nicht|hat|haben|ist|will|kann|wird|zahlt|lebt|wohnt|geht|oder|und|auch|noch|schon|mit|von|bei|aus|bleibt|keine?|hilft|gegeben|gezahlt|geliehen|fur|auf)[a-z]{3,})|beiden? (?:mandant|kunden|schuldner)\w*|gesamtschuldner\w*)\b/,
)

/** What may still be added is no part of what is claimed now: `Etwaige Kosten der Räumung stehen noch nicht fest`. */
const FURTHER = /\b(?:etwaige|eventuelle|weitere|kunftige|spatere|zusatzliche)\w* [^.]{0,120}/g

const isUnclear = (sentence: string) => UNCLEAR.mayMatch(sentence) && UNCLEAR.test(sentence.replace(FURTHER, ' '))

/** `Er hat schon zwei Monate bezahlt`: how much, a person has to ask before parts are added up. */
function paidWithoutFigure(text: string): boolean {
  return (
    /\b(?:schon|bereits|teilweise) (?:\w+ ){0,2}(?:be|ge)zahlt\b/.test(cueText(text)) && findMoney(text).length === 0
  )
}

export interface FlagInput {
  read: ReadMail
  units: readonly Unit[]
  debt: Debt
  unreadable: boolean
  intent: Intent
  /** One way of paying is refused and another offered. */
  counterOffer: boolean
  /** It may only be a receipt or an absence note. */
  doubtful: boolean
  /** The total was read from a picture only, and nothing confirms its digits. */
  fromScan: boolean
  /** How the total was worked out, where no other figure proves it. */
  working: Working | null
  /** The words of the mail hardly speak for the claim. */
  unlikely: boolean
}

/** Codes such as `contradicting_amounts`, in a fixed order. */
export function findFlags({
  read,
  units,
  debt,
  unreadable,
  intent,
  counterOffer,
  doubtful,
  fromScan,
  working,
  unlikely,
}: FlagInput): string[] {
  const own = units.filter(unit => unit.by === 'creditor' && unit.zone !== 'signature').map(unit => unit.folded)
  const subject = cueText(read.subject)
  const says = (pattern: Sifted, test = pattern.test) =>
    test(subject) || (pattern.mayMatchOneOf(units) && own.some(test))
  const leavesOpen = () => [subject, ...own].some(sentence => IN_QUESTION.test(sentence)) || says(UNCLEAR, isUnclear)
  const flags: string[] = []
  if (debt.contradictory) flags.push('contradicting_amounts')
  if (unreadable) flags.push('unreadable_attachment')
  const unfigured = debt.how === 'summed' && units.some(unit => unit.by === 'creditor' && paidWithoutFigure(unit.text))
  if (intent !== 'inquiry' && (leavesOpen() || unfigured || debt.guessed)) flags.push('unclear_claim')
  // Who asks nothing of the heirs either has closed the matter.
  if (intent !== 'spam' && debt.how !== 'no_claim' && clientDied(units)) flags.push('client_died')
  if (counterOffer) flags.push('counter_offer')
  if (doubtful) flags.push('perhaps_no_reply')
  if (fromScan) flags.push('amount_from_scan')
  if (unlikely) flags.push('doubtful_amount')
  if (working) flags.push(working)
  if (intent !== 'spam' && says(NEW_ACCOUNT)) flags.push('new_bank_account')
  if (units.some(unit => unit.givesOrders) || givesOrders(read.hidden)) flags.push('instructions_to_ai')
  if (read.hidden.replace(/\s+/g, '').length > 20) flags.push('hidden_text')
  if (says(SEVERAL)) flags.push('several_persons')
  if (read.cut) flags.push('cut')
  return flags
}
