/** What the web process has seen of the groups over the last half minute and more: their status by Burrow's rules. */
import type { Config } from '../platform/config.ts'
import { readRunFile } from '../platform/run-file.ts'

export interface Watched {
  status: string | null
  partitions: { topic: string; partition: number; status: string | null }[]
}

/** What the running web process knows; null if there is none. */
export async function askWeb(config: Config): Promise<Map<string, Watched> | null> {
  const { host, port } = config.api.internal
  const running = await readRunFile(config.dataDir)
  const url = running?.internalUrl ?? `http://${host}:${port}`
  try {
    const answer = await fetch(`${url}/api/v1/consumer-groups`, { signal: AbortSignal.timeout(5_000) })
    const { groups } = (await answer.json()) as { groups: (Watched & { group: string })[] }
    return new Map(groups.map(group => [group.group, group]))
  } catch {
    return null
  }
}
