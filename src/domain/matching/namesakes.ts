/** Evidence that only shows when candidates are compared: the only bearer of a name, father and son, a slip in a number. */
import { has, type Scored } from './evidence.ts'
import { LOOKUP_LIMITS } from './memory-lookup.ts'
import type { Mentions } from './mentions.ts'
import { foldName, nameTokens, normaliseAktenzeichen } from './normalise.ts'
import { editDistance } from './similar.ts'
import type { Evidence } from './types.ts'
import { CREDITOR_KNOWN, WEIGHTS } from './weights.ts'

export function compareCandidates(scored: Scored[], mentions: Mentions): void {
  for (const one of scored) forgiveMisspelling(one, scored)
  addGeneration(scored, mentions)
  addOnlyBearer(scored)
}

function add(one: Scored, evidence: Evidence): void {
  one.client.push(evidence)
  one.clientScore += evidence.weight
  one.score += evidence.weight
}

/** Of all whom the firm asked this sender about, one client only bears the name that the mail gives, or one like it. */
function addOnlyBearer(scored: Scored[]): void {
  const asked = scored.filter(one => has(one, 'creditor_email'))
  const bearing = (kind: string, least: number) =>
    asked.filter(one => one.client.some(evidence => evidence.kind === kind && evidence.weight >= least))
  let bearers = bearing('last_name', WEIGHTS.similarLastName)
  // Who was not looked up by a first name may be missing where a sender got many letters.
  if (bearers.length === 0 && asked.length < LOOKUP_LIMITS.creditorAddress)
    bearers = bearing('given_name', WEIGHTS.givenName)
  const [first, ...rest] = bearers
  if (!first || rest.some(other => other.inquiry.clientId !== first.inquiry.clientId)) return
  if (first.client.some(({ kind }) => kind.startsWith('other_'))) return
  for (const one of bearers)
    add(one, {
      kind: 'only_bearer',
      weight: WEIGHTS.onlyBearer,
      detail: 'sonst niemand dieses Namens bei diesem Absender',
    })
}

const SENIOR = 'sen|senior|sr|der altere|d a'
const JUNIOR = 'jun|junior|jr|der jungere|d j'
const GENERATION = new RegExp(` (?:${SENIOR}|${JUNIOR}) `)

/** `Brandt sen.`: of two clients of one name the elder one. */
function addGeneration(scored: Scored[], mentions: Mentions): void {
  if (!GENERATION.test(mentions.ownText)) return
  const groups = Map.groupBy(scored, ({ inquiry }) => foldName(inquiry.clientName))
  for (const [name, group] of groups) {
    const births = [
      ...new Set(group.map(({ inquiry }) => `${inquiry.clientBirthDate ?? ''} ${inquiry.clientId}`)),
    ].sort()
    if (births.length !== 2 || births.some(birth => birth.startsWith(' '))) continue
    const last = nameTokens(group[0]!.inquiry.clientLastName).join(' ')
    const said = (words: string) =>
      new RegExp(` (?:${name}|${last}) (?:${words}) | (?:${words}) ${name} `).test(mentions.ownText)
    const senior = said(SENIOR)
    const junior = said(JUNIOR)
    if (senior === junior) continue
    for (const one of group) {
      const elder = births[0]!.endsWith(` ${one.inquiry.clientId}`)
      const fits = elder === senior
      add(one, {
        kind: fits ? 'generation' : 'other_generation',
        weight: fits ? WEIGHTS.generation : -WEIGHTS.generation,
        detail: senior ? 'senior' : 'junior',
      })
    }
  }
}

/**
 * A file number with two neighbours swapped, when the mail names this client in full, and the number's real owner has
 * nothing to do with the creditor, is a slip and no contradiction. Another digit altogether may be another file.
 */
function forgiveMisspelling(one: Scored, scored: Scored[]): void {
  const other = one.client.find(({ kind }) => kind === 'other_aktenzeichen')
  if (!other || one.creditorScore < CREDITOR_KNOWN || !has(one, 'last_name')) return
  if (!one.client.some(({ kind, detail }) => kind === 'first_name' && detail !== 'Initiale' && detail !== 'ähnlich'))
    return
  if (!isSwap(normaliseAktenzeichen(one.inquiry.aktenzeichen), other.detail)) return
  const owners = scored.filter(({ inquiry }) => normaliseAktenzeichen(inquiry.aktenzeichen) === other.detail)
  if (owners.some(owner => owner.creditorScore >= CREDITOR_KNOWN || has(owner, 'last_name'))) return
  one.clientScore -= other.weight
  one.score -= other.weight
  other.kind = 'misspelt_aktenzeichen'
  other.weight = 0
}

/** One digit changed, left out or doubled, or two neighbours swapped. */
export function isSlip(a: string, b: string): boolean {
  return editDistance(a, b) <= 1 || isSwap(a, b)
}

function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((c, i) => c !== b[i])
  return a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}
