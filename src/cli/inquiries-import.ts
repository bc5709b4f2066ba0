import { importInquiries } from '../app/import-inquiries.ts'
import type { Verb } from './io.ts'
import { progressBar } from './progress.ts'
import { withSession } from './session.ts'

const SHOWN = 20

/** `postbuch inquiries import FILE`. Exit code 1 if a line was refused. */
export const run: Verb = async (io, _options, file) => {
  const result = await withSession(io, 'postbuch-import', async ({ connections }) => {
    const log = await connections.log()
    const appender = log.appender({ timeoutMs: 30_000 })
    const bar = progressBar('inquiries', 100)
    const imported = await importInquiries(file!, appender, (_count, share) => bar.update(Math.round(share * 100)))
    bar.stop()
    await appender.close()
    return imported
  })
  io.print(`${result.imported} inquiries imported, ${result.refused.length} lines refused`)
  for (const { line, reason } of result.refused.slice(0, SHOWN)) io.tell(`${file}:${line}: ${reason}`)
  if (result.refused.length > SHOWN) io.tell(`… and ${result.refused.length - SHOWN} more (--json lists all)`)
  return { document: result, exitCode: result.refused.length ? 1 : 0 }
}
