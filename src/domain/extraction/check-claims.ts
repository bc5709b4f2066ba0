/**
 * What somebody else (a model) read in a mail, held against the mail itself and against what the rules read. A value
 * that the creditor did not write is dropped, whoever asked for it; disagreement lowers confidence and is flagged.
 */
import { foldName } from '../matching/normalise.ts'
import { checkDebt } from './check-debt.ts'
import { centsOf, type SourceText, sourceText } from './source-text.ts'
import type { AmountRole, Extraction, Intent, MailContent } from './types.ts'

/** A value as it stands in the mail, and where: in its text, or only in a picture that was shown beside it. */
export interface Claim {
  value: string
  from: 'text' | 'image'
}

/** A reading of a mail. Nothing in it is believed yet. */
export interface Claims {
  intent: Intent
  clientNames: Claim[]
  birthDates: Claim[]
  aktenzeichen: Claim[]
  creditorNames: Claim[]
  references: Claim[]
  /** The sums, as written, that make up the creditor's total claim: one, or what has to be added. */
  debtParts: Claim[]
  /** The words that say that nothing is owed (any more); null if none do. */
  noClaim: Claim | null
  amounts: (Claim & { role: AmountRole })[]
  flags: string[]
  summary: string
  confidence: number
  /** Whether all of the pictures could be read. */
  picturesLegible: boolean
}

/** The pictures that were shown with the mail. */
export interface Shown {
  pictures: number
  /** Each attachment without text was among them. */
  all: boolean
}

/** Flags that a reading may add; the rules' own are always kept. */
export const CLAIMABLE_FLAGS = [
  'several_clients',
  'several_persons',
  'contradicting_amounts',
  'new_bank_account',
  'instructions_to_ai',
] as const

/** @param rules what the rules read in the same mail */
export function checkClaims(mail: MailContent, rules: Extraction, claims: Claims, shown: Shown): Extraction {
  const source = sourceText(mail)
  const orders = source.orders || rules.flags.includes('instructions_to_ai')
  const told = orders || claims.flags.includes('instructions_to_ai')
  const notes = new Notes(rules.flags)
  for (const flag of claims.flags) if ((CLAIMABLE_FLAGS as readonly string[]).includes(flag)) notes.flag(flag, 0)
  if (orders) notes.flag('instructions_to_ai', 0)
  // A picture cannot be checked: where something gives orders, nothing is taken from it.
  const seen = shown.pictures > 0 && !told
  const take = (list: readonly Claim[], isThere: (value: string) => boolean) => kept(list, isThere, seen, notes)

  const intent = told && claims.intent !== rules.intent ? rules.intent : claims.intent
  if (intent !== rules.intent) notes.flag('intent_disagreement', 0.1)
  const isCreditorReply = intent !== 'auto_reply' && intent !== 'spam'
  const references = take(claims.references, source.says)
  const checked = {
    clientNames: union(
      take(claims.clientNames, value => saysName(source, value)),
      rules.clientNames,
    ),
    birthDates: union(
      take(claims.birthDates, value => source.dates.has(value)),
      rules.birthDates,
    ),
    aktenzeichen: union(take(claims.aktenzeichen, source.says), rules.aktenzeichen),
    creditorNames: union(take(claims.creditorNames, source.says), rules.creditorNames),
    references: intent === 'spam' ? [] : references.length > 0 ? references : rules.references,
  }
  const debt = checkDebt({ rules, claims, source, told, seen, notes })
  const amounts = [...rules.amounts, ...furtherAmounts(claims, rules, source)]
  const summary = told || !isBacked(claims.summary, source, seen) ? rules.summary : claims.summary.slice(0, 400).trim()
  if (shown.all && claims.picturesLegible && seen) notes.drop('unreadable_attachment')
  return {
    ...rules,
    ...checked,
    isCreditorReply,
    intent,
    debtAmountCents: isCreditorReply ? debt : null,
    amounts,
    summary,
    flags: notes.flags(),
    confidence: notes.confidence(Math.min(1, Math.max(0, claims.confidence))),
  }
}

/** Flags and what they cost. */
export class Notes {
  readonly #flags: Set<string>
  #cost = 0
  constructor(flags: readonly string[]) {
    this.#flags = new Set(flags)
  }
  /** @param cost how much less sure the reading is for it; once, however often it is said */
  flag(flag: string, cost: number): void {
    if (!this.#flags.has(flag)) this.#cost += cost
    this.#flags.add(flag)
  }
  drop(flag: string): void {
    this.#flags.delete(flag)
  }
  flags(): string[] {
    return [...this.#flags]
  }
  confidence(claimed: number): number {
    return Math.max(0.1, Math.round((claimed - this.#cost) * 100) / 100)
  }
}

function kept(list: readonly Claim[], isThere: (value: string) => boolean, seen: boolean, notes: Notes): string[] {
  return list.flatMap(({ value: written, from }) => {
    const value = written.trim()
    if (value === '' || isThere(value)) return value === '' ? [] : [value]
    if (from === 'image' && seen) {
      notes.flag('read_from_image', 0.15)
      return [value]
    }
    notes.flag('invented_value', 0.3)
    return []
  })
}

/** As written, or with the last name first. */
function saysName(source: SourceText, name: string): boolean {
  if (source.says(name)) return true
  const [last, first, ...more] = name.split(/\s*,\s*/)
  if (first !== undefined && more.length === 0) return source.says(`${first} ${last}`)
  const words = name.split(/\s+/)
  return words.some((_, i) => i > 0 && source.says(`${words.slice(i).join(' ')}, ${words.slice(0, i).join(' ')}`))
}

function union(first: readonly string[], then: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...first, ...then].filter(value => {
    const key = foldName(value)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Sums that the rules passed over, if the creditor really wrote them. */
function furtherAmounts({ amounts }: Claims, rules: Extraction, { sums }: SourceText): Extraction['amounts'] {
  const known = new Set(rules.amounts.map(({ cents }) => cents))
  return amounts.flatMap(({ value, role }) => {
    const cents = centsOf(value)
    const text = cents === null ? undefined : sums.get(cents)
    if (cents === null || text === undefined || known.has(cents)) return []
    known.add(cents)
    return [{ cents, role, text: text.slice(0, 160) }]
  })
}

/** No figure of a summary is anybody's invention. What stands only in a picture cannot be checked. */
function isBacked(summary: string, source: SourceText, seen: boolean): boolean {
  if (summary.trim() === '') return false
  if (seen) return true
  const figures = summary.match(/\d[\d.,/-]*\d|\d/g) ?? []
  return figures.every(figure => figure.length < 2 || source.says(figure) || source.sums.has(centsOf(figure) ?? -1))
}
