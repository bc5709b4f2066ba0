import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFetcher, type FetchConfig } from '../../src/attachments/fetch.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
let servers: Server[]
let base: FetchConfig

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
async function fetched(config: Partial<FetchConfig>, url: string, signal?: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await createFetcher({ ...base, ...config })(url, signal)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
beforeEach(() => {
  servers = []
  base = {
    authorization: 'Bearer secret',
    tokenOrigins: [],
    allowedOrigins: [],
    maxFileBytes: 1000,
    fetchTimeoutMs: 5000,
    resolve: async () => ['93.184.216.34'],
  }
})
afterEach(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
})

test('the token goes to configured origins only, and not along a redirect', async () => {
  const seen: (string | undefined)[] = []
  const other = await serve((request, response) => {
    seen.push(request.headers.authorization)
    response.end('file')
  })
  const zendesk = await serve((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(302, { location: `${other}/cdn` }).end()
  })
  const allowedOrigins = [zendesk, other]
  expect(await fetched({ allowedOrigins, tokenOrigins: [zendesk, other] }, `${zendesk}/a`)).toBe('file')
  expect(await fetched({ allowedOrigins, tokenOrigins: [zendesk] }, `${other}/a`)).toBe('file')
  expect(seen).toEqual(['Bearer secret', undefined, undefined])
})

test('a token that was dropped stays dropped when a foreign host redirects back', async () => {
  const seen: (string | undefined)[] = []
  let zendesk = ''
  const other = await serve((_, response) => response.writeHead(302, { location: `${zendesk}/second` }).end())
  zendesk = await serve((request, response) => {
    seen.push(request.headers.authorization)
    if (request.url === '/first') response.writeHead(302, { location: other }).end()
    else response.end('ok')
  })
  await fetched({ allowedOrigins: [zendesk, other], tokenOrigins: [zendesk] }, `${zendesk}/first`)
  expect(seen).toEqual(['Bearer secret', undefined])
})

test.each([
  ['http://93.184.216.34/a', 'ATTACHMENT_BAD_URL'],
  ['http://files.example/a', 'ATTACHMENT_BAD_URL'],
  ['https://files.example:8443/a', 'ATTACHMENT_BAD_URL'],
  ['https://me:pw@files.example/a', 'ATTACHMENT_BAD_URL'],
  ['file:///etc/hostname', 'ATTACHMENT_BAD_URL'],
  ['nonsense', 'ATTACHMENT_BAD_URL'],
  ['https://127.0.0.1/a', 'ATTACHMENT_FORBIDDEN_ADDRESS'],
  ['https://2130706433/a', 'ATTACHMENT_FORBIDDEN_ADDRESS'],
  ['https://0x7f.1/a', 'ATTACHMENT_FORBIDDEN_ADDRESS'],
  ['https://[::ffff:127.0.0.1]/a', 'ATTACHMENT_FORBIDDEN_ADDRESS'],
  ['https://[fe80::1]/a', 'ATTACHMENT_FORBIDDEN_ADDRESS'],
  ['https://169.254.169.254/latest/meta-data', 'ATTACHMENT_FORBIDDEN_ADDRESS'],
])('%s is refused', async (url, code) => {
  await expect(fetched({}, url)).rejects.toMatchObject({ kind: 'mail', code })
})

test('a name that resolves to a private address is refused, also if only one of several is', async () => {
  for (const addresses of [['10.0.0.1'], ['93.184.216.34', '192.168.0.1'], ['::1'], []]) {
    const result = fetched({ resolve: async () => addresses }, 'https://files.example/a')
    await expect(result).rejects.toMatchObject({ kind: 'mail', code: 'ATTACHMENT_FORBIDDEN_ADDRESS' })
  }
})

test('the connection goes to the address that was checked: the name is resolved once', async () => {
  const origin = (await serve((request, response) => response.end(request.headers.host))).replace(
    '127.0.0.1',
    'localhost',
  )
  const names: string[] = []
  const resolve = async (host: string) => {
    names.push(host)
    return names.length === 1 ? ['127.0.0.1'] : ['10.0.0.1']
  }
  expect(await fetched({ resolve, allowedOrigins: [origin] }, `${origin}/a`)).toBe(new URL(origin).host)
  expect(names).toEqual(['localhost'])
})

test('redirects to private addresses, to other schemes, and without end are refused', async () => {
  const targets = [
    'http://169.254.169.254/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'file:///etc/hostname',
    '//127.0.0.1/',
  ]
  for (const location of targets) {
    const origin = await serve((_, response) => response.writeHead(302, { location }).end())
    const result = fetched({ allowedOrigins: [origin] }, origin)
    await expect(result).rejects.toMatchObject({ kind: 'mail', code: expect.stringMatching(/FORBIDDEN|BAD_URL/) })
  }
  const origin = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
  await expect(fetched({ allowedOrigins: [origin] }, origin)).rejects.toMatchObject({ code: 'ATTACHMENT_REDIRECTS' })
})

test.each([
  [404, 'mail', 'ATTACHMENT_NOT_FOUND'],
  [410, 'mail', 'ATTACHMENT_NOT_FOUND'],
  [400, 'mail', 'ATTACHMENT_REFUSED'],
  [401, 'deployment', 'ATTACHMENT_UNAUTHORISED'],
  [403, 'deployment', 'ATTACHMENT_UNAUTHORISED'],
  [500, 'dependency', 'ATTACHMENT_SERVER_ERROR'],
  [503, 'dependency', 'ATTACHMENT_SERVER_ERROR'],
  [429, 'dependency', 'ATTACHMENT_RATE_LIMITED'],
])('status %i is %s', async (status, kind, code) => {
  const origin = await serve((_, response) => response.writeHead(status, { 'retry-after': '7' }).end())
  const retryAfterMs = status === 429 || status >= 500 ? 7000 : null
  await expect(fetched({ allowedOrigins: [origin] }, origin)).rejects.toMatchObject({ kind, code, retryAfterMs })
})

test('trouble of a foreign host is the mail’s', async () => {
  const origin = await serve((_, response) => response.writeHead(503).end())
  const elsewhere = { allowedOrigins: ['http://127.0.0.1:1'], tokenOrigins: ['https://firm.zendesk.example'] }
  const rejected = fetched(
    { ...elsewhere, resolve: async () => Promise.reject(new Error('no such host')) },
    'https://x.example',
  )
  await expect(rejected).rejects.toMatchObject({ kind: 'mail', code: 'ATTACHMENT_UNREACHABLE' })
  const ours = fetched({ allowedOrigins: [origin], tokenOrigins: ['https://firm.zendesk.example'] }, origin)
  await expect(ours).rejects.toMatchObject({ kind: 'dependency' })
})

test('too large: by its own word, and while it streams', async () => {
  const honest = await serve((_, response) => response.writeHead(200, { 'content-length': 40_000_000 }).flushHeaders())
  const endless = await serve((_, response) => {
    const write = () => {
      while (response.write(Buffer.alloc(500))) {}
      response.once('drain', write)
    }
    write()
  })
  for (const origin of [honest, endless]) {
    const result = fetched({ allowedOrigins: [origin] }, origin)
    await expect(result).rejects.toMatchObject({ kind: 'mail', code: 'ATTACHMENT_TOO_LARGE' })
  }
})

test('a host that is down, breaks off, or is slow is a dependency', async () => {
  const closed = 'http://127.0.0.1:1'
  await expect(fetched({ allowedOrigins: [closed] }, closed)).rejects.toMatchObject({
    kind: 'dependency',
    code: 'ATTACHMENT_UNREACHABLE',
    message: expect.stringContaining('ECONNREFUSED'),
  })
  const breaks = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half')
    response.socket?.end()
  })
  await expect(fetched({ allowedOrigins: [breaks] }, breaks)).rejects.toMatchObject({ code: 'ATTACHMENT_UNREACHABLE' })
  const silent = await serve(() => {})
  const drips = await serve((_, response) => response.writeHead(200).write('drip'))
  for (const origin of [silent, drips]) {
    const result = fetched({ allowedOrigins: [origin], fetchTimeoutMs: 100 }, origin)
    await expect(result).rejects.toMatchObject({ kind: 'dependency', code: 'ATTACHMENT_TIME_LIMIT' })
  }
})

test('a name server that does not answer ends with the time-out', async () => {
  const resolve = () => new Promise<string[]>(() => {})
  const result = fetched({ resolve, fetchTimeoutMs: 50 }, 'https://files.example/a')
  await expect(result).rejects.toMatchObject({ kind: 'dependency', code: 'ATTACHMENT_TIME_LIMIT' })
})

test('an abort gives its own reason', async () => {
  const origin = await serve(() => {})
  const reason = new Error('partition lost')
  const controller = new AbortController()
  const result = fetched({ allowedOrigins: [origin] }, origin, controller.signal)
  controller.abort(reason)
  await expect(result).rejects.toBe(reason)
})

test('only loopback can be allowed', () => {
  for (const origin of ['http://10.0.0.1', 'http://files.example', 'http://127.0.0.1:80/path']) {
    expect(() => createFetcher({ ...base, allowedOrigins: [origin] })).toThrow('loopback')
  }
})
