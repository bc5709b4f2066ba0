/** Numbers in a mail: the creditor's references, and what may be the firm's own file number. */
import { normaliseReference } from '../matching/normalise.ts'
import { matchesOf } from './patterns/matches.ts'
import { columnNumbers } from './reference-columns.ts'
import { isElsewhere, isExcluded, MASKED, trimValue } from './reference-exclusions.ts'
import { CREDITOR, FIRM, PLAIN_DATE, SHAPED, VALUE } from './reference-patterns.ts'

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

/** All numbers of a text that may be somebody's file or account number. In an `imprint` the sender's tax number, and that of its business, are its own. */
export function findNumbers(original: string, imprint = false): FoundNumber[] {
  if (!/\d/.test(original)) return []
  const text = original.replace(MASKED, found => '_'.repeat(found.length))
  const taken: FoundNumber[] = []
  const add = (label: FoundNumber['label'], match: RegExpExecArray, value: string) => {
    const behind = text.slice(match.index + match[0].length)
    // `Rechnung 2024-58 2.870,-`: what dashes follow is a sum.
    const trimmed = trimValue(/^,(?:\d|[-–])/.test(behind) ? value.replace(/ \d[\d.]*$/, '') : value)
    let start = match.index + match[0].length - value.length + Math.max(0, value.indexOf(trimmed))
    const found = start
    const said = label
    if (trimmed === '') return
    if (imprint && /steuer|st\.?-?nr|betriebs-?n/i.test(match[0])) return
    const end = start + trimmed.length
    // `An die Feld Inkasso GmbH (dortiges Az. …)` is the third party's number, not the firm's.
    if (
      label === 'firm' &&
      /^dort/i.test(match[0]) &&
      handsOver(text.slice(Math.max(0, match.index - 120), match.index))
    )
      label = 'creditor'
    // `Your case number is 4711`: nobody tells the firm its own number.
    if (
      label === 'firm' &&
      /(?:case|ticket|vorgang|fall|anfrage|request)\S*\b.*\b(?:is|lautet|ist)\b/i.test(match[0].slice(0, -value.length))
    )
      label = 'creditor'
    // `RE 23/105`, `UV 51-2`: capitals right before the digits belong to the number.
    const prefix = /(?<![\p{L}\d])(?!AZ|GZ|KTO|NR|NO|REF|VN|LN|ID|PK|KZ|OP)[A-Z]{1,4} $/u.exec(
      text.slice(Math.max(0, start - 6), start),
    )
    if (label === 'creditor' && prefix && match.index <= start - prefix[0].length) start -= prefix[0].length
    if (taken.some(other => other.start < end && start < other.end)) return
    if (isExcluded(text, found, trimmed, said) || isElsewhere(text, found, end)) return
    // `RE26-0041877`, `REQ-448120`: what touches the digits is no label.
    if (label === 'creditor' && /^[A-Z]{1,4}$/.test(text.slice(match.index, start))) start = match.index
    const head = label === 'none' ? '' : text.slice(match.index, start)
    // `Re: Kern 117/25` begins an answer, not the number of a bill.
    if (
      /^re: $/i.test(head) &&
      (match.index === 0 || /[:\n]\s?$/.test(text.slice(Math.max(0, match.index - 2), match.index)))
    )
      label = 'none'
    const plain = /^(?:zeichen|aktenzeichen|az|gz|aktz|gesch)/i.test(match[0])
    taken.push({ text: text.slice(start, end), start, end, label, plain, head })
    if (label !== 'none') addCompanions(text, taken.at(-1)!, taken)
  }
  for (const found of [...referenceLine(text), ...columnNumbers(text)])
    if (taken.every(other => other.end <= found.start || found.end <= other.start)) taken.push(found)
  // No number goes over a line's end: lines without a digit need not be searched.
  const numbered = text.replace(/^[^\d\n]+$/gm, line => '\n'.repeat(line.length))
  for (const match of matchesOf(FIRM, numbered)) add('firm', match, match[1]!)
  for (const match of matchesOf(CREDITOR, numbered)) add('creditor', match, match[1]!)
  for (const match of matchesOf(SHAPED, numbered)) if (!IS_DATE.test(match[0])) add('none', match, match[0])
  return taken.sort((a, b) => a.start - b.start)
}

const IS_DATE = new RegExp(`^${PLAIN_DATE}$`)

const handsOver = (before: string) =>
  /(?:GmbH|S\.(?:à|a) ?r\.l|Ltd|DAC|B\.V|mbH|\bAG|\bKG|\bUG|\bSE|\beG|mbB|Inkasso\w*|Rechtsanw\w+|Kanzlei|Gerichtsvollzieher\w*|Erwerber\w*|K(?:ä|ae)ufer\w*|Zessionar\w*|Nachfolger\w*|Dienstleister\w*|Kolleg\w*|Beh(?:ö|oe)rde|Gl(?:ä|ae)ubiger\w*)\.?[^.;\n]{0,60}$/.test(
    // `… haben wir an die Feld Inkasso GmbH abgegeben. Dortiges Zeichen: …`
    before.replace(GIVEN_AWAY, ' '),
  )

const GIVEN_AWAY = /(?<=(?:geben|tragen|treten|leitet|reicht|auftragt|kauft|äußert))\.[ \n](?:Die |Das |Deren )?$/

const COMPANION = new RegExp(`^[ ]?(?:,|und|sowie|bzw\\.?|&|\\+|/)[ \\n](?:Nr\\. ?)?(${VALUE})`, 'u')
/** `Ihre Zeichen 48.117 und 48.118`: a number of the same form behind a conjunction has the same label. */
function addCompanions(text: string, first: FoundNumber, taken: FoundNumber[]): void {
  const next = COMPANION.exec(text.slice(first.end, first.end + 60))
  if (!next) return
  const value = trimValue(next[1]!)
  if (outline(value) !== outline(first.text)) return
  const start = first.end + next[0].length - next[1]!.length + next[1]!.indexOf(value)
  if (isExcluded(text, start, value, first.label)) return
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
    if (/\d/.test(line.text) || !/\b(?:zeichen|az)|zeichen\b/i.test(line.text)) return
    const heads = [...line.text.matchAll(/[^\s](?:[^\s]| (?! ))*/g)]
    const next = lines.slice(i + 1, i + 3).find(candidate => candidate.text.trim() !== '')
    if (heads.length < 2 || !next) return
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

/**
 * Distinct references: of two spellings of one number the first, and no number that is a part of a longer one, unless the
 * longer one is its sub-account (`20 448 107` and `20 448 107-60`).
 */
export function distinctReferences(references: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const reference of references) {
    const key = normaliseReference(reference)
    if (key.length >= 3 && !seen.has(key)) seen.set(key, reference.trim())
  }
  // `VK 4711` and `Vertragskonto 4711`: the letters are the label, cut short.
  for (const [key, text] of seen) {
    const bare = /^[A-Z]{1,3} (?=\d)(.+)$/.exec(text)?.[1]
    if (bare !== undefined && seen.has(normaliseReference(bare))) seen.delete(key)
  }
  const keys = [...seen.keys()]
  return keys
    .filter(
      key =>
        !keys.some(
          other =>
            other.length > key.length &&
            key.length >= 5 &&
            other.includes(key) &&
            !(other.startsWith(key) && /[-/]\d{1,3}$/.test(seen.get(other)!) && other.length - key.length <= 3),
        ),
    )
    .map(key => seen.get(key)!)
}
