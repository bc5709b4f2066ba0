/** Prompts are versioned by whoever publishes: of two that take the same number the first in the log stands. */

/** The number after all that are known; 0 is the built-in one's. */
export const nextPromptVersion = (known: readonly { version: number }[]): number =>
  Math.max(0, ...known.map(({ version }) => version)) + 1
