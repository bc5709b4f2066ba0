import { spawn } from 'node:child_process'

// Waits for the end of its input, which comes when the process at the other end is gone, however it went; then ends
// the server: politely, and by force if it is still there after 15 s.
const SCRIPT = `
trap '' INT TERM HUP
while read -r _; do :; done
kill -"$2" "$1" 2>/dev/null || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  sleep 1
  kill -0 "$1" 2>/dev/null || exit 0
done
kill -KILL "$1" 2>/dev/null
`

/**
 * Ties a server's life to this process: when this one ends, even by kill -9, a small shell (1 MB) that held a pipe to
 * it notices and stops the server. Returns the function that cuts the line once the server is gone.
 */
export function holdLifeline(pid: number, signal: NodeJS.Signals): () => void {
  const watchdog = spawn('/bin/sh', ['-c', SCRIPT, 'postbuch-lifeline', String(pid), signal.replace('SIG', '')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
  })
  watchdog.once('error', () => {})
  watchdog.stdin?.once('error', () => {})
  watchdog.unref()
  ;(watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.()
  // By force: the shell must not go on to signal a process number that may belong to somebody else by then.
  return () => void watchdog.kill('SIGKILL')
}
