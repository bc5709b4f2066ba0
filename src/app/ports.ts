/** Ports on loopback. */
import { createServer } from 'node:net'

const tryPort = (port: number) =>
  new Promise<number | null>(resolve => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as { port: number }
      server.close(() => resolve(taken))
    })
  })

/** The wanted port if it is free, else any free one. */
export const freePort = async (wanted: number): Promise<number> => (await tryPort(wanted)) ?? (await tryPort(0))!
