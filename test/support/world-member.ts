/** A member of a group in its own process, with ports that a test can make wait or fail. */
import type { Extraction, MailContent } from '../../src/domain/extraction/types.ts'
import { debtsHandler } from '../../src/handlers/debts.ts'
import { emailsHandler } from '../../src/handlers/emails.ts'
import { type Handler, handlerGroup } from '../../src/handlers/handler.ts'
import type { OutgoingMail } from '../../src/handlers/ports.ts'
import type { CrashPoint, RuntimeDeps } from '../../src/handlers/runtime/deps.ts'
import { Limiter } from '../../src/handlers/runtime/limiter.ts'
import { type HandlerRun, runHandler } from '../../src/handlers/runtime/run.ts'
import { MemoryStateStore } from '../../src/handlers/runtime/state-store.ts'
import { Suspensions } from '../../src/handlers/runtime/suspensions.ts'
import { Letters } from '../../src/log/letters.ts'
import type { MemoryLog } from '../../src/log/memory/memory-log.ts'
import { EXAMPLES } from './examples.ts'
import { answered, matched } from './outcomes.ts'
import type { World } from './world.ts'

export type Group = 'emails' | 'debts'
// biome-ignore lint/suspicious/noExplicitAny: a member is of either group
type AnyHandler = Handler<any, any>

export interface MemberOptions {
  /** What reading a mail brings; by default the catalogue's example, at once. */
  extract?: (mail: MailContent, signal: AbortSignal) => Promise<Extraction> | Extraction
  /** What matching decides: by default the mail is assigned to the inquiry that its subject names. */
  match?: (subject: string) => ReturnType<typeof matched> | Promise<ReturnType<typeof matched>>
  send?: (mail: OutgoingMail) => Promise<void>
  places?: number
  stores?: Map<number, MemoryStateStore>
  /** Follows the dead letters; the test says when it looks (`member.letters.refresh()`). */
  letters?: boolean
  /** Dies when it comes here (for the `times`-th time). */
  crash?: { point: CrashPoint; times?: number } | null
  change?: (handler: AnyHandler) => AnyHandler
}

export class Member {
  readonly name: string
  readonly group: Group
  readonly log: MemoryLog
  readonly stores: Map<number, MemoryStateStore>
  readonly suspensions: Suspensions
  readonly letters: Letters
  readonly parked: { partition: number; offset: number; key: string }[] = []
  readonly sent: OutgoingMail[] = []
  readonly told: string[] = []
  readonly alarms: string[] = []
  readonly fatal: Error[] = []
  /** Resolves once the member has joined. */
  readonly joined: Promise<HandlerRun>
  run: HandlerRun | null = null
  crashed = false
  readonly #world: World
  #crash: { point: CrashPoint; times: number } | null

  constructor(world: World, name: string, group: Group, options: MemberOptions) {
    this.#world = world
    this.name = name
    this.group = group
    this.log = world.cluster.log('', name)
    this.stores = options.stores ?? new Map()
    this.letters = new Letters(this.log, world.codec.decode)
    this.#crash = options.crash ? { times: 1, ...options.crash } : null
    this.suspensions = new Suspensions(
      () => world.scheduler.now(),
      ({ code }, resumed) => this.alarms.push(resumed ? `${code} over` : code),
    )
    this.joined = runHandler(this.#deps(options), error => this.fatal.push(error)).then(run => {
      this.run = run
      return run
    })
    this.joined.catch(error => this.fatal.push(error))
  }

  kill() {
    this.crashed = true
    this.#world.cluster.kill(this.log)
  }

  /** The phase of each partition that it was given. */
  phases() {
    return Object.fromEntries(this.run!.status().map(({ partition, phase }) => [partition, phase]))
  }

  #deps(options: MemberOptions): RuntimeDeps<unknown, unknown> {
    const note = (_: object, message: string) => void this.told.push(message)
    const { places = 3, change = handler => handler } = options
    const handler = this.group === 'emails' ? this.#emails(options) : debtsHandler(this.#notifying(options))
    return {
      log: this.log,
      handler: change(handler as AnyHandler),
      codec: this.#world.codec,
      openStore: partition => this.#store(partition),
      limiter: new Limiter(places),
      suspensions: this.suspensions,
      clock: this.log.clock,
      logger: { info: note, warn: note, error: note },
      prefix: 'test',
      parked: ({ partition, offset, key }) => this.parked.push({ partition, offset, key }),
      ...(options.letters ? { letters: this.letters.of(handlerGroup('test', this.group)) } : {}),
      crashPoint: point => this.#at(point),
    }
  }

  #emails(options: MemberOptions): AnyHandler {
    const { extract = () => EXAMPLES.EntitiesExtracted, match = subject => matched('auto', subject) } = options
    const handler = emailsHandler({
      attachments: { read: async () => [] },
      extractor: { extract: async (mail, signal) => extract(mail, signal) },
      registry: { caughtUp: async () => [0], find: never, byIds: never },
      ...this.#notifying(options),
    })
    const steps = {
      ...handler.steps,
      match: {
        ...handler.steps.match!,
        run: (state: { mail: { subject: string } | null }) => match(state.mail!.subject),
      },
      answer: {
        ...handler.steps.answer!,
        run: (state: { pending: unknown[] }) => answerTo(state.pending[0] as Parameters<typeof answerTo>[0]),
      },
    }
    return { ...handler, steps } as AnyHandler
  }

  #notifying({ send = async () => {} }: MemberOptions) {
    const mailer = {
      send: async (mail: OutgoingMail) => {
        await send(mail)
        this.sent.push(mail)
      },
    }
    return { mailer, notify: { admin: 'admin@example.org', firm: 'kanzlei@example.org', maxAgeMs: 86_400_000 } }
  }

  #store(partition: number) {
    const store = this.stores.get(partition) ?? new MemoryStateStore()
    this.stores.set(partition, store)
    return store
  }

  #at(point: CrashPoint) {
    if (this.crashed) throw new Error('is dead')
    if (this.#crash?.point !== point || --this.#crash.times > 0) return
    this.kill()
    throw new Error(`died at ${point}`)
  }
}

const never = () => {
  throw new Error('not asked in these tests')
}

/** A review's answer with what the registry knows: here, every inquiry. */
function answerTo(request: { type: string; data: { assignments?: { inquiryId: string }[] | null } }) {
  return answered(...(request.data.assignments ?? []).map(({ inquiryId }) => inquiryId))
}
