/** The form of Claude's answer: a JSON schema for the request, a check of what comes back, and the claims it makes. */
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { z } from 'zod'
import { CLAIMABLE_FLAGS, type Claims } from '../../domain/extraction/check-claims.ts'
import { AMOUNT_ROLES, INTENTS } from '../../domain/extraction/types.ts'

const from = z.enum(['text', 'image']).describe('image only if it stands in an attached document or picture alone')
const claim = (what: string) => z.strictObject({ value: z.string().describe(what), from })
const claims = (what: string) => z.array(claim(what))

const answer = z.strictObject({
  intent: z
    .enum(INTENTS)
    .describe(
      'debt_statement: states what is owed, also nothing; payment_plan: instalments or a settlement; rejection: refuses ' +
        'information or proposal; inquiry: asks the firm something; transfer: the claim belongs to somebody else now; ' +
        'auto_reply: out of office, acknowledgement, bounce; spam: no creditor at all',
    ),
  client_names: claims("The debtor's full name exactly as written, best first"),
  birth_dates: claims("The debtor's date of birth as YYYY-MM-DD"),
  aktenzeichen: claims("The law firm's own file number exactly as written, best first"),
  creditor_names: claims('The company or office whose claim it is, then those who write for it, exactly as written'),
  references: claims("Numbers of the creditor's side (customer, contract, invoice, case) exactly as written"),
  debt_parts: claims('The total claim as written, e.g. 1.234,56 €. Several only if no total is stated: never add up'),
  no_claim: claim('The words that say that nothing is owed any more, exactly as written').nullable(),
  amounts: z.array(
    z.strictObject({ value: z.string().describe('A sum as written'), role: z.enum(AMOUNT_ROLES), from }),
  ),
  flags: z.array(z.enum(CLAIMABLE_FLAGS)),
  summary: z.string().describe('One or two German sentences about what the creditor says'),
  confidence: z.number().describe('0 to 1'),
  pictures_legible: z.boolean().describe('false if an attached document or picture could not be read in full'),
})

/** For `output_config.format`. */
export const ANSWER_FORMAT = (({ type, schema }) => ({ type, schema }))(zodOutputFormat(answer))

/** The answer was no JSON, or not of the form that was asked for. */
export class WrongAnswer extends Error {
  override name = 'WrongAnswer'
  readonly reason: 'malformed' | 'schema'
  constructor(reason: 'malformed' | 'schema', message: string) {
    super(message)
    this.reason = reason
  }
}

/** @throws WrongAnswer, which names fields but repeats nothing of the mail */
export function parseAnswer(text: string): Claims {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new WrongAnswer('malformed', `The answer of ${text.length} characters is no JSON`)
  }
  const parsed = answer.safeParse(json)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(issue => issue.path.join('.') || 'the answer itself')
    throw new WrongAnswer('schema', `Not as the schema says: ${[...new Set(fields)].slice(0, 5).join(', ')}`)
  }
  const { client_names, birth_dates, creditor_names, debt_parts, no_claim, pictures_legible, ...same } = parsed.data
  return {
    ...same,
    clientNames: client_names,
    birthDates: birth_dates,
    creditorNames: creditor_names,
    debtParts: debt_parts,
    noClaim: no_claim,
    picturesLegible: pictures_legible,
  }
}
