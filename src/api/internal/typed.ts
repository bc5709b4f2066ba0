/** Zod as fastify's one language of schemas: it checks what comes in, shapes what goes out, and becomes OpenAPI. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifySchemaCompiler,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import { z } from 'zod'
import { invalid, wrongFields } from '../errors.ts'

interface ZodProvider extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown
}

/** The internal listener as routes see it: bodies, queries and answers are typed by their zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodProvider
>

const validator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (input: unknown) => {
    const result = schema.safeParse(input ?? {})
    if (result.success) return { value: result.data }
    return { error: invalid(wrongFields(result.error, input ?? {}, httpPart ?? 'body')) }
  }
}

/** What the schema does not name does not leave the house; what it names and is missing is a mistake of ours: 500. */
const serializer: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  return data => JSON.stringify(schema.parse(data))
}

/** The same instance, speaking zod. */
export function typed(app: FastifyInstance): Api {
  app.setValidatorCompiler(validator as FastifySchemaCompiler<unknown>)
  app.setSerializerCompiler(serializer as FastifySerializerCompiler<unknown>)
  return app as unknown as Api
}

/** A zod schema as JSON Schema for OpenAPI 3.1. */
export const jsonSchema = (schema: unknown, io: 'input' | 'output') => {
  if (!(schema instanceof z.ZodType)) return schema
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
