/** Progress with rate and time left on stderr: a bar on a terminal, a plain line every few seconds elsewhere. */
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  /** @param total where it has become better known */
  update(done: number, total?: number): void
  stop(): void
}

const LINE_EVERY_MS = 5_000

export function progressBar(what: string, expected: number): Progress {
  let total = expected
  const began = Date.now()
  const pace = (done: number) => paceOf(done, total, Date.now() - began)
  if (process.stderr.isTTY) {
    const format = `${what} {bar} {value}/{total}, {pace}`
    const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic)
    bar.start(total, 0, { pace: pace(0) })
    const update: Progress['update'] = (done, known = total) => {
      total = known
      bar.setTotal(total)
      bar.update(done, { pace: pace(done) })
    }
    return { update, stop: () => bar.stop() }
  }
  let told = Date.now()
  let last = 0
  const tell = () => process.stderr.write(`${what}: ${last} of ${total}, ${pace(last)}\n`)
  return {
    update(done, known = total) {
      last = done
      total = known
      if (Date.now() - told < LINE_EVERY_MS) return
      told = Date.now()
      tell()
    },
    stop: tell,
  }
}

/** E.g. `14200 a second, 27 s left`; without a rate yet only the time that has passed. */
export function paceOf(done: number, total: number, milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (done === 0 || seconds === 0) return `${Math.round(seconds)} s so far`
  const rate = done / seconds
  const left = Math.ceil(Math.max(0, total - done) / rate)
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second, ${left === 0 ? `${seconds.toFixed(1)} s in all` : `${left} s left`}`
}
