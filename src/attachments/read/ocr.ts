import type { ReadJob, ReadResult } from './types.ts'

export async function readOneFile(_job: ReadJob): Promise<ReadResult> {
  throw new Error('not yet')
}
