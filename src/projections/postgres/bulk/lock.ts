import { setTimeout as delay } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { RebuildStopped } from '../../engine/bulk/build.ts'

/** The server needs a moment to notice that a rebuild was killed. */
const PATIENCE_MS = 5_000

/** One rebuild of a projection at a time, until the end of the transaction. @throws RebuildStopped REBUILD_RUNNING */
export async function lockRebuild(client: PoolClient, name: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_xact_lock(hashtext('postbuch rebuild'), hashtext($1)) as mine",
      [name],
    )
    if (rows[0]!.mine) return
    if (Date.now() > end)
      throw new RebuildStopped(
        'REBUILD_RUNNING',
        `Projection ${name} is being rebuilt already: wait for it, or stop it with Ctrl-C where it runs.`,
      )
    await delay(100)
  }
}
