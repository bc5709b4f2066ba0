/** The statuses of a job (its id is the e-mail's); `completed`: every assignment is answered. */
export const JOB_STATUSES = [
  'queued',
  'processing',
  'review',
  'completed',
  'not_creditor_reply',
  'no_match',
  'dismissed',
  'failed',
] as const
export type JobStatus = (typeof JOB_STATUSES)[number]
