/** A process of its own: prints a digest of what the rules read in each mail of the corpus. */
import { createHash } from 'node:crypto'
import { readCorpus } from '../../src/demo/corpus.ts'
import { extract } from '../../src/domain/extraction/extract.ts'
import type { MailContent } from '../../src/domain/extraction/types.ts'

const { cases } = await readCorpus('test/corpus')
for (const { id, email } of cases) {
  const mail: MailContent = { ...email, receivedAt: 0, attachments: [] }
  const digest = createHash('sha256')
    .update(JSON.stringify(extract(mail)))
    .digest('hex')
  process.stdout.write(`${id} ${digest.slice(0, 12)}\n`)
}
