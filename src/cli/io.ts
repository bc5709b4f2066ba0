/** How verbs talk: results on stdout (with --json exactly one document), everything else on stderr. */
import type { Command } from 'commander'
import { ConfigError } from '../platform/config.ts'

/** What a verb is given besides its own arguments and options. */
export interface Io {
  json: boolean
  /** The verb's result for people; not called with --json. */
  print(text: string): void
  /** Something for people that is no result: progress, hints, warnings. */
  tell(line: string): void
}

/** A verb: arguments and options as commander parsed them. Returns its JSON document and, if it is not 0, the exit code. */
export type Verb = (
  io: Io,
  options: Record<string, unknown>,
  ...args: string[]
) => Promise<{ document: unknown; exitCode?: number } | undefined>

/** Loads a verb when it is called and prints its document. */
export function verb(load: () => Promise<{ run: Verb }>) {
  return async (...given: unknown[]) => {
    const command = given.at(-1) as Command
    const args = command.args
    const { json, ...options } = command.optsWithGlobals() as { json?: boolean }
    const io: Io = {
      json: json ?? false,
      print: text => {
        if (!json) process.stdout.write(`${text}\n`)
      },
      tell: line => process.stderr.write(`${line}\n`),
    }
    const { run } = await load()
    const result = await run(io, options, ...args)
    if (json && result) process.stdout.write(`${JSON.stringify(result.document, null, 2)}\n`)
    process.exitCode = result?.exitCode ?? 0
  }
}

/** A mistake of the caller: one clear sentence, no stack. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Prints an error as people need it: what is known has a code and a sentence, what is not has its stack. */
export function report(error: unknown): void {
  const { code, message, stack } = Object(error) as { code?: string; message?: string; stack?: string }
  const known =
    error instanceof ConfigError || error instanceof UsageError || (typeof code === 'string' && /^[A-Z_]+$/.test(code))
  process.stderr.write(`${known ? `${code ? `${code}: ` : ''}${message}` : (stack ?? String(error))}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
  // Connections that were left open by the error must not keep the process.
  setTimeout(() => process.exit(), 2_000).unref()
}
