/** OpenAPI, written from the routes themselves, at `/docs`. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchema } from './typed.ts'

const INTRODUCTION = `
What Postbuch knows and what people may ask of it. This listener belongs inside the private network.

Reading a status needs no sign-in. What changes something or shows personal data needs \`Authorization: Bearer API_TOKEN\`;
the token also says who did it. Times are ISO 8601 in UTC, amounts are integer euro cents.

What a person asks for is a *request*: it is written to the log and answered there. The API waits a few seconds for the
answer: **200** it was done, **409** it was refused and why, **202** it is in the log and will be answered.

Every error has one form: \`{"error": {"code", "message", "expected"?, "found"?, "todo"?, "fields"?}}\`.
`

type Parts = Record<string, unknown>

/** Registers both before any route, since they watch routes being added. */
export async function documented(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Postbuch', version: '1', description: INTRODUCTION.trim() },
      tags: [
        { name: 'Jobs', description: 'One job an e-mail; the job id is the e-mail id' },
        { name: 'Reviews', description: 'What a person must decide' },
        { name: 'Clients', description: "The firm's clients and their creditors" },
        { name: 'Operations', description: 'How far everything is' },
        { name: 'Prompts', description: 'What the model that reads the mails is told' },
      ],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: ({ schema, url, route }) => {
      const access = route.config?.access
      const converted: Parts = { ...schema }
      for (const part of ['body', 'querystring', 'params', 'headers'])
        if (converted[part]) converted[part] = jsonSchema(converted[part], 'input')
      converted.response = responses(schema?.response as Parts | undefined)
      if (access === 'person') converted.security = [{ token: [] }]
      if (access === 'details') converted.security = [{}, { token: [] }]
      return { schema: converted, url }
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { docExpansion: 'list', tryItOutEnabled: true },
    staticCSP: true,
  })
}

const responses = (given: Parts = {}): Parts =>
  Object.fromEntries(Object.entries(given).map(([status, schema]) => [status, jsonSchema(schema, 'output')]))
