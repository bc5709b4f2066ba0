/** The reading process: one job at a time, and no longer than its parent. Started by reader.ts. */
import type { Jobs, Mode } from './types.ts'

export type ChildMessage = { started: true } | { result: Jobs[Mode]['result'] } | { failed: string }

const MODULES: Record<Mode, string> = { text: './read-file.ts', render: './render-page.ts', ocr: './ocr.ts' }
const send = (message: ChildMessage) => process.send?.(message)

process.on('disconnect', () => process.exit(0))
process.on('message', async (job: Jobs[Mode]['job']) => {
  send({ started: true })
  try {
    const { run } = await import(MODULES[job.mode])
    send({ result: await run(job) })
  } catch (error) {
    // A reason of ours, else nothing but the name: messages of parsers quote what they parsed.
    send({ failed: (error as { reason?: string }).reason ?? 'damaged' })
  }
})
