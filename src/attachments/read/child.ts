/** The reading process: one job at a time, and no longer than its parent. Started by reader.ts. */
import type { ReadJob, ReadResult } from './types.ts'

export type ChildMessage = { started: true } | { result: ReadResult } | { crash: string }

const send = (message: ChildMessage) => process.send?.(message)

process.on('disconnect', () => process.exit(0))
process.on('message', async (job: ReadJob) => {
  send({ started: true })
  try {
    const { readOneFile } = await import(job.mode === 'ocr' ? './ocr.ts' : './read-file.ts')
    send({ result: await readOneFile(job) })
  } catch (error) {
    // The name only: messages of parsers quote what they parsed.
    send({ crash: error instanceof Error ? error.name : 'unknown' })
  }
})
