/** `LLM_PROVIDER=claude`, from the environment to the decision: a corpus in small, through the handlers' own steps. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evaluateCorpus } from '../../src/app/evaluate.ts'
import { createExtractor, looksAtScans } from '../../src/app/extractor.ts'
import { readCorpus } from '../../src/demo/corpus.ts'
import { BUILT_IN } from '../../src/extraction/claude/prompt.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { type MessagesServer, reading, says, startMessagesServer } from './messages-server.ts'

let server: MessagesServer
beforeAll(async () => {
  server = await startMessagesServer()
})
afterAll(() => server.close())

test('a scan is fetched with its token and shown to Claude, not put through OCR', async () => {
  const corpus = await readCorpus('test/corpus')
  const scan = corpus.cases.find(item => item.tags?.includes('needs-ocr') && item.expected?.debtAmount)!
  const config = loadConfig({
    LLM_PROVIDER: 'claude',
    ANTHROPIC_API_KEY: 'invented',
    ANTHROPIC_BASE_URL: server.url,
    ANTHROPIC_MODEL: 'claude-test',
  })
  server.answer = says(JSON.stringify(reading({ debt_parts: [{ value: '4.711,08 €', from: 'image' }] })))
  const [prediction] = await evaluateCorpus({
    corpus: { ...corpus, cases: [scan] },
    extractor: attachments => createExtractor(config, { attachments, prompt: async () => BUILT_IN }),
    ocr: !looksAtScans(config),
    databaseUrl: null,
  })
  const { body } = server.asked[0]!
  expect(body.model).toBe('claude-test')
  const shown = body.messages[0]!.content.slice(1)
  expect(shown.length).toBeGreaterThan(0)
  const bytes = Buffer.from(shown[0]!.source!.data!, 'base64')
  expect(bytes.length).toBeGreaterThan(1000)
  expect(prediction).toMatchObject({ debtAmount: '4711.08' })
})

test('rules are the default, and need nothing', async () => {
  const extractor = createExtractor(loadConfig({}), {
    attachments: { bytes: () => expect.unreachable() },
    prompt: () => expect.unreachable(),
  })
  const mail = { subject: '', fromEmail: 'a@b.example', fromName: '', toEmail: '', receivedAt: 0, bodyHtml: null }
  const read = await extractor.extract(
    { ...mail, bodyText: 'offen sind 12,50 €', attachments: [] },
    new AbortController().signal,
  )
  expect(read.extractor).toBe('rules')
})
