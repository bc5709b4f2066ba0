/**
 * A connected client that is thrown away after any error. kafkajs's clusters do not all recover from a broker that went
 * away (a seed broker that is undefined, metadata of a dead leader); a new one always does.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { unavailable } from './errors.ts'

export interface Connection {
  connect(): Promise<unknown>
  disconnect(): Promise<unknown>
}

interface Opened<C> {
  client: C
  connected: Promise<unknown>
  /** Who works with it just now. */
  users: number
}

export class Renewing<C extends Connection> {
  readonly #create: () => C
  #current: Opened<C> | null = null
  #closed = false

  constructor(create: () => C) {
    this.#create = create
  }

  /**
   * Runs `work`, again and again with new clients, until it succeeds or the time is over.
   * @param options.final says of which errors no repetition can help
   * @throws LogUnavailable after `timeoutMs`; a final error as it is
   */
  async use<T>(
    what: string,
    work: (client: C) => Promise<T>,
    options: { timeoutMs?: number; final?: (error: unknown) => boolean } = {},
  ): Promise<T> {
    const deadline = Date.now() + (options.timeoutMs ?? 5_000)
    for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
      if (this.#closed) throw unavailable(what, new Error('the log is closed'))
      this.#current ??= this.#open()
      const mine = this.#current
      mine.users++
      try {
        await mine.connected
        return await work(mine.client)
      } catch (error) {
        if (this.#current === mine) this.#current = null
        if (options.final?.(error)) throw error
        if (Date.now() + pause > deadline) throw unavailable(what, error)
      } finally {
        this.#leave(mine)
      }
      await sleep(pause)
    }
  }

  close(): void {
    this.#closed = true
    this.#current?.client.disconnect().catch(() => {})
    this.#current = null
  }

  /**
   * A client that is no longer used is disconnected by the last who works with it: kafkajs would connect again for
   * the others, once for each, and those sockets nobody ever closes (a command did not end); and each disconnect waits
   * with a listener of its own.
   */
  #leave(opened: Opened<C>): void {
    opened.users--
    if (opened.users === 0 && this.#current !== opened) opened.client.disconnect().catch(() => {})
  }

  #open(): Opened<C> {
    const client = this.#create()
    const connected = client.connect()
    connected.catch(() => {})
    return { client, connected, users: 0 }
  }
}
