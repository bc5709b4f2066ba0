/** Resident memory of a process with all its descendants (Linux; elsewhere 0: unknown). */
import { readdirSync, readFileSync } from 'node:fs'

interface Entry {
  parent: number
  kilobytes: number
}

/** Megabytes of the process `pid` and its children, their children … */
export function treeMegabytes(pid: number): number {
  const all = processes()
  let kilobytes = 0
  for (const [id, { kilobytes: own }] of all) if (descends(all, id, pid)) kilobytes += own
  return kilobytes / 1024
}

function descends(all: Map<number, Entry>, id: number, ancestor: number): boolean {
  for (let at: number | undefined = id; at && at > 1; at = all.get(at)?.parent) if (at === ancestor) return true
  return false
}

function processes(): Map<number, Entry> {
  const all = new Map<number, Entry>()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8')
        const field = (label: string) => Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
        all.set(Number(name), { parent: field('PPid'), kilobytes: field('VmRSS') })
      } catch {
        // It ended while we looked.
      }
    }
  } catch {
    // No /proc on this system.
  }
  return all
}
