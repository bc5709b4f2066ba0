/** Plays Zendesk's attachment host on loopback: serves the corpus' files, rendered when first asked for. */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Corpus, CorpusAttachment, CorpusCase } from './corpus.ts'
import { renderAttachment } from './render.ts'

/** As in the webhook's body. */
export interface WebhookAttachment {
  url: string
  filename: string
  content_type: string
  /** Bytes. */
  size: number
}

export interface FileServer {
  /** `http://127.0.0.1:PORT`: the reader's `allowedOrigins` and `tokenOrigins` need it. */
  origin: string
  /** What the webhook says about a case's attachments; renders them. */
  attachmentsOf(item: CorpusCase): Promise<WebhookAttachment[]>
  close(): Promise<void>
}

export interface FileServerOptions {
  corpus: Corpus
  /** Required value of the `authorization` header. */
  authorization: string
  /** 0 for any free one. URLs stay the same over restarts only with a fixed port. */
  port?: number
}

/** Files kept in memory; those asked for least recently are rendered again. */
const KEPT = 32

/** Starts the server; it listens when the promise resolves. */
export async function startFileServer({ corpus, authorization, port = 0 }: FileServerOptions): Promise<FileServer> {
  const files = new Map<string, CorpusAttachment>()
  for (const item of corpus.cases) {
    item.email.attachments.forEach((file, index) => {
      files.set(pathOf(item, index), file)
    })
  }
  const rendered = new Map<string, Promise<Buffer>>()
  const render = (path: string, file: CorpusAttachment) => {
    const bytes = rendered.get(path) ?? renderAttachment(file)
    rendered.delete(path)
    rendered.set(path, bytes)
    if (rendered.size > KEPT) rendered.delete(rendered.keys().next().value!)
    return bytes
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!sameText(request.headers.authorization ?? '', authorization)) return response.writeHead(401).end()
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = files.get(path)
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return response.writeHead(404).end()
    const bytes = await render(path, file)
    response.writeHead(200, { 'content-type': file.contentType, 'content-length': bytes.length })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.headersSent || response.writeHead(500).end())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    attachmentsOf: item =>
      Promise.all(
        item.email.attachments.map(async (file, index) => ({
          url: origin + pathOf(item, index),
          filename: file.filename,
          content_type: file.contentType,
          size: (await render(pathOf(item, index), file)).length,
        })),
      ),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const pathOf = (item: CorpusCase, index: number) =>
  `/attachments/${encodeURIComponent(item.id)}/${index}/${encodeURIComponent(item.email.attachments[index]!.filename)}`

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
