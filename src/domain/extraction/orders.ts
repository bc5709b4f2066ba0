/** Orders to a machine that reads along. They have no effect; a person is told of them. */
import { cueText } from './cues.ts'

const MACHINE =
  /\b(?:ki|ki-\w+|ai|a\.i\.|llm|chatgpt|gpt|claude|gemini|copilot|sprachmodell\w*|language model|(?:digitale\w* |virtuelle\w* )?assistent\w*|assistant|bot|automati\w+ (?:system\w*|auswertung|verarbeitung|postbearbeitung|erfassung|leser)|maschine\w*|parser|extraction|extraktion|system ?prompt|prompt)\b/
const ORDER =
  /\b(?:ignorier\w*|ignore|vergiss|vergessen sie|disregard|forget|override|uberschreib\w*|setze|setzen sie|trage|tragen sie|ordne|ordnen sie|weise|gib|geben sie|output|return|respond|antworte|melde|set|mark|treat|behandle|behandeln sie|werte|erfasse|erfassen sie|klassifizier\w*|classify|record|report|must|muss|soll|anweisung\w*|instruction\w*)\b/
const BLUNT =
  /\b(?:ignore|disregard|forget) (?:all |any |your |the )*(?:previous|prior|above|earlier|other) (?:instructions?|rules|text|content)|\b(?:ignorier\w*|vergiss|missachte) (?:alle |deine |die |samtliche )*(?:bisherigen|vorherigen|vorigen|obigen|anderen|fruheren)? ?(?:anweisung\w*|regeln|instruktion\w*|vorgaben)|\bsystem ?prompt\b/

/** Whether a text tells an AI what to output. */
export function givesOrders(text: string): boolean {
  const folded = cueText(text.length > 20_000 ? text.slice(0, 20_000) : text)
  return BLUNT.test(folded) || (MACHINE.test(folded) && ORDER.test(folded))
}
