/** The kinds of value that an environment variable may hold. Each message continues "NAME must be …". */
import { isIP } from 'node:net'
import { z } from 'zod'

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }
const SIZES: Record<string, number> = { '': 1, B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

/** A string that becomes something else, or `undefined` when it cannot. */
const parsed = <T>(expected: string, parse: (text: string) => T | undefined) =>
  z.string().transform((text, context): T => {
    const value = parse(text.trim())
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: expected })
    return z.NEVER
  })

/** `250ms`, `3s`, `5min`, `24h`, `2d` as milliseconds. A number without a unit is refused: it could be either. */
export const duration = (least = 0) =>
  parsed(`a duration of at least ${least} ms with its unit (ms, s, min, h, d), such as 3s`, text => {
    const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)$/.exec(text)
    const value = match ? Number(match[1]) * UNITS[match[2]!]! : Number.NaN
    return value >= least && Number.isFinite(value) ? Math.round(value) : undefined
  })

/** `8MiB`, `512KiB` or plain bytes, as bytes. */
export const bytes = (most: number) =>
  parsed(`a size from 1 to ${most} bytes, such as 8MiB or 8388608`, text => {
    const match = /^(\d+)\s*(B|KiB|MiB|GiB|)$/.exec(text)
    const value = match ? Number(match[1]) * SIZES[match[2]!]! : 0
    return value > 0 && value <= most ? value : undefined
  })

export const integer = (least: number, most: number) =>
  parsed(`a whole number from ${least} to ${most}`, text => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most ? value : undefined
  })

export const decimal = (least: number, most: number) =>
  parsed(`a number from ${least} to ${most}, such as 1.5`, text => {
    const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most ? value : undefined
  })

/** A TCP port; 0 takes any free one. */
export const port = () => integer(0, 65_535)

/** A host name or an IP address to listen on. */
export const host = () =>
  parsed('a host name or an IP address, without a port', text =>
    isIP(text) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) ? text : undefined,
  )

const brokerPattern = /^(\[[0-9a-f:]+\]|[^\s:/,]+):(\d{1,5})$/i

/** `host:port,host:port`. */
export const brokers = () =>
  parsed('a list host:port,host:port', text => {
    const list = text.split(',').map(part => part.trim())
    return list.every(part => brokerPattern.test(part) && Number(brokerPattern.exec(part)![2]) < 65_536)
      ? list
      : undefined
  })

/** A URL with one of these schemes. */
export const url = (...schemes: string[]) =>
  parsed(`a URL beginning ${schemes.map(scheme => `${scheme}://`).join(' or ')}`, text => {
    // Lists of hosts (MongoDB's replica sets) are no URLs in the eyes of WHATWG, so only the scheme is looked at.
    const scheme = /^([a-z][a-z0-9+.-]*):\/\/[^\s/]+/i.exec(text)?.[1]
    return scheme && schemes.includes(scheme.toLowerCase()) ? text : undefined
  })

/** `a,b,c` as a list, lower case. */
export const hosts = () =>
  parsed('a list of host names, such as example.zendesk.com,files.example', text => {
    const list = text.split(',').map(part => part.trim().toLowerCase())
    return list.every(part => /^[a-z0-9.-]+(:\d+)?$/.test(part)) ? list : undefined
  })

/** `a@b,c@d`, each with or without a display name. */
export const addresses = () =>
  parsed('an e-mail address, or several with commas between them', text => {
    const list = text.split(',').map(part => part.trim())
    return list.every(part => /^([^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(part)) ? list : undefined
  })

export const word = (pattern: RegExp, expected: string) =>
  parsed(expected, text => (pattern.test(text) ? text : undefined))

export const choice = <const T extends string>(...values: T[]) =>
  parsed(`one of ${values.join(', ')}`, text => values.find(value => value === text.toLowerCase()))

export interface ApiToken {
  /** Who it is: goes into the events that this person causes. */
  name: string
  token: string
}

/** `anna:secret,ben:secret`, or one secret alone, which belongs to `operator`. At least 8 characters each. */
export const apiTokens = () =>
  parsed(
    'name:token,name:token or one token; each token of 8 or more letters, digits and -._~+/=, each only once',
    text => {
      const list = text.split(',').map((part): ApiToken => {
        const colon = part.indexOf(':')
        return colon < 0
          ? { name: 'operator', token: part.trim() }
          : { name: part.slice(0, colon).trim(), token: part.slice(colon + 1).trim() }
      })
      const sound = list.every(
        ({ name, token }) => /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u.test(name) && /^[\w.~+/=-]{8,}$/.test(token),
      )
      return sound && new Set(list.map(({ token }) => token)).size === list.length ? list : undefined
    },
  )
