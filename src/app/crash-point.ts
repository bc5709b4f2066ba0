/**
 * Lets a test end a process at a named place, as kill -9 would: `POSTBUCH_CRASH_AT=before-append:3` ends this one at the
 * third time, with `POSTBUCH_CRASH_PID` another one: a server in the middle of what is asked of it.
 */
const [point, times] = (process.env.POSTBUCH_CRASH_AT ?? '').split(':')
const victim = Number(process.env.POSTBUCH_CRASH_PID ?? process.pid)
let left = Number(times ?? 1)

/** Does nothing unless the environment names this place. */
export function crashPoint(name: string): void {
  if (name === point && --left === 0) process.kill(victim, 'SIGKILL')
}
