/** What a careful clerk would want to know about a mail, as codes. */
import { cueText } from './cues.ts'
import type { Debt } from './debt.ts'
import type { ReadMail } from './reply.ts'
import type { Intent } from './types.ts'
import type { Unit } from './units.ts'

const AI =
  /\b(?:ki|ai|a\.i\.|llm|chatgpt|gpt|claude|sprachmodell\w*|language model|assistent\w*|assistant|bot|automatisierte[nrs]? (?:system\w*|auswertung|verarbeitung))\b/
const ORDER =
  /\b(?:ignorier\w*|ignore|vergiss|vergessen sie (?:alle|ihre)|disregard|forget|override|setze|setzen sie|trage|tragen sie|ordne|ordnen sie|gib|geben sie .{0,30} aus|output|return|respond|antworte|set the|mark (?:this|the)|treat|behandle|anweisung\w*|instruction\w*|system ?prompt|prompt)\b/
const NEW_ACCOUNT =
  /\b(?:neue|neuen|geanderte|geanderten|ab sofort|nur noch|ausschliesslich|kunftig|changed|new)\b[^.]{0,80}\b(?:bankverbindung|konto|iban|kontoverbindung|bank details|account)\b|\b(?:bankverbindung|kontoverbindung|iban|bank details)\b[^.]{0,60}\b(?:geandert|neu|gewechselt|changed|aktualisiert)\b/

export interface FlagInput {
  read: ReadMail
  units: readonly Unit[]
  debt: Debt
  unreadable: boolean
  own: string
  intent: Intent
}

/** Codes such as `contradicting_amounts`, in a fixed order. */
export function findFlags({ read, debt, unreadable, own, intent }: FlagInput): string[] {
  const text = cueText(own.slice(0, 60_000))
  const hidden = cueText(read.hidden)
  const flags: string[] = []
  if (debt.contradictory) flags.push('contradicting_amounts')
  if (unreadable) flags.push('unreadable_attachment')
  if (intent !== 'spam' && NEW_ACCOUNT.test(text)) flags.push('new_bank_account')
  if (givesOrders(text) || givesOrders(hidden)) flags.push('instructions_to_ai')
  if (read.hidden.replace(/\s+/g, '').length > 20) flags.push('hidden_text')
  if (/\b(?:eheleute|ehepaar|familie|beiden? (?:mandant|kunden|schuldner)\w*|gesamtschuldner\w*)\b/.test(text))
    flags.push('several_persons')
  if (read.cut) flags.push('cut')
  return flags
}

function givesOrders(text: string): boolean {
  return text.split(/(?<=[.!?:;])\s/).some((sentence, i, all) => {
    const near = `${all[i - 1] ?? ''} ${sentence} ${all[i + 1] ?? ''}`
    return ORDER.test(sentence) && AI.test(near)
  })
}
