/** The web page: files as they are, read once, no build. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const SCRIPTS = ['app.js', 'client.js', 'dom.js', 'jobs.js', 'labels.js', 'operations.js', 'reviews.js']
const FILES = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/page/style.css', 'style.css', 'text/css; charset=utf-8'],
  ...SCRIPTS.map(file => [`/page/${file}`, file, 'text/javascript; charset=utf-8'] as const),
] as const

export function servePage(app: FastifyInstance): void {
  for (const [url, file, type] of FILES) {
    const content = readFileSync(join(import.meta.dirname, file))
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    app.get(url, { config: { access: 'open' }, schema: { hide: true } }, async (request, reply) => {
      reply.header('etag', etag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type(type).send(content)
    })
  }
}
