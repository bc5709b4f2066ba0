import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { EmbeddedServerError } from './types.ts'

// Below the ephemeral ranges of Linux (32768 and up) and macOS (49152 and up): else, while a server is down for a
// restart, the local end of somebody's outgoing connection, even of a client that keeps trying to reach that very
// server, can sit on its port.
const LOWEST = 15_000
const HIGHEST = 32_000

/** Whether nobody listens on the port on loopback. */
export function isFree(port: number): Promise<boolean> {
  return new Promise(done => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}

/** A port on loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (await isFree(port)) return port
  }
  throw new EmbeddedServerError('PORT_TAKEN', `no free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1`)
}

/**
 * The ports of a data folder: those of the last start where they are still free, else new ones, noted in `file`.
 * A `wanted` first port is taken or refused with PORT_TAKEN.
 */
export async function rememberedPorts(file: string, count: number, wanted?: number): Promise<number[]> {
  if (wanted !== undefined && !(await isFree(wanted))) {
    throw new EmbeddedServerError('PORT_TAKEN', `port ${wanted} on 127.0.0.1 is taken; choose another or leave it out`)
  }
  const last = readPorts(file)
  const ports: number[] = []
  for (let i = 0; i < count; i++) {
    const before = i === 0 && wanted !== undefined ? wanted : last[i]
    const keep = before !== undefined && !ports.includes(before) && (await isFree(before))
    let port = keep ? before : await freePort()
    while (!keep && ports.includes(port)) port = await freePort()
    ports.push(port)
  }
  writeFileSync(file, JSON.stringify(ports))
  return ports
}

function readPorts(file: string): (number | undefined)[] {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(found) ? found.map(port => (Number.isInteger(port) ? port : undefined)) : []
  } catch {
    return []
  }
}
