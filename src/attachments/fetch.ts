/**
 * Fetches attachments. A webhook's URL is input from outside, so: https to public addresses only, checked after
 * resolution and for each redirect, the connection made to the very address that was checked, and our token shown to
 * nobody but Zendesk.
 */
import { lookup as dnsLookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './addresses.ts'
import { AttachmentError } from './errors.ts'
import { failureOf, unreachable } from './responses.ts'

export interface FetchConfig {
  /** Value of the `authorization` header; null where Zendesk shows attachments to everyone. */
  authorization: string | null
  /** Origins that may see it, e.g. `https://firm.zendesk.com`. */
  tokenOrigins: readonly string[]
  /** Loopback origins that are allowed although they are neither public nor https: the demonstration's. */
  allowedOrigins: readonly string[]
  maxFileBytes: number
  /** For one file in all, redirects included. */
  fetchTimeoutMs: number
  maxRedirects?: number
  /** Addresses of a host; for tests. */
  resolve?: (host: string) => Promise<string[]>
}

export type Fetcher = (url: string, signal?: AbortSignal) => Promise<AsyncIterable<Buffer>>

/**
 * A function that opens one attachment and gives its bytes as they arrive.
 * It, and the iteration, throw AttachmentError; an abort by `signal` throws the signal's reason.
 * @throws Error if `allowedOrigins` names anything but loopback
 */
export function createFetcher(config: FetchConfig): Fetcher {
  for (const origin of config.allowedOrigins) {
    const host = hostOf(new URL(origin))
    if (new URL(origin).origin !== origin || (host !== 'localhost' && !isLoopbackAddress(host))) {
      throw new Error(`allowedOrigins: expected loopback origins like http://127.0.0.1:8080, found ${origin}`)
    }
  }
  return async (url, signal) => {
    const timeout = AbortSignal.timeout(config.fetchTimeoutMs)
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout
    const translate = (error: unknown) => forHost(url, config, translated(error, signal, timeout, config))
    try {
      return limited(await follow(parse(url), config, either), config, translate)
    } catch (error) {
      throw translate(error)
    }
  }
}

async function follow(first: URL, config: FetchConfig, signal: AbortSignal): Promise<IncomingMessage> {
  let url = first
  let withToken = true
  for (let hop = 0; hop <= (config.maxRedirects ?? 4); hop++) {
    const addresses = await checkedAddresses(url, config, signal)
    // Once dropped it stays dropped: a foreign host cannot send us back with it.
    withToken &&= url.origin === first.origin && config.tokenOrigins.includes(url.origin)
    const response = await get(url, addresses, withToken ? config.authorization : null, signal)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) {
      if (Number(headers['content-length']) > config.maxFileBytes) {
        response.destroy()
        throw tooLarge(config)
      }
      return response
    }
    response.destroy()
    if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) {
      throw failureOf(statusCode, headers['retry-after'], hop > 0)
    }
    url = parse(headers.location, url)
  }
  throw new AttachmentError('mail', 'ATTACHMENT_REDIRECTS', 'The attachment is redirected too often')
}

/** The addresses to connect to, all of them checked. */
async function checkedAddresses(url: URL, config: FetchConfig, signal: AbortSignal): Promise<string[]> {
  const allowed = config.allowedOrigins.includes(url.origin)
  if (!allowed && (url.protocol !== 'https:' || url.port !== '')) {
    throw new AttachmentError('mail', 'ATTACHMENT_BAD_URL', 'Attachments are only fetched by https on its usual port')
  }
  const host = hostOf(url)
  const addresses = isIP(host) ? [host] : await unlessAborted((config.resolve ?? resolve)(host), signal)
  const fits = allowed ? isLoopbackAddress : isPublicAddress
  if (addresses.length === 0 || !addresses.every(fits)) {
    throw new AttachmentError(
      'mail',
      'ATTACHMENT_FORBIDDEN_ADDRESS',
      'The attachment is at a private or special address',
    )
  }
  return addresses
}

/** Name look-ups cannot be cancelled, only left alone. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort)
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort))
}

const resolve = async (host: string) => (await dnsLookup(host, { all: true })).map(entry => entry.address)

function get(
  url: URL,
  addresses: string[],
  authorization: string | null,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const entries = addresses.map(address => ({ address, family: isIP(address) }))
  const options: RequestOptions = {
    agent: false,
    signal,
    headers: {
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'Postbuch',
      ...(authorization && { authorization }),
    },
    // Pinned: whatever the name resolves to by now, the connection goes to what was checked.
    lookup: (_host, { all }, callback) =>
      all ? callback(null, entries) : callback(null, entries[0]!.address, entries[0]!.family),
  }
  return new Promise((settle, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, settle)
    request.on('error', reject)
    request.end()
  })
}

async function* limited(
  response: IncomingMessage,
  config: FetchConfig,
  translate: (error: unknown) => unknown,
): AsyncGenerator<Buffer> {
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > config.maxFileBytes) throw tooLarge(config)
      yield chunk
    }
  } catch (error) {
    throw translate(error)
  } finally {
    response.destroy()
  }
}

const tooLarge = ({ maxFileBytes }: FetchConfig) =>
  new AttachmentError('mail', 'ATTACHMENT_TOO_LARGE', `The attachment has more than ${maxFileBytes} bytes`)

function translated(
  error: unknown,
  signal: AbortSignal | undefined,
  timeout: AbortSignal,
  config: FetchConfig,
): unknown {
  if (error instanceof AttachmentError) return error
  if (signal?.aborted) return signal.reason
  if (timeout.aborted) {
    const message = `The attachment took longer than ${config.fetchTimeoutMs} ms`
    return new AttachmentError('dependency', 'ATTACHMENT_TIME_LIMIT', message)
  }
  return unreachable(error)
}

/** Trouble of a host that is neither Zendesk nor the demonstration's is this mail's, and must not stop all others. */
function forHost(url: string, { tokenOrigins, allowedOrigins }: FetchConfig, error: unknown): unknown {
  const origin = URL.parse(url)?.origin ?? ''
  const ours = tokenOrigins.length === 0 || tokenOrigins.includes(origin) || allowedOrigins.includes(origin)
  return ours || !(error instanceof AttachmentError) ? error : new AttachmentError('mail', error.code, error.message)
}

function parse(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
    throw new AttachmentError('mail', 'ATTACHMENT_BAD_URL', 'The attachment has no usable URL')
  }
  return url
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')
