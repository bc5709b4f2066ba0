import { expect, test } from 'vitest'
import { Renewing } from '../../../src/log/kafka/renewing.ts'

class Client {
  disconnects = 0
  connect = async () => {}
  disconnect = async () => void this.disconnects++
}

function renewing() {
  const clients: Client[] = []
  const made = new Renewing(() => {
    const client = new Client()
    clients.push(client)
    return client
  })
  return { made, clients }
}

test('after an error there is a new client; the old one is disconnected once, when nobody works with it any more', async () => {
  const { made, clients } = renewing()
  const slow = Promise.withResolvers<string>()
  const other = made.use('other', () => slow.promise)
  const users = Array.from({ length: 12 }, () =>
    made.use('failing once', async client => {
      if (client === clients[0]) throw new Error('coordinator away')
      return 'new client'
    }),
  )
  expect(await Promise.all(users)).toEqual(Array(12).fill('new client'))
  expect(clients).toHaveLength(2)
  // Else it would be connected again by who still works with it.
  expect(clients[0]!.disconnects).toBe(0)
  slow.resolve('old client')
  expect(await other).toBe('old client')
  expect(clients.map(({ disconnects }) => disconnects)).toEqual([1, 0])
  made.close()
  expect(clients.map(({ disconnects }) => disconnects)).toEqual([1, 1])
})

test('what is closed while somebody works with it is disconnected again behind him', async () => {
  const { made, clients } = renewing()
  const slow = Promise.withResolvers<void>()
  const user = made.use('slow', () => slow.promise)
  made.close()
  expect(clients[0]!.disconnects).toBe(1)
  slow.resolve()
  await user
  expect(clients[0]!.disconnects).toBe(2)
})
