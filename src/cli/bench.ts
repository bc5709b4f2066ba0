import { UsageError, type Verb } from './io.ts'

/** What can be measured, each with scratch servers of its own. A new one is a line here and a file beside this one. */
const BENCHES: Record<string, () => Promise<{ run: Verb }>> = {
  rebuild: () => import('./bench-rebuild.ts'),
  catchup: () => import('./bench-catchup.ts'),
  match: () => import('./bench-match.ts'),
}

/** `postbuch bench NAME`. */
export const run: Verb = async (io, options, name = '') => {
  const bench = BENCHES[name]
  if (!bench) throw new UsageError(`There is no bench ${name}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  return (await bench()).run(io, options, name)
}
