/** How verbs talk: results on stdout (with --json exactly one document), everything else on stderr. */
import { stat } from 'node:fs/promises'
import { type Command, CommanderError, InvalidArgumentError } from 'commander'
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
    // `| head` has seen enough: no error.
    process.stdout.on('error', error => process.exit((error as { code?: unknown }).code === 'EPIPE' ? 0 : 1))
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

/** An option's value: a number of at least `least`. */
export const numberFrom = (least: number) => (text: string) => {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (number >= least && Number.isFinite(number)) return number
  throw new InvalidArgumentError(`Expected a number of at least ${least}.`)
}

/** @throws UsageError that names the file, before anything is begun */
export async function existingFile(file: string): Promise<string> {
  const found = await stat(file).catch(() => null)
  if (found?.isFile()) return file
  throw new UsageError(`Expected a file at ${file}; found ${found ? 'a folder' : 'nothing'}.`)
}

/** `1 key`, `2 keys`. */
export const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

/** Prints an error as people need it: what is known has a code and a sentence, what is not has its stack. */
export function report(error: unknown): void {
  // Commander has said it already.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  const { code, message, stack } = Object(error) as { code?: string; message?: string; stack?: string }
  const known =
    error instanceof ConfigError || error instanceof UsageError || (typeof code === 'string' && /^[A-Z_]+$/.test(code))
  process.stderr.write(
    `${known ? `${code && !message?.startsWith(code) ? `${code}: ` : ''}${message}` : (stack ?? String(error))}\n`,
  )
  process.exitCode = error instanceof UsageError ? 2 : 1
  // Connections that were left open by the error must not keep the process.
  setTimeout(() => process.exit(), 2_000).unref()
}
