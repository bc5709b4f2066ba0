/** The clients' documents, as the firm's portal reads them. */
import { notFound } from '../../errors.ts'
import type { ClientReads } from '../../ports.ts'
import { clientAnswer, toClient } from '../schemas/clients.ts'
import { failing, idParams } from '../schemas/common.ts'
import type { Api } from '../typed.ts'

export function clientRoutes(app: Api, reads: ClientReads): void {
  app.get(
    '/api/v1/clients/:id',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Clients'],
        summary: 'One client and the list of creditors',
        params: idParams,
        response: { 200: clientAnswer, ...failing(401, 404) },
      },
    },
    async request => {
      const client = await reads.client(request.params.id)
      if (!client) throw notFound('client', request.params.id)
      return toClient(client)
    },
  )
}
