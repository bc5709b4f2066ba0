/**
 * Words of this folder:
 * an *embedded server* is Kafka, PostgreSQL or a MongoDB-wire server that Postbuch starts for itself on loopback;
 * its *tools* are the program files, which `scripts/launch.mjs setup` puts into `.postbuch/tools`;
 * its *data folder* is `<dataDir>/kafka`, `<dataDir>/postgres` or `<dataDir>/mongodb`, and survives restarts.
 */

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface EmbeddedServer {
  /** What a client connects to: `host:port` of Kafka, else a connection URL. */
  url: string
  port: number
  pid: number
  /** Ends it cleanly (killed after a grace), and resolves when it is gone. May be called again. */
  stop(): Promise<void>
  /** Sends a signal and nothing else: for tests that kill or freeze a server. */
  kill(signal: NodeJS.Signals): void
  /** Resolves when the process is gone, whoever ended it. Never rejects. */
  exited: Promise<Exit>
}

export interface StartOptions {
  /** The servers' common data folder; each server keeps to its own folder under it. Created if missing. */
  dataDir: string
  /** Default: the port of the last start if it is free, else any free one. */
  port?: number
  /** Default: `<dataDir>/<server>.log`. */
  logFile?: string
  /** Default: `.postbuch/tools` in the repository. */
  tools?: string
}

/** A server could not be started. The message says what was expected, what was found and what to do. */
export class EmbeddedServerError extends Error {
  readonly code: 'NOT_INSTALLED' | 'DATA_IN_USE' | 'START_FAILED' | 'PORT_TAKEN'
  constructor(code: EmbeddedServerError['code'], message: string) {
    super(message)
    this.name = 'EmbeddedServerError'
    this.code = code
  }
}
