/** Lets a test end this process at a named place, as kill -9 would: `POSTBUCH_CRASH_AT=before-append:3` at the third time. */
const [point, times] = (process.env.POSTBUCH_CRASH_AT ?? '').split(':')
let left = Number(times ?? 1)

/** Does nothing unless the environment names this place. */
export function crashPoint(name: string): void {
  if (name === point && --left === 0) process.kill(process.pid, 'SIGKILL')
}
