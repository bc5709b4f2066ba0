/** A process and its connection to the broker. It can be killed, and it can be frozen: nothing reaches it then, and nothing it does gets out. */
import { LogUnavailable } from '../log.ts'
import type { Faults } from './faults.ts'
import type { Operation, Scheduler } from './scheduler.ts'

/** What all processes share. */
export interface Network {
  scheduler: Scheduler
  faults: Faults
  /** No broker answers. */
  down: boolean
  /** Called, once each, when it answers again. */
  waitingForUp: (() => void)[]
}

export class Process {
  readonly name: string
  readonly network: Network
  state: 'running' | 'frozen' | 'dead' = 'running'
  #held: (() => void)[] = []

  constructor(name: string, network: Network) {
    this.name = name
    this.network = network
  }

  /**
   * A request to the broker. `apply` is what the broker does, at once or (a promise) when it can.
   * @throws LogUnavailable when the request or its answer is lost, or no broker answers; else what `apply` throws
   */
  call<T>(operation: Operation, about: string, apply: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const answer = (give: () => void) => this.#told(operation, about, 'answer', give)
      const arrive = () => {
        const { down, faults } = this.network
        const effect = down ? 'lose-request' : faults.verdict(operation, about, this.name, arrive)
        if (effect === 'hold') return
        const lost = () => reject(new LogUnavailable(`${operation} ${about}: no answer`))
        if (effect === 'lose-request') return answer(lost)
        try {
          const result = apply()
          if (effect === 'lose-answer') return answer(lost)
          if (!(result instanceof Promise)) return answer(() => resolve(result))
          result.then(
            value => answer(() => resolve(value)),
            error => answer(() => reject(error)),
          )
        } catch (error) {
          answer(effect === 'lose-answer' ? lost : () => reject(error))
        }
      }
      this.#whenRunning(() =>
        this.network.scheduler.soon({ operation, process: this.name, about, direction: 'request' }, arrive),
      )
    })
  }

  /** Something that the client does by itself, or is told. */
  soon(operation: Operation, about: string, work: () => void): void {
    this.#told(operation, about, 'own', work)
  }

  /** A timer of this process: it does not ring while the process is frozen, and never once it is dead. */
  after(ms: number, work: () => void): () => void {
    let cancelled = false
    const cancel = this.network.scheduler.after(ms, () =>
      this.#whenRunning(() => {
        if (!cancelled) work()
      }),
    )
    return () => {
      cancelled = true
      cancel()
    }
  }

  freeze(): void {
    if (this.state === 'running') this.state = 'frozen'
  }

  /** Everything that was kept from it happens now, in its old order. */
  thaw(): void {
    if (this.state !== 'frozen') return
    this.state = 'running'
    for (const go of this.#held.splice(0)) go()
  }

  /** kill -9. Requests that are on their way still arrive. */
  kill(): void {
    this.state = 'dead'
    this.#held = []
  }

  #told(operation: Operation, about: string, direction: 'answer' | 'own', work: () => void): void {
    const tell = () => this.#whenRunning(work)
    this.network.scheduler.soon({ operation, process: this.name, about, direction }, tell)
  }

  #whenRunning(work: () => void): void {
    if (this.state === 'running') work()
    else if (this.state === 'frozen') this.#held.push(() => this.#whenRunning(work))
  }
}
