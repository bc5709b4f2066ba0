/** Something that the person has to mend; shown as it is, without a stack. */
export class SetupError extends Error {}

/** Progress is for people: stderr, so that stdout stays free for the one JSON document of `--json`. */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`)
}

/** Runs one step and says what it does and how long it took. */
export async function step(what, hint, work) {
  say(`${what} … ${hint}`)
  const begun = performance.now()
  const result = await work()
  say(`${what}: done in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return result
}
