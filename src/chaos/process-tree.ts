/** Signals to a process with all its descendants: a server's back ends and a worker's readers share its fate. */
import { readdirSync, readFileSync } from 'node:fs'

/** The process and its descendants, parents first (Linux; elsewhere the process alone). */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const parent = parentOf(name)
      if (parent) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    }
  } catch {
    // No /proc on this system.
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

export function signalTree(root: number, signal: NodeJS.Signals): void {
  const tree = processTree(root)
  // Who is woken first must not find its children asleep.
  for (const pid of signal === 'SIGCONT' ? tree.toReversed() : tree) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

function parentOf(pid: string): number | null {
  try {
    // Field 4, counted behind the name, which may hold blanks and brackets.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return null
  }
}
