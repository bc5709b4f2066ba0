/** Versions of prompts: the built-in one, and what was published since. */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { NewEvent } from '../domain/events.ts'
import { nextPromptVersion } from '../domain/prompts.ts'
import { BUILT_IN, PROMPT_NAME, type PromptVersion } from '../extraction/claude/prompt.ts'
import { encode } from '../log/codec/codec.ts'
import { type Prompt, promptVersions } from '../projections/postgres/queries/prompts.ts'
import type { Connections } from './connections.ts'

/** Prompts that are in use somewhere: only these can be published. */
export const PROMPTS: readonly string[] = [PROMPT_NAME]

const builtIn: Prompt = {
  name: PROMPT_NAME,
  version: 0,
  text: BUILT_IN.text,
  model: BUILT_IN.model,
  by: 'Postbuch',
  note: 'built in',
  publishedAt: 0,
}

/** Newest first, the built-in one last; empty for a name that is not in use. @throws PROJECTION_NOT_READY */
export async function promptHistory(pool: Pool, name: string): Promise<Prompt[]> {
  return PROMPTS.includes(name) ? [...(await promptVersions(pool, name)), builtIn] : []
}

/** How old the answer may be: long enough that a busy worker does not ask for every mail, short enough for people. */
const FRESH_MS = 5_000

/**
 * The newest version, as the projection has it. Where that has not been built, or cannot be reached, nothing is read
 * by a prompt that somebody may have replaced: a dependency is missing.
 */
export function promptInForce(pool: Pool, now: () => number = Date.now): () => Promise<PromptVersion> {
  let known: { prompt: PromptVersion; at: number } | null = null
  return async () => {
    if (known && now() - known.at < FRESH_MS) return known.prompt
    const [newest] = await promptHistory(pool, PROMPT_NAME).catch(error => {
      if (error?.code !== 'PROJECTION_NOT_READY') throw error
      throw Object.assign(new Error(error.message), {
        failure: { kind: 'dependency', code: 'PROMPTS_NOT_READY', message: error.message },
      })
    })
    known = { prompt: newest!, at: now() }
    return known.prompt
  }
}

export interface NewPrompt {
  name: string
  text: string
  model: string | null
  by: string
  note: string
}

/** The event that publishes the next version after those known. */
function promptEvent(history: readonly Prompt[], prompt: NewPrompt): NewEvent {
  const { name, ...data } = prompt
  const version = nextPromptVersion(history)
  const meta = { id: randomUUID(), time: Date.now(), correlationId: name, causationId: null, idempotencyKey: null }
  return {
    type: 'PromptPublished',
    topic: 'prompts',
    subject: name,
    source: '/cli',
    data: { version, ...data },
    ...meta,
  }
}

export type Published =
  /** `conflict`: somebody else published the same version a moment earlier; `accepted`: no worker has applied it yet. */
  { status: 'published' | 'accepted' | 'conflict'; version: number }

const PATIENCE_MS = 10_000

/** Appends the next version from the command line and waits until it is in force. */
export async function publishPrompt(connections: Connections, prompt: NewPrompt): Promise<Published> {
  const event = promptEvent(await promptHistory(connections.postgres(), prompt.name), prompt)
  const appender = (await connections.log()).appender()
  await appender.append([encode(event)])
  await appender.close()
  const version = (event.data as { version: number }).version
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const found = (await promptHistory(connections.postgres(), prompt.name)).find(known => known.version === version)
    if (found) return { status: isOurs(found, event) ? 'published' : 'conflict', version }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return { status: 'accepted', version }
}

/** The first content of a version stands; whose it is shows by what was written and when. */
const isOurs = (found: Prompt, event: NewEvent) =>
  found.publishedAt === event.time && found.text === (event.data as { text: string }).text
