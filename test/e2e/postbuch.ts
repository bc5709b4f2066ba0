/** Postbuch as a person runs it: the command line in a process of its own, its output, and what its servers hold. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connections, connect } from '../../src/app/connections.ts'
import { everything } from '../../src/app/start/quiet.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { type RunFile, readRunFile } from '../../src/platform/run-file.ts'
import { eventually } from '../support/eventually.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const WITHIN = { within: 240_000 }

/** The first `cases` mails of the development corpus, as a corpus of its own. */
export function smallCorpus(folder: string, cases: number): string {
  const source = join(ROOT, 'test', 'corpus')
  const lines = readFileSync(join(source, 'cases.jsonl'), 'utf8').split('\n').slice(0, cases)
  cpSync(join(source, 'registry.jsonl'), join(folder, 'registry.jsonl'))
  writeFileSync(join(folder, 'cases.jsonl'), `${lines.join('\n')}\n`)
  return folder
}

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a verb to its end. @param root of another copy of the project */
export async function postbuch(args: string[], env: Record<string, string> = {}, root = ROOT): Promise<Finished> {
  const child = launch(args, env, root)
  let [stdout, stderr] = ['', '']
  child.stdout!.on('data', chunk => (stdout += chunk))
  child.stderr!.on('data', chunk => (stderr += chunk))
  const [code] = await once(child, 'close')
  return { code, stdout, stderr }
}

/** A verb that goes on until it is killed. */
export function launch(args: string[], env: Record<string, string>, root = ROOT): ChildProcess {
  const flags = ['--disable-warning=ExperimentalWarning']
  const free = { PUBLIC_PORT: '0', INTERNAL_PORT: '0' }
  return spawn(process.execPath, [...flags, join(root, 'src', 'cli.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...free, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A `postbuch start` that keeps running until it is stopped. */
export class Installation {
  readonly dataDir: string
  readonly #corpus: string
  #child: ChildProcess | null = null
  #connections: Connections | null = null
  stdout = ''

  constructor(corpus: string, dataDir = mkdtempSync(join(tmpdir(), 'postbuch-e2e-'))) {
    this.dataDir = dataDir
    this.#corpus = corpus
  }

  /** Starts it; the demonstration goes on by itself. Resolves when web and worker serve. */
  async start(): Promise<RunFile> {
    this.stdout = ''
    this.#child = launch(['start', '--data', this.dataDir, '--corpus', this.#corpus], { LOG_LEVEL: 'info' })
    this.#child.stdout!.on('data', chunk => (this.stdout += chunk))
    this.#child.stderr!.on('data', chunk => (this.stdout += chunk))
    return eventually('web and worker serve', () => this.#running(), WITHIN)
  }

  /** Where its servers and listeners are. */
  running(): Promise<RunFile> {
    return eventually('it runs', () => this.#running(), WITHIN)
  }

  async #running(): Promise<RunFile | undefined> {
    if (this.#child?.exitCode != null) throw new Error(`it ended: ${this.stdout.slice(-2000)}`)
    return readRunFile(this.dataDir)
  }

  /** Resolves when the report has been printed. */
  async done(): Promise<void> {
    const ended = () => this.#child?.exitCode != null
    await eventually('the report', () => ended() || /Ctrl-C stops everything/.test(this.stdout), WITHIN)
    if (ended()) throw new Error(`it ended: ${this.stdout.slice(-2000)}`)
  }

  async connections(): Promise<Connections> {
    const { addresses } = await this.running()
    this.#connections ??= connect(loadConfig({ LOG_LEVEL: 'silent' }), addresses, 'test')
    return this.#connections
  }

  /** What both stores show of every mail and every client, without times and ids of events. */
  async endState() {
    const { jobs, clients } = await everything(await this.connections())
    return {
      jobs: jobs.map(({ emailId, status, clientName, creditorName, amountCents, assignments }) => ({
        emailId,
        status,
        clientName,
        creditorName,
        amountCents,
        assignments: assignments.map(({ inquiryId, amountCents: cents, outcome }) => ({ inquiryId, cents, outcome })),
      })),
      clients,
    }
  }

  /** Ctrl-C. @returns the exit code */
  async stop(): Promise<number | null> {
    await this.#connections?.close()
    this.#connections = null
    const child = this.#child
    if (!child || child.exitCode !== null) return child?.exitCode ?? null
    child.kill('SIGINT')
    const [code] = await once(child, 'exit')
    return code
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}
