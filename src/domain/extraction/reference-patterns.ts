/** How numbers are written and what stands before them, for `references.ts`. */

/**
 * A number as people write it: letters may lead (`RE-`, `LUM-DE-`), stand in the middle (`2025/FN/88`, `7710 E 0442`) or
 * close it (`1120/24 EK 7`, `87/25/ko`, `00417-26 VT/kr`); what follows a space must hold digits or be such a close.
 */
const SEPARATOR = '(?:[ ]?[-/#]{1,2}[ ]?|[.:]|[ ])'
const LETTERS = '[A-Za-zÄÖÜ]'
/** Short words of a sentence, which are no dictation marks (`00417/25 ms`). */
const WORDS =
  '(?:[A-Z][abimnorsu](?![a-z])|A[MN]|I[MN]|ZU|UM|ES|ER|DA|SO|OB|AB|EU|ab|als|am|an|auf|aus|bei|bis|da|das|der|des|die|ein|er|es|gem|hat|ihr|im|in|ist|mit|ob|per|sie|sind|so|und|uns|usw|vom|von|war|wg|wie|wir|zu|zum|zur|of|is|at|on|to|and|for)(?![a-z])'
export const VALUE =
  '(?:' +
  `(?:${LETTERS}{1,6}(?:[ ]?[-/.#][ ]?|[ ])?)?(?:[A-Z]{1,6}[-/.]|(?<=[A-Z]-)[A-Z]{1,2}[ ](?=\\d{5}))?${LETTERS}{0,8}\\d\\w{0,24}` +
  `(?:${SEPARATOR}(?=${LETTERS}{0,4}\\d)\\w{1,20}|[-/.][A-Za-z]{1,4}(?=[-/.]{1,2}${LETTERS}{0,3}\\d|[-/][A-Za-z]{1,3}(?![\\p{L}\\d]))|[ ][A-Z]{1,2}[ ]\\d{1,6}|[ ][A-Z][A-Za-z]{1,5}[ ]\\d{1,6}(?=\\/\\d{2})){0,7}` +
  '(?:[-/](?:[A-Z]{1,4}|[a-z]{1,3})(?![\\p{L}\\d]))?' +
  `(?:[ ](?:[A-Z]{2}\\d{2,4}|[A-Z]{1,2}\\/[A-Za-z]{1,3}|[A-Z](?=[\\s.,;)]|$)|[A-Z]{2}(?=[.,;)]|$)|(?<=\\d[/-]\\d{2,4} )(?!${WORDS})[A-Za-z]{2}(?:-[a-z])?)(?![\\p{L}\\d]))?)`
/**
 * The same alternatives, those that begin with one letter together: a word of the text is compared with some twenty letters, and
 * not with two hundred words. Of alternatives that begin with different letters only one can match, so that their order does
 * not count.
 */
const byLetter = (alternatives: string) => {
  const words = alternatives.match(/(?:[^|()]|\((?:[^()]|\([^()]*\))*\))+/g)!
  return [...Map.groupBy(words, word => word[0]!)]
    .map(([letter, ones]) => `${letter}(?:${ones.map(word => word.slice(1)).join('|')})`)
    .join('|')
}
/** What ends so: asked first of any characters, for which of them are letters takes longer to tell. */
const ending = (least: number, most: number, end: string) =>
  `(?=[^ \\n]{${least},${most}}?(?:${byLetter(end)}))\\p{L}{${least},${most}}(?:${end})`
const FIRM_LABEL =
  '(?:ihre?m?|von ihnen unter (?:dem )?|euer|eure?|dortiges?|dort\\.?|your|yr\\.?|d\\.?|mandats?|mandanten)[ -]{0,2}(?:gesch(?:ä|ae)fts)?(?:zeichen|z\\.|zch\\.?|gesch\\.?-?z\\.?|akten?zeichen|aktz\\.?|akten?-?(?:nr|nummer)|az|gz|ref(?:erence|erenz)?|file|nr|nummer|case)\\b\\.?(?:[ ]{0,2}(?:no|nr|nummer|number)\\b\\.?)?'
const CREDITOR_NOUN = byLetter(
  'kunden?|vertrags?|konto|rechnungs?|versicherten|versicherungs(?:schein)?|krankenversicherten|mitglieds?|beitrags?|kredit|darlehens?|vorgangs?|akten?|schadens?|schaden|mieter|miet|buchungs?|personen|kassen?|debitoren|kreditoren|bestell|auftrags?|teilnehmer|patienten|beleg|police[n]?|betriebs?|objekt|referenz|ticket|fall|forderungs?|inkasso|vollstreckungs?(?:auftrags?)?|anmelde|melde|verbrauchs|z(?:ä|ae)hler|anschluss|bescheid|geb(?:ü|ue)hren|abgaben|steuer|gesch(?:ä|ae)fts?|bp|order|customer|account|invoice|contract|agreement|policy|case|file|claim|matter|loan|membership|member|reference|card|karten?|leasing|rate[n]?plan|einheits|wohnungs|bg|bedarfsgemeinschafts|register|eintrag|verwendungs?|zahlungs?|kd|vers|vtr|vn|rg|rgn|kto|giro|spar|ratenkredit|depot|unser|unsere|our|hiesiges|verkehrs|mandatsreferenz|kundenkonto|schuldner|haupt',
)
const CREDITOR_LABEL =
  `(?:(?:${CREDITOR_NOUN})[ -]{0,2}(?:nummer|nr|no|num|zeichen|konto|kennzeichen|kennung|id|referenz|number|ref(?:erence)?|schl(?:ü|ue)ssel|az|aktenzeichen|gz|akte|code|einheit|auftrag|bezug)\\b\\.?|` +
  `${byLetter(`ausweis|aktenzeichen|aktz\\.?|akte|gesch(?:ä|ae)ftszeichen|gz\\.?|az\\.?|unser(?:e)? ref(?:erenz)?\\.?|kassenzeichen|dossier|bedarfsgemeinschaft|vorgang|vertrag(?:es|s)?|kredit(?:vertrag|konto)?|girokonto|kundenkonto|mieterkonto|mietkonto|konto|darlehen|police|rechnung(?:en)?|rg\\.?|re\\.?|mitglied|kontokorrent|dispo|parzelle|ticket|invoice|account|agreement|contract|file|case|loan|policy|ratenkredit|kartenkonto|kreditkarte|kartenkonto|sparkonto|steuernummer|st\\.?-?nr\\.?|personenkonto|kundennummer|kd\\.?-?nr\\.?|order|bestellung|auftrag|buchungszeichen|fall|ref(?:erence|erenz)?\\.?`)}|${ending(3, 25, 'konto|ausweis|vertrag|nummer|nr\\.?|-nr\\.?|zeichen|kennzeichen')}|${byLetter(`zeichen|kd\\.?|giro|darl\\.?|wohnung|mieteinheit|beleg|quittung|lieferschein|bon|debitor(?:in)?|kreditor(?:in)?|kunde|kundin|mieter(?:in)?|patient(?:in)?|wohneinheit|we|objekt|schadenfall|schaden|nr\\.|no\\.`)})`
const JOIN =
  '[ ]{0,3}(?:(?:nr|no|nummer|number|n[°º]|lautet|ist|is|mit der nummer|mit der nr|mit|war|(?:ü|ue)brigens|hier|der|unter|dem|den|vertrag|konto|aktenzeichen)\\b\\.?[ ]{0,2}){0,2}[:#.]{0,2}[ ]{0,12}["„“\'(]{0,1}'

/**
 * A pattern whose small letters stand for either case. Not the flag `i` with `(?-i:…)` around the value: a process that
 * has compiled much stops optimising its patterns, and then V8 reads that differently (found by `npm run chaos`).
 */
const anyCase = (pattern: string) =>
  pattern.replace(/\\p\{\w+\}|\\.|\[[^\]]*\]|\p{Ll}/gu, part =>
    /^\p{Ll}$/u.test(part) ? `[${part}${part.toUpperCase()}]` : part,
  )

/** Before a word: what most places fail at comes first. */
const WORD_START = '(?<![A-Za-zÀ-ÖØ-öø-ÿ])(?![\\0-@])(?<!\\p{L})'

export const FIRM = new RegExp(`${WORD_START}${anyCase(FIRM_LABEL + JOIN)}(${VALUE})`, 'gu')
export const CREDITOR = new RegExp(`${WORD_START}${anyCase(CREDITOR_LABEL + JOIN)}(${VALUE})`, 'gu')
/** Most of what has the shape of a number is a date, which need not be looked at closely. */
export const PLAIN_DATE = '(?:0?[1-9]|[12]\\d|3[01])\\.(?:0?[1-9]|1[0-2])\\.(?:19|20)\\d\\d'
/** Letters and digits in groups (`KI-2024-290551`), also without a label. */
export const SHAPED = new RegExp(
  '(?![a-z ])(?<![A-Za-z\\d@._/-])(?=\\d|\\p{Lu}{1,8}[-/.# \\d])' +
    `(?!${PLAIN_DATE}(?![-/.,@\\p{L}\\d]))` +
    '(?<!\\p{L})(?:' +
    [
      '\\p{Lu}{1,6}(?:\\d{4,12}|[-/.#][ ]?\\d{2,12})(?:(?:[ ]\\d{3,6}){1,4}(?:[ ]\\d{2})?|(?:[-/.]{1,2}[A-Z\\d]{1,12}){0,5}(?:[-/][a-z]{1,3})?)',
      '\\d{1,8}[-/.]\\p{Lu}\\p{L}{0,3}(?:[-/.]{1,2}\\d{2,12}){1,3}(?:[-/][A-Za-z]{1,3})?',
      // At the end of a line, or before a dash, even an English word may be somebody's dictation mark.
      `(?!(?:19|20)\\d\\d/)\\d{3,8}/\\d{2}[ ](?!${WORDS.replace('|of|is|at|on|to|and|for', '')})[a-z]{2}(?=\\n|$|[ ][-–][ ])`,
      '\\d{2,8}(?:[-/]\\d{1,8}){1,4}(?:[-/ ][A-Z]{1,4}\\d{0,4}(?:-[a-z]|[/ ](?:[a-z]{1,3}|\\d{1,2}))?|\\/[a-z]{1,3})?',
      '\\p{Lu}{1,4}[ ]\\d{1,8}(?:(?:[-/. ]{1,2}|[ ][A-Z][ ])\\d{1,8}){1,5}(?:[-/][A-Z]{1,2}(?![\\p{L}\\d-]))?',
      '\\p{Lu}{1,6}(?:-\\p{Lu}{1,8}){1,2}-\\d{3,12}',
      '\\p{Lu}{1,4}-\\p{Lu}{1,2}[ ]\\d{5,12}(?:-\\d{1,6})?',
      '\\p{Lu}{1,4}-(?:\\p{Lu}\\d|\\d\\p{Lu})[A-Z\\d]{0,4}-\\d{3,10}',
      '\\d{3,8}\\p{Lu}{1,3}\\d{3,10}',
      '\\p{Lu}{2,4}[ ]\\d{5,12}',
      '\\d{1,6}(?:\\.\\d{2,6}){2,4}(?:-\\d{1,2})?',
      '\\d{1,4}(?:[ ]\\d{2,4}){2,4}(?:-\\d{1,2}|[ ]\\p{Lu}(?=[,;)\\n]|$))?',
      '\\d{3,8}-\\p{Lu}{1,2}(?![-/])',
      '\\d{3}(?:[ ]\\d{3}){1,3}[ ]\\d{1,2}',
      '\\p{Lu}{1,4}\\d{2,6}\\p{Lu}{1,4}\\d{2,8}',
      '\\p{Lu}{0,4}\\d{1,6}(?:[-/.]\\p{Lu}{0,3}\\d{1,8}){1,4}',
      '\\d{7,14}',
    ].join('|') +
    ')(?![\\p{L}\\d@]|[.,/]{1,2}\\d)',
  'gu',
)
