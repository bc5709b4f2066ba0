/**
 * How Node runs `web` and workers. Left to itself it takes its time with collecting garbage as long as the machine has
 * memory: under `npm run chaos` a worker grew to 330 MB and shrank again, and fetching in bulk held a hundred megabytes
 * more, for no speed. With a small young generation and a limit that the work never comes near, it stays small.
 */
export const NODE_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=256',
  '--max-semi-space-size=4',
]
