/** Resident memory of `web` and of the workers, children included, as time goes by. */
import { treeMegabytes } from '../app/memory.ts'
import type { Lab } from './lab.ts'

export interface MemoryFigures {
  /** Peaks in MB. */
  web: number
  worker: number
  /** Median of all workers in the first and in the last third of the run: flat, if they are alike. */
  workerEarly: number
  workerLate: number
}

/** A look costs a walk through /proc. */
const EVERY_MS = 2_000

export function watchMemory(lab: Lab): { stop(): MemoryFigures } {
  const web: number[] = []
  const workers: number[] = []
  const sample = (pid: number | null, into: number[]) => {
    const megabytes = pid ? treeMegabytes(pid) : 0
    if (megabytes) into.push(megabytes)
  }
  const timer = setInterval(() => {
    sample(lab.web.pid(), web)
    for (const worker of lab.workers) sample(worker.pid(), workers)
  }, EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      const third = Math.ceil(workers.length / 3)
      const peak = (of: number[]) => Math.round(of.reduce((a, b) => Math.max(a, b), 0))
      return {
        web: peak(web),
        worker: peak(workers),
        workerEarly: median(workers.slice(0, third)),
        workerLate: median(workers.slice(-third)),
      }
    },
  }
}

const median = (of: number[]) => Math.round(of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0)
