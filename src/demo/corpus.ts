/** Reads a corpus folder: `registry.jsonl` (what the firm knows) and `cases.jsonl` (incoming mails, in order). */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { INTENTS } from '../domain/extraction/types.ts'

const amount = z.string().regex(/^\d+\.\d{2}$/, 'expected euros and cents as "1234.56"')
const time = z.iso.datetime({ offset: true })

const registryEntry = z.object({
  inquiryId: z.string().min(1),
  clientId: z.string().min(1),
  clientName: z.string().min(1),
  clientFirstName: z.string(),
  clientLastName: z.string(),
  clientBirthDate: z.iso.date().nullable(),
  aktenzeichen: z.string().min(1),
  clientAddress: z.string().nullable(),
  creditorId: z.string().min(1),
  creditorName: z.string().min(1),
  creditorEmail: z.string(),
  creditorReferences: z.array(z.string()),
  expectedAmount: amount.nullable(),
  sentAt: time,
})

const attachment = z.object({
  filename: z.string().min(1),
  contentType: z.string().min(1),
  /** Text of each page. */
  pages: z.array(z.string()).min(1),
  /** Rendered as a picture, without a text layer. */
  scanned: z.boolean().optional(),
})

const email = z.object({
  webhookId: z.string().min(1),
  ticketId: z.string(),
  subject: z.string(),
  fromEmail: z.string(),
  fromName: z.string(),
  toEmail: z.string(),
  receivedAt: time,
  bodyText: z.string().nullable(),
  bodyHtml: z.string().nullable(),
  attachments: z.array(attachment),
})

const expected = z.object({
  isCreditorReply: z.boolean(),
  intent: z.enum(INTENTS),
  clientName: z.string().nullable(),
  aktenzeichen: z.string().nullable(),
  creditorName: z.string().nullable(),
  debtAmount: amount.nullable(),
  referenceNumbers: z.array(z.string()),
  match: z.object({ outcome: z.enum(['auto', 'review', 'none']), inquiryId: z.string().nullable() }),
})

const corpusCase = z.object({
  id: z.string().min(1),
  email,
  /** Missing where only predictions are wanted. */
  expected: expected.optional(),
  why: z.string().optional(),
  tags: z.array(z.string()).default([]),
})

export type RegistryEntry = z.infer<typeof registryEntry>
export type CorpusAttachment = z.infer<typeof attachment>
export type CorpusEmail = z.infer<typeof email>
export type CorpusExpected = z.infer<typeof expected>
export type CorpusCase = z.infer<typeof corpusCase>

export interface Corpus {
  registry: RegistryEntry[]
  cases: CorpusCase[]
}

/** The folder is no corpus; `message` names file, line and field of the first 20 mistakes. */
export class CorpusError extends Error {
  override name = 'CorpusError'
  readonly code = 'BAD_CORPUS'
}

/**
 * Reads and checks `registry.jsonl` and `cases.jsonl` of a folder.
 * @throws CorpusError if a file is missing, or naming each line that is not as the corpus' README says
 */
export async function readCorpus(folder: string): Promise<Corpus> {
  const mistakes: string[] = []
  const registry = await readLines(folder, 'registry.jsonl', registryEntry, entry => entry.inquiryId, mistakes)
  const cases = await readLines(folder, 'cases.jsonl', corpusCase, item => item.id, mistakes)
  if (mistakes.length > 0) {
    const more = mistakes.length > 20 ? `\n… and ${mistakes.length - 20} more` : ''
    throw new CorpusError(`${folder} is not a corpus:\n${mistakes.slice(0, 20).join('\n')}${more}`)
  }
  return { registry, cases }
}

async function readLines<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  idOf: (value: T) => string,
  mistakes: string[],
): Promise<T[]> {
  const text = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CorpusError(
      `${join(folder, file)} cannot be read (${error.code}): a corpus has registry.jsonl and cases.jsonl`,
    )
  })
  const values: T[] = []
  const lineOf = new Map<string, number>()
  text
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return
      const at = `${file}:${index + 1}`
      const result = schema.safeParse(parseJson(line))
      if (!result.success) {
        mistakes.push(...result.error.issues.map(issue => `${at}: ${issue.path.join('.') || 'line'}: ${issue.message}`))
        return
      }
      const id = idOf(result.data)
      const earlier = lineOf.get(id)
      if (earlier !== undefined) mistakes.push(`${at}: id ${id} is already in line ${earlier}`)
      lineOf.set(id, index + 1)
      values.push(result.data)
    })
  return values
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
