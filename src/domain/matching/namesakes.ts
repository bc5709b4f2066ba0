/** Evidence that only shows when candidates are compared: the only bearer of a name, father and son, a slip in a number. */

import { isBystander } from './bystanders.ts'
import { has, hasFirstName, PROOFS, type Scored } from './evidence.ts'
import { familyName, generationOf } from './generations.ts'
import { LOOKUP_LIMITS } from './memory-lookup.ts'
import type { Mentions } from './mentions.ts'
import { foldName, nameTokens, normaliseAktenzeichen } from './normalise.ts'
import { isSwap } from './similar.ts'
import type { Evidence } from './types.ts'
import { CREDITOR_KNOWN, WEIGHTS } from './weights.ts'

export function compareCandidates(scored: Scored[], mentions: Mentions): void {
  for (const one of scored) forgiveMisspelling(one, scored)
  addGeneration(scored, mentions)
  discountBystanders(scored, mentions)
  addOnlyBearer(scored)
  discountAgents(scored)
}

function add(one: Scored, evidence: Evidence): void {
  one.client.push(evidence)
  one.clientScore += evidence.weight
  one.score += evidence.weight
}

/** Two of a sender's are named, and one of them only beside the other, or as somebody of the sender's: his name says nothing. */
function discountBystanders(scored: Scored[], mentions: Mentions): void {
  const named = scored.filter(one => one.creditorScore >= CREDITOR_KNOWN && has(one, 'last_name'))
  if (new Set(named.map(({ inquiry }) => inquiry.clientId)).size < 2) return
  const beside = named.filter(one => !PROOFS.some(kind => has(one, kind)) && isBystander(one, mentions))
  if (beside.length === named.length) return
  for (const one of beside) {
    const names = one.client.filter(({ kind, weight }) => /^(?:last|first)_name$|^spelling$/.test(kind) && weight > 0)
    const weight = -names.reduce((sum, evidence) => sum + evidence.weight, 0)
    add(one, { kind: 'bystander', weight, detail: names.map(({ detail }) => detail).join(' ') })
  }
}

/**
 * Who writes for a creditor of a client whom it names in full does not write about the claims of its own that the firm asked
 * it about for others.
 */
function discountAgents(scored: Scored[]): void {
  const isMeant = (one: Scored) =>
    one.creditor.some(({ kind, weight }) => kind === 'principal' && weight >= WEIGHTS.principal) &&
    has(one, 'last_name') &&
    hasFirstName(one)
  const meant = scored.filter(isMeant)
  if (meant.length === 0) return
  const isElse = (one: Scored) =>
    has(one, 'creditor_email') &&
    one.client.every(({ kind }) => kind === 'only_inquiry') &&
    meant.every(({ inquiry }) => inquiry.creditorId !== one.inquiry.creditorId)
  for (const one of scored.filter(isElse)) {
    const weight = -one.creditorScore
    one.creditor = [...one.creditor, { kind: 'writes_for_other', weight, detail: 'für einen anderen Gläubiger' }]
    one.creditorScore += weight
    one.score += weight
  }
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

/** `Brandt sen.`: the elder of two clients of one name, by the registry's own words or by their birth dates. */
function addGeneration(scored: Scored[], mentions: Mentions): void {
  if (!GENERATION.test(mentions.ownText)) return
  const groups = Map.groupBy(scored, ({ inquiry }) => foldName(`${inquiry.clientFirstName} ${familyName(inquiry)}`))
  for (const [name, group] of groups) {
    const last = nameTokens(familyName(group[0]!.inquiry)).join(' ')
    const said = (words: string) =>
      new RegExp(` (?:${name}|${last}) (?:${words}) | (?:${words}) ${name} `).test(mentions.ownText)
    const senior = said(SENIOR)
    const junior = said(JUNIOR)
    if (senior === junior) continue
    // `Rolf Brandt und Rolf Brandt jun.`: both are meant.
    const both = new RegExp(` ${name} (?:(?:${SENIOR}|${JUNIOR}) )?(?:und|u|sowie|and) (?:herrn? |frau )?${name} `)
    if (both.test(mentions.ownText)) continue
    const meant = senior ? 'senior' : 'junior'
    for (const one of group) {
      const generation = generationAmong(one, group)
      if (generation === null) continue
      add(one, {
        kind: generation === meant ? 'generation' : 'other_generation',
        weight: generation === meant ? WEIGHTS.generation : -WEIGHTS.generation,
        detail: meant,
      })
    }
  }
}

/** Whether a client is the elder or the younger of those of one name; null if nothing says so. */
function generationAmong({ inquiry }: Scored, group: readonly Scored[]): 'senior' | 'junior' | null {
  const own = generationOf(inquiry)
  if (own) return own
  const others = new Map(
    group.filter(other => other.inquiry.clientId !== inquiry.clientId).map(other => [other.inquiry.clientId, other]),
  )
  const [other] = others.values()
  if (!other || others.size > 1) return null
  const its = generationOf(other.inquiry)
  if (its) return its === 'senior' ? 'junior' : 'senior'
  const [born, otherBorn] = [inquiry.clientBirthDate, other.inquiry.clientBirthDate]
  if (born === null || otherBorn === null || born === otherBorn) return null
  return born < otherBorn ? 'senior' : 'junior'
}

/**
 * A file number with two neighbours swapped, when the mail names this client in full, and the number's real owner has
 * nothing to do with the creditor, is a slip and no contradiction. Another digit altogether may be another file.
 */
function forgiveMisspelling(one: Scored, scored: Scored[]): void {
  const other = one.client.find(({ kind }) => kind === 'other_aktenzeichen')
  if (!other || one.creditorScore < CREDITOR_KNOWN || !has(one, 'last_name')) return
  if (!hasFirstName(one)) return
  if (!isSwap(normaliseAktenzeichen(one.inquiry.aktenzeichen), other.detail)) return
  const owners = scored.filter(({ inquiry }) => normaliseAktenzeichen(inquiry.aktenzeichen) === other.detail)
  if (owners.some(owner => owner.creditorScore >= CREDITOR_KNOWN || has(owner, 'last_name'))) return
  one.clientScore -= other.weight
  one.score -= other.weight
  other.kind = 'misspelt_aktenzeichen'
  other.weight = 0
}
