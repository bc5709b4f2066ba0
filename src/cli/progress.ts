/** Progress on stderr: a bar on a terminal, a plain line every few seconds elsewhere. */
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  update(done: number): void
  stop(): void
}

const LINE_EVERY_MS = 5_000

export function progressBar(what: string, total: number): Progress {
  if (process.stderr.isTTY) {
    const bar = new SingleBar(
      { format: `${what} {bar} {value}/{total} {eta_formatted}`, stream: process.stderr },
      Presets.shades_classic,
    )
    bar.start(total, 0)
    return { update: done => bar.update(done), stop: () => bar.stop() }
  }
  let told = Date.now()
  let last = 0
  const tell = () => process.stderr.write(`${what}: ${last} of ${total}\n`)
  return {
    update(done) {
      last = done
      if (Date.now() - told < LINE_EVERY_MS) return
      told = Date.now()
      tell()
    },
    stop: tell,
  }
}
