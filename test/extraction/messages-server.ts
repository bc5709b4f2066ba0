/** A local server that speaks the Messages API as far as one request goes: it keeps what it was asked, and answers as told. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  headers: IncomingHttpHeaders
  path: string
  body: {
    model: string
    max_tokens: number
    system: { text: string; cache_control?: unknown }[]
    tools?: unknown
    output_config: { format: { type: string; schema: Record<string, unknown> } }
    messages: {
      role: string
      content: { type: string; text?: string; title?: string; source?: Record<string, string> }[]
    }[]
  }
}

/** What becomes of a request; the response is its to end, or not. */
export type Answer = (response: ServerResponse, asked: Asked) => void

export interface MessagesServer {
  url: string
  asked: Asked[]
  /** The answer to all requests from now on. */
  answer: Answer
  /** Resolves with the next request's arrival. */
  arrival(): Promise<void>
  close(): Promise<void>
}

export async function startMessagesServer(): Promise<MessagesServer> {
  const arrivals: (() => void)[] = []
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asked = { headers: request.headers, path: request.url!, body: JSON.parse(Buffer.concat(chunks).toString()) }
    server.asked.push(asked)
    for (const arrived of arrivals.splice(0)) arrived()
    server.answer(response, asked)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server: MessagesServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: [],
    answer: refuse(500, 'api_error', 'nothing to answer'),
    arrival: () => new Promise(resolve => arrivals.push(resolve)),
    async close() {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  return server
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

/** A whole message with this text. */
export const says =
  (text: string, stop_reason = 'end_turn'): Answer =>
  (response, { body: { model } }) =>
    json(response, 200, {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      content: text === '' ? [] : [{ type: 'text', text, citations: null }],
      stop_reason,
      stop_sequence: null,
      usage: { input_tokens: 310, output_tokens: 95, cache_read_input_tokens: 1200, cache_creation_input_tokens: 0 },
    })

/** An error as the service words it. */
export const refuse =
  (status: number, type: string, message: string, headers: Record<string, string> = {}): Answer =>
  response =>
    json(response, status, { type: 'error', error: { type, message }, request_id: 'req_1' }, headers)

export const neverAnswers: Answer = () => {}
/** Headers and half a body, and then nothing. */
export const hangsInTheMiddle: Answer = response =>
  void response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":"msg_1","content":[')
export const resets: Answer = response => void response.socket?.resetAndDestroy()

/** Claude's answer, with what is given and nothing else. */
export const reading = (changes: Record<string, unknown> = {}) => ({
  intent: 'debt_statement',
  client_names: [],
  birth_dates: [],
  aktenzeichen: [],
  creditor_names: [],
  references: [],
  debt_parts: [],
  no_claim: null,
  amounts: [],
  flags: [],
  summary: '',
  confidence: 0.95,
  pictures_legible: true,
  ...changes,
})
