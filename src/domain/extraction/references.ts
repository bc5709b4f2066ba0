/** Numbers in a mail: the creditor's references, and what may be the firm's own file number. */
import { normaliseReference } from '../matching/normalise.ts'
import { findMoney } from './amounts.ts'
import { findDates } from './dates.ts'

/**
 * A number as people write it: letters may lead (`RE-`, `LUM-DE-`), stand in the middle (`2025/FN/88`, `7710 E 0442`) or
 * close it (`1120/24 EK 7`, `87/25/ko`, `00417-26 VT/kr`); what follows a space must hold digits or be such a close.
 */
const SEPARATOR = '(?:[ ]?[-/#]{1,2}[ ]?|[.:]|[ ])'
const LETTERS = '[A-Za-zÄÖÜ]'
const VALUE =
  '(?:' +
  `(?:${LETTERS}{1,6}(?:[ ]?[-/.#][ ]?|[ ])?)?(?:[A-Z]{1,6}[-/.])?${LETTERS}{0,8}\\d\\w{0,24}` +
  `(?:${SEPARATOR}(?=${LETTERS}{0,4}\\d)\\w{1,20}|[-/.][A-Za-z]{1,4}(?=[-/.]{1,2}${LETTERS}{0,3}\\d|[-/][A-Za-z]{1,3}(?![\\p{L}\\d]))|[ ][A-Z]{1,2}[ ]\\d{1,6}){0,7}` +
  '(?:[-/](?:[A-Z]{1,4}|[a-z]{1,3})(?![\\p{L}\\d]))?' +
  '(?:[ ](?:[A-Z]{2}\\d{2,4}|[A-Z]{1,2}\\/[A-Za-z]{1,3}|[A-Z](?=[\\s.,;)]|$)|[A-Z]{2}(?=[.,;)]|$))(?![\\p{L}\\d]))?)'
const FIRM_LABEL =
  '(?:ihre?m?|euer|eure?|dortiges?|dort\\.?|your|yr\\.?|d\\.?|mandats?|mandanten)[ -]{0,2}(?:gesch(?:ä|ae)fts)?(?:zeichen|z\\.|zch\\.?|gesch\\.?-?z\\.?|akten?zeichen|aktz\\.?|akten?-?(?:nr|nummer)|az|gz|ref(?:erence|erenz)?|file|nr|nummer|case)\\b\\.?(?:[ ]{0,2}(?:no|nr|nummer|number)\\b\\.?)?'
const CREDITOR_NOUN =
  '(?:kunden?|vertrags?|konto|rechnungs?|versicherten|versicherungs(?:schein)?|krankenversicherten|mitglieds?|beitrags?|kredit|darlehens?|vorgangs?|akten?|schadens?|schaden|mieter|miet|buchungs?|personen|kassen?|debitoren|kreditoren|bestell|auftrags?|teilnehmer|patienten|beleg|police[n]?|betriebs?|objekt|referenz|ticket|fall|forderungs?|inkasso|vollstreckungs?(?:auftrags?)?|anmelde|melde|verbrauchs|z(?:ä|ae)hler|anschluss|bescheid|geb(?:ü|ue)hren|abgaben|steuer|gesch(?:ä|ae)fts?|bp|order|customer|account|invoice|contract|agreement|policy|case|file|claim|matter|loan|membership|member|reference|card|karten?|leasing|rate[n]?plan|einheits|wohnungs|bg|bedarfsgemeinschafts|register|eintrag|verwendungs?|zahlungs?|kd|vers|vtr|vn|rg|rgn|kto|giro|spar|ratenkredit|depot|unser|unsere|our|hiesiges|verkehrs|mandatsreferenz|kundenkonto|schuldner|haupt)'
const CREDITOR_LABEL =
  `(?:${CREDITOR_NOUN}[ -]{0,2}(?:nummer|nr|no|num|zeichen|konto|kennzeichen|kennung|id|referenz|number|ref(?:erence)?|schl(?:ü|ue)ssel|az|aktenzeichen|gz|akte|code|einheit|auftrag|bezug)\\b\\.?|` +
  `aktenzeichen|aktz\\.?|akte|gesch(?:ä|ae)ftszeichen|gz\\.?|az\\.?|unser(?:e)? ref(?:erenz)?\\.?|kassenzeichen|vorgang|vertrag(?:es|s)?|kredit(?:vertrag|konto)?|girokonto|kundenkonto|mieterkonto|mietkonto|konto|darlehen|police|rechnung(?:en)?|rg\\.?|re\\.?|mitglied|kontokorrent|dispo|parzelle|ticket|invoice|account|agreement|contract|file|case|loan|policy|ratenkredit|kartenkonto|kreditkarte|kartenkonto|sparkonto|\\p{L}{3,20}konto|steuernummer|st\\.?-?nr\\.?|personenkonto|kundennummer|kd\\.?-?nr\\.?|order|bestellung|auftrag|buchungszeichen|fall|ref(?:erence|erenz)?\\.?|\\p{L}{3,25}(?:nummer|nr\\.?|-nr\\.?|zeichen|kennzeichen)|nr\\.|no\\.)`
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

const FIRM = new RegExp(`(?<![\\p{L}])${anyCase(FIRM_LABEL + JOIN)}(${VALUE})`, 'gu')
const CREDITOR = new RegExp(`(?<![\\p{L}])${anyCase(CREDITOR_LABEL + JOIN)}(${VALUE})`, 'gu')
/** Letters and digits in groups (`KI-2024-290551`), also without a label. */
const SHAPED = new RegExp(
  '(?<![\\p{L}\\d@._/-])(?:' +
    [
      '\\p{Lu}{1,6}(?:\\d{4,12}|[-/.#][ ]?\\d{2,12})(?:[-/.]{1,2}[A-Z\\d]{1,12}){0,5}(?:[-/][a-z]{1,3})?',
      '\\d{1,8}[-/.]\\p{Lu}\\p{L}{0,3}(?:[-/.]{1,2}\\d{2,12}){1,3}(?:[-/][A-Za-z]{1,3})?',
      '\\d{2,8}(?:[-/]\\d{1,8}){1,4}(?:[-/ ][A-Z]{1,4}\\d{0,4}(?:[/ ](?:[a-z]{1,3}|\\d{1,2}))?|\\/[a-z]{1,3})?',
      '\\p{Lu}{1,4}[ ]\\d{2,8}(?:(?:[-/. ]{1,2}|[ ][A-Z][ ])\\d{1,8}){1,5}',
      '\\p{Lu}{1,6}(?:-\\p{Lu}{1,8}){1,2}-\\d{3,12}',
      '\\p{Lu}{1,4}-\\p{Lu}\\d\\p{Lu}-\\d{3,10}',
      '\\d{3,8}\\p{Lu}{1,3}\\d{3,10}',
      '\\p{Lu}{2,4}[ ]\\d{5,12}',
      '\\d{1,6}(?:\\.\\d{2,6}){2,4}(?:-\\d{1,2})?',
      '\\d{1,4}(?:[ ]\\d{2,4}){2,4}(?:-\\d{1,2})?',
      '\\d{7,14}',
    ].join('|') +
    ')(?![\\p{L}\\d@]|[.,/]{1,2}\\d)',
  'gu',
)

export interface FoundNumber {
  text: string
  start: number
  end: number
  label: 'firm' | 'creditor' | 'none'
  /** How strongly its label says that it is a reference (a plain `Az.` may be either side's). */
  plain: boolean
  /** The label as written (`Unser Zeichen: `), or ''. */
  head: string
}

/** All numbers of a text that may be somebody's file or account number. In an `imprint` the sender's tax number is its own. */
export function findNumbers(original: string, imprint = false): FoundNumber[] {
  if (!/\d/.test(original)) return []
  const text = original.replace(MASKED, found => '_'.repeat(found.length))
  const taken: FoundNumber[] = []
  const add = (label: FoundNumber['label'], match: RegExpExecArray, value: string) => {
    const trimmed = trimValue(value)
    let start = match.index + match[0].length - value.length + Math.max(0, value.indexOf(trimmed))
    if (trimmed === '' || isExcluded(text, start, trimmed, label)) return
    if (imprint && /steuer|st\.?-?nr/i.test(match[0])) return
    const end = start + trimmed.length
    // `RE 23/105`, `UV 51-2`: capitals right before the digits belong to the number.
    const prefix = /(?<![\p{L}\d])(?!AZ|GZ|KTO|NR|NO|REF|VN|LN)[A-Z]{1,4} $/u.exec(
      text.slice(Math.max(0, start - 6), start),
    )
    if (label === 'creditor' && prefix && match.index <= start - prefix[0].length) start -= prefix[0].length
    if (taken.some(other => other.start < end && start < other.end)) return
    const head = label === 'none' ? '' : text.slice(match.index, start)
    // `Re: Kern 117/25` begins an answer, not the number of a bill.
    if (/^re: $/i.test(head) && (match.index === 0 || /[:\n]\s?$/.test(text.slice(0, match.index)))) label = 'none'
    const plain = /^(?:aktenzeichen|az|gz|aktz|gesch)/i.test(match[0])
    taken.push({ text: text.slice(start, end), start, end, label, plain, head })
    if (label !== 'none') addCompanions(text, taken.at(-1)!, taken)
  }
  for (const found of referenceLine(text)) taken.push(found)
  for (const match of text.matchAll(FIRM)) add('firm', match, match[1]!)
  for (const match of text.matchAll(CREDITOR)) add('creditor', match, match[1]!)
  for (const match of text.matchAll(SHAPED)) add('none', match, match[0])
  return taken.sort((a, b) => a.start - b.start)
}

/** What is never a reference, whatever stands before it: IBANs, and the numbers of the courts that issue payment orders. */
const MASKED =
  /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){3,7}(?:[ ]?[A-Z\d]{1,3})?(?![A-Za-z\d])|(?<!\d)\d{2}-\d{6,7}-\d-\d(?!\d)/g

/** `Ihre Zeichen 48.117 und 48.118`: a number of the same form behind a conjunction has the same label. */
function addCompanions(text: string, first: FoundNumber, taken: FoundNumber[]): void {
  const next = new RegExp(`^[ ]?(?:,|und|sowie|bzw\\.?|&|\\+|/)[ \\n](?:Nr\\. ?)?(${VALUE})`, 'u').exec(
    text.slice(first.end, first.end + 60),
  )
  if (!next) return
  const value = trimValue(next[1]!)
  if (outline(value) !== outline(first.text)) return
  const start = first.end + next[0].length - next[1]!.length + next[1]!.indexOf(value)
  const found = { ...first, text: value, start, end: start + value.length }
  taken.push(found)
  addCompanions(text, found, taken)
}

const outline = (value: string) => value.replace(/\d+/g, '9').replace(/\p{Lu}+/gu, 'A')

/**
 * The reference line of a business letter (DIN 5008): `Ihr Zeichen   Unser Zeichen   Datum`, and under each head its value.
 * There a number may be letters only (`KA-Abw/Th`), for its head says what it is.
 */
function referenceLine(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  if (!/zeichen/i.test(text)) return found
  const lines: { text: string; at: number }[] = []
  let at = 0
  for (const line of text.split('\n')) {
    lines.push({ text: line, at })
    at += line.length + 1
  }
  lines.forEach((line, i) => {
    const heads = [...line.text.matchAll(/[^\s](?:[^\s]| (?! ))*/g)]
    const next = lines.slice(i + 1, i + 3).find(candidate => candidate.text.trim() !== '')
    if (heads.length < 2 || !next || /\d/.test(line.text)) return
    for (const head of heads) {
      const firm = /^(?:Ihre?|Euer|Dortiges) (?:Zeichen|Aktenzeichen|Az)/i.test(head[0])
      if (
        !firm &&
        !/^(?:Unser|Mein|Hiesiges) (?:Zeichen|Aktenzeichen|Az)|^(?:Kassen|Gesch(?:ä|ae)fts)zeichen/i.test(head[0])
      )
        continue
      const value = [...next.text.matchAll(/[^\s](?:[^\s]| (?! ))*/g)].find(
        cell => Math.abs(cell.index - head.index) < 3,
      )
      if (!value || value[0].length > 30 || !/\d|[-/]/.test(value[0]) || /^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(value[0]))
        continue
      const start = next.at + value.index
      found.push({
        text: value[0],
        start,
        end: start + value[0].length,
        label: firm ? 'firm' : 'creditor',
        plain: false,
        head: head[0],
      })
    }
  })
  return found
}

function trimValue(value: string): string {
  return value
    .replace(/^(?:\p{Ll}\p{L}{0,5}|Kd|Kdnr|Kto|Nr|Re|Rg|Rgn|Az|AZ|Gz|Vers|Vtr|No|Ref)\.?[ -]{1,2}(?=\S*\d)/u, '')
    .replace(/^(?:\p{Lu}\p{Ll}{2,}[ ,]{1,2})+(?=\S*\d)/u, '')
    .replace(/[\s./:#-]+$/, '')
    .replace(/ (?:vom|v|am|und|mit|zu|per|an|in)\b.*$/i, '')
}

const CITED = /(?:§{1,2}|Abs\.?|Art\.?|Nr\.? ?\d{0,2} ?(?:VV|RVG)|Ziff\.?|Satz)\s?$/i
const PHONE =
  /(?:tel(?:efon|efax)?|fax|fon|mobil|handy|phone|durchwahl|dw|hotline|rufnummer|ruf|call|kennung)\b[\s.:]{0,4}[\d()+/ -]{0,12}$/i
const BANK = /(?:IBAN|BIC|BLZ|bankverbindung|bankleitzahl|swift)\b[^\n]{0,40}$/i
const PUBLIC_REGISTER =
  /(?:HRB|HRA|GnR|VR|PR|handelsregister|registergericht|amtsgericht|landgericht|genossenschaftsregister|ust-?id(?:nr)?|ust|umsatzsteuer-?id(?:entifikationsnummer)?|vat(?: id| no)?|gl(?:ä|ae)ubiger-?id(?:entifikationsnummer)?|ik|steuer-?id|[hi][wh]k-?nr|z(?:ä|ae)hlpunkt|finanzamt\s\p{L}{0,30})\b[\s.:-]{0,4}(?:[\p{L}. ]{0,25})?(?:nr\.?|nummer)?[\s:]{0,3}$/iu
const COURT =
  /(?:amtsgerichts?|landgerichts?|(?:ober)?verwaltungsgerichts?|insolvenzgerichts?|\bAG|\bLG|gerichtsvollzieher\w{0,3}|gerichts?-?(?:az|aktenzeichen)\.?|DR\b|mahngerichts?)\b[^.;\n]{0,45}$/i

function isExcluded(text: string, start: number, value: string, label: FoundNumber['label']): boolean {
  const before = text.slice(Math.max(0, start - 70), start)
  const after = text.slice(start + value.length, start + value.length + 40)
  const compact = value.replace(/[^A-Za-z0-9]/g, '')
  const digits = compact.replace(/\D/g, '').length
  if (digits < 3 && label !== 'firm') return true
  if (digits < 2) return true
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i.test(value) || /^DE\d{9}$/.test(compact)) return true
  if (/^(?:BLZ|IBAN|BIC|HRB|HRA|PLZ|Tel|Fax|VR|GnR)\b/i.test(value)) return true
  if (
    findDates(value).length > 0 ||
    (/^\d{1,2}[./-]\d{2,4}$/.test(value) && label !== 'firm' && !/nr|nummer|zeichen|rechnung/i.test(before))
  )
    return true
  if (
    /^\s{0,3}(?:€|EUR|Euro|%|,\d|Cent)/i.test(after) ||
    findMoney(value).some(money => money.start === 0 && money.end === value.length)
  )
    return true
  if (/^(?:\d{1,2}-)?\d{1,2}\/(?:\d{4}|\d{2})$/.test(value) || /^\s?(?:VV|RVG|GKG|BGB|ZPO)\b/.test(after)) return true
  if (CITED.test(before) || (/^[+\d(]/.test(value) && PHONE.test(before)) || BANK.test(before)) return true
  if (PUBLIC_REGISTER.test(before)) return true
  if (COURT.test(before)) return true
  if (/^\d{1,3} ?[A-Z]{1,3} ?\d{1,5}\/\d{2}$/.test(value) && label !== 'creditor') return true
  if (label === 'none') {
    if (/^[\d/.-]+$/.test(value) && digits < 5) return true
    if (/^\d{1,2}\/\d{4}[-–]\d{1,2}\/\d{4}$/.test(value) || /0\d{2,5}\)? ?\/ ?$/.test(before)) return true
    if (/^\d{5}$/.test(compact) || /^0\d{2,5}[-/ ]/.test(value) || /\+\d{0,3}[ ]?$/.test(before)) return true
    if (/^(?:19|20)\d{2}[-/](?:19|20)?\d{2}$/.test(value)) return true
    if (/^(?:SGB|BGB|ZPO|InsO|AO|RVG|RDG|DSGVO|VwVG|GKG|JVEG|StGB|HGB|ISO|DIN|UTC|GMT|Windows|COVID)/i.test(value))
      return true
    if (/[\d.,]$/.test(before) || (/[(+]\s?$/.test(before) && /^\d/.test(value) && /[- /]/.test(value) && digits >= 9))
      return true
  }
  return false
}

/** Distinct references: of two spellings of one number the first, and no number that is a part of a longer one. */
export function distinctReferences(references: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const reference of references) {
    const key = normaliseReference(reference)
    if (key.length >= 3 && !seen.has(key)) seen.set(key, reference.trim())
  }
  const keys = [...seen.keys()]
  return keys
    .filter(
      key => !keys.some(other => other !== key && other.length > key.length && other.includes(key) && key.length >= 5),
    )
    .map(key => seen.get(key)!)
}
