/** Something that faults happen to: a server, `web` or a worker. */
export interface Target {
  readonly name: string
  pid(): number | null
  /** SIGKILL to it and its children; resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves when somebody else has ended it. */
  gone(withinMs: number): Promise<void>
  /** SIGSTOP and SIGCONT to it and its children. */
  freeze(): void
  thaw(): void
  /** On the same port and data; resolves when it serves. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Whether it serves, seen from outside. */
  healthy(): Promise<boolean>
}
