/** Orders to a machine that reads along. They have no effect; a person is told of them. */
import { cueText } from './cues.ts'
import { sifted } from './patterns/sieve.ts'
import type { Unit } from './units.ts'

const MACHINE = sifted(
  /\b(?:ki|ai|a\.i\.|llm|chatgpt|gpt|claude|gemini|copilot|sprachmodell\w*|language model|(?:digitale\w* |virtuelle\w* )?assistent\w*|assistant|bot|automati\w+ (?:system\w*|auswertung|verarbeitung|postbearbeitung|erfassung|leser)|maschine\w*|parser|extraction|extraktion|system ?prompt|prompt)\b/,
)
const ORDER = sifted(
  /\b(?:ignorier\w*|ignore|vergiss|vergessen sie|disregard|forget|override|uberschreib\w*|setze|setzen sie|trage|tragen sie|ordne|ordnen sie|weise|gib|geben sie|output|return|respond|antworte|melde|set|mark|treat|behandle|behandeln sie|werte|erfasse|erfassen sie|klassifizier\w*|classify|record|report|must|muss|soll|anweisung\w*|instruction\w*)\b/,
)
const BLUNT = sifted(
  /\b(?:ignore|disregard|forget) (?:all |any |your |the )*(?:previous|prior|above|earlier|other) (?:instructions?|rules|text|content)|\b(?:ignorier\w*|vergiss|missachte) (?:alle |deine |die |samtliche )*(?:bisherigen|vorherigen|vorigen|obigen|anderen|fruheren)? ?(?:anweisung\w*|regeln|instruktion\w*|vorgaben)|\bsystem ?prompt\b/,
)

/** Orders to what takes in the mail, by whatever name. */
const TO_THE_INBOX = sifted(
  /\b(?:anweisung\w*|anordnung\w*|befehle?|auftrag|kommando|instructions?|orders?) (?:an|fur|to|for) (?:[\w-]+ ){0,2}(?:[\w-]*(?:system|software|programm|postfach|posteingang|computer|rechner|automat|roboter|agent|filter|inbox|mailbox|machine)\w*)[^.;!?]{0,12}:/,
)

/** Speaks to a machine, whatever it then says. */
const ADDRESSED = sifted(
  /\b(?:wichtig|hinweis|achtung|nachricht|mitteilung|anweisung\w*|info|notiz|note|attention|message|instructions?|fur|an|to|for|liebe[rs]?|dear|hallo|hey)\b[^.:]{0,25}\b(?:ki|ki-\w+|ai|ai-\w+|llms?|chatgpt|gpt|claude|gemini|copilot|sprachmodell\w*|language models?|bots?)\b[^.:]{0,25}:/,
)

/** Nobody reads further for an order. */
const LONGEST = 20_000

/** Whether a text tells an AI what to output; it may be given folded as well. */
export function givesOrders(text: string, whole = cueText(text)): boolean {
  const folded = text.length > LONGEST ? cueText(text.slice(0, LONGEST)) : whole
  return (
    BLUNT.test(folded) ||
    TO_THE_INBOX.test(folded) ||
    ADDRESSED.test(folded) ||
    (MACHINE.test(folded) && ORDER.test(folded))
  )
}

/** A sentence that gives orders taints its paragraph: what it wants to be believed stands around it. */
export function withoutOrders(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(unit => unit.givesOrders)) return units
  const place = (unit: Unit) => `${unit.part}/${unit.paragraph}`
  const tainted = new Set(units.filter(unit => unit.givesOrders).map(place))
  return units.filter(unit => !tainted.has(place(unit)))
}
