import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInternalListener } from '../../src/api/internal/server.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import { FakeReads } from './fake-reads.ts'
import { encode, FakeAppender, silent } from './support.ts'

interface Operation {
  summary?: string
  tags?: string[]
  security?: object[]
  requestBody?: { content: Record<string, { schema: object; example?: unknown; examples?: object }> }
  responses: Record<
    string,
    { description?: string; content?: Record<string, { schema: object; example?: unknown; examples?: object }> }
  >
}

const appender = new FakeAppender()
let app: Awaited<ReturnType<typeof createInternalListener>>
let operations: [string, Operation][]
let routes: string[]
const HIDDEN = /^GET \/(docs.*|page\/.*)?$/

beforeAll(async () => {
  const options = { appender, encode, reads: new FakeReads(), tokens: [], appendTimeout: 1, answerWait: 1, log: silent }
  app = await createInternalListener({ ...options, metrics: createMetrics(appender) })
  await app.ready()
  const { paths } = (await app.inject('/docs/json')).json() as { paths: Record<string, Record<string, Operation>> }
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  )
  // The router's own list, so that a route cannot hide from this test.
  routes = app.printRoutes({ commonPrefix: false }).split('\n').flatMap(pathsOf)
})
afterAll(() => app.close())

let stack: string[] = []
/** A line of fastify's tree: its depth by indentation, its path, its methods. */
function pathsOf(line: string): string[] {
  const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
  if (!match) return []
  const depth = match[1]!.length / 4
  stack = [...stack.slice(0, depth), match[2]!]
  const path = stack.join('').replace(/:(\w+)/g, '{$1}')
  return (match[3] ?? '')
    .split(', ')
    .filter(Boolean)
    .map(method => `${method} ${path}`)
}

describe('the documentation', () => {
  test('has every route', () => {
    const documented = new Set(operations.map(([name]) => name))
    const missing = routes.filter(
      route => !HIDDEN.test(route) && !/^(HEAD|OPTIONS) /.test(route) && !documented.has(route),
    )
    expect(routes.length).toBeGreaterThan(documented.size)
    expect(missing).toEqual([])
    expect([...documented].sort()).toEqual([
      'GET /api/v1/admin/reconciliation/reports',
      'GET /api/v1/clients/{id}',
      'GET /api/v1/consumer-groups',
      'GET /api/v1/dead-letters',
      'GET /api/v1/emails/{id}',
      'GET /api/v1/emails/{id}/timeline',
      'GET /api/v1/jobs',
      'GET /api/v1/jobs/{id}',
      'GET /api/v1/lag',
      'GET /api/v1/projections',
      'GET /api/v1/prompts/{name}',
      'GET /api/v1/reviews',
      'GET /api/v1/reviews/{id}',
      'GET /api/v1/status/{id}',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'POST /api/v1/admin/reconciliation/trigger',
      'POST /api/v1/dead-letters/drop',
      'POST /api/v1/dead-letters/retry',
      'POST /api/v1/jobs/{id}/retry',
      'POST /api/v1/jobs/{id}/revoke',
      'POST /api/v1/projections/{name}/replay',
      'POST /api/v1/projections/{name}/verify',
      'POST /api/v1/projections/{name}/{action}',
      'POST /api/v1/reviews/{id}/answer',
      'PUT /api/v1/prompts/{name}',
    ])
  })

  test('says of each what it is for, and shows an example of every answer and body', () => {
    for (const [name, { summary, tags, responses, requestBody }] of operations) {
      expect(summary, name).toMatch(/\w+/)
      expect(tags, name).toHaveLength(1)
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect(description, `${name} ${status}`).toMatch(/\w+/)
        expect(description, `${name} ${status}`).not.toBe('Default Response')
        for (const { schema, example, examples } of Object.values(content ?? {})) {
          expect(schema, `${name} ${status}`).toBeTypeOf('object')
          expect(example ?? examples ?? (schema as { examples?: object }).examples, `${name} ${status}`).toBeDefined()
        }
        expect(Object.keys(content ?? {}), `${name} ${status}`).toHaveLength(1)
      }
      for (const { schema, example, examples } of Object.values(requestBody?.content ?? {}))
        expect(example ?? examples ?? (schema as { examples?: object }).examples, name).toBeDefined()
    }
  })

  test('says what needs a token, and every such route refuses without one', async () => {
    const guarded = operations.filter(([, { security }]) => security?.length === 1)
    expect(guarded).toHaveLength(16)
    for (const [name, { responses }] of guarded) {
      const [method, path] = name.split(' ') as ['GET', string]
      expect(responses, name).toHaveProperty('401')
      expect((await app.inject({ method, url: path.replace('{id}', 'x') })).statusCode, name).toBe(401)
    }
    const open = operations.filter(([, { security }]) => security === undefined).map(([name]) => name)
    expect(open.filter(name => !name.startsWith('GET '))).toEqual([])
  })

  test('is a page of its own', async () => {
    const page = await app.inject('/docs/')
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    expect((await app.inject('/docs/json')).json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Postbuch' } })
  })
})
