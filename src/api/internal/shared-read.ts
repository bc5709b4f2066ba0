/** Milliseconds that one source may take before its gauges are left out of this scrape. */
const PATIENCE = 2000
/** Several gauges are made of one read, and a second scraper asks for the same. */
const CACHE = 1000

/** The same read for all who ask within a second; what fails or takes too long is `unknown`, which must not break a scrape. */
export function shared<T>(read: () => Promise<T>, unknown: T, cacheMs = CACHE): () => Promise<T> {
  let last: { at: number; found: Promise<T> } | null = null
  return () => {
    if (!last || performance.now() - last.at > cacheMs) last = { at: performance.now(), found: soon(read, unknown) }
    return last.found
  }
}

async function soon<T>(read: () => Promise<T>, unknown: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>(resolve => {
    timer = setTimeout(resolve, PATIENCE, unknown)
  })
  try {
    return await Promise.race([read(), late])
  } catch {
    return unknown
  } finally {
    clearTimeout(timer)
  }
}
