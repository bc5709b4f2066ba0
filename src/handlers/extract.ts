/** Step `extract`: a mail with its attachments is read. The step that costs, and that can kill a process. */
import type { EmailOutcome, EmailState } from '../domain/email.ts'
import type { Step } from './handler.ts'
import type { AttachmentReader, Extractor } from './ports.ts'

export function extractStep(ports: {
  attachments: AttachmentReader
  extractor: Extractor
}): Step<EmailState, EmailOutcome> {
  return {
    place: 'ends',
    async run(state, { signal }) {
      const { attachments: refs, ...mail } = state.mail!
      const attachments = refs.length ? await ports.attachments.read(refs, signal) : []
      return { step: 'extract', extraction: await ports.extractor.extract({ ...mail, attachments }, signal, refs) }
    },
    failed: (failure, fatal) => ({ step: 'extract', failure, fatal }),
    // ProcessingStarted must not stay unanswered, or the next take-over would count a crash.
    suspended: failure => ({ step: 'extract', failure, fatal: false }),
  }
}
