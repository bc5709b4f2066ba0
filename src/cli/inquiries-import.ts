import { importInquiries } from '../app/import-inquiries.ts'
import { counted, existingFile, type Verb } from './io.ts'
import { progressBar } from './progress.ts'
import { withSession } from './session.ts'

const SHOWN = 20

/** `postbuch inquiries import FILE`. Exit code 1 if a line was refused. */
export const run: Verb = async (io, _options, file) => {
  await existingFile(file!)
  const result = await withSession(io, 'postbuch-import', async ({ connections }) => {
    const log = await connections.log()
    const appender = log.appender({ timeoutMs: 30_000 })
    const bar = progressBar('inquiries', 0)
    const imported = await importInquiries(file!, appender, (count, share) =>
      bar.update(count, Math.round(count / share)),
    )
    bar.stop()
    await appender.close()
    return imported
  })
  io.print(
    `${result.imported === 1 ? '1 inquiry' : `${result.imported} inquiries`} imported, ${counted(result.refused.length, 'line')} refused`,
  )
  for (const { line, reason } of result.refused.slice(0, SHOWN)) io.tell(`${file}:${line}: ${reason}`)
  if (result.refused.length > SHOWN) io.tell(`… and ${result.refused.length - SHOWN} more (--json lists all)`)
  return { document: result, exitCode: result.refused.length ? 1 : 0 }
}
