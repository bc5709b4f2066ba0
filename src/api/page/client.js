/** Talking to the API, and the token that says who does it. */
import { question } from './dom.js'

const KEY = 'postbuch-token'

export const token = {
  get: () => localStorage.getItem(KEY),
  set: value => localStorage.setItem(KEY, value),
  forget: () => localStorage.removeItem(KEY),
}

/** An answer other than success; `code` and `message` are the API's. */
export class Refusal extends Error {
  constructor(status, error) {
    super(
      [error.message, ...(error.fields ?? []).map(field => `${field.field}: ${field.expected}`), error.todo]
        .filter(Boolean)
        .join(' '),
    )
    this.status = status
    this.code = error.code
  }
}

async function call(path, init = {}) {
  const headers = { ...init.headers }
  if (token.get()) headers.authorization = `Bearer ${token.get()}`
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new Refusal(0, { code: 'UNREACHABLE', message: 'Postbuch ist gerade nicht erreichbar.' })
  })
  const body = await response.json().catch(() => ({}))
  if (!response.ok && !(response.status === 503 && body.parts))
    throw new Refusal(response.status, body.error ?? { message: `Antwort ${response.status}` })
  return body
}

/** Asks for a token until one is good; false when the person gives up. */
export async function signIn(
  text = 'Er wird Ihnen von der Verwaltung gegeben und sagt dem Postbuch, wer etwas ändert.',
) {
  const given = await question({
    title: 'Anmelden',
    text,
    label: 'Zugangsschlüssel',
    action: 'Anmelden',
    type: 'password',
  })
  if (given === null) return false
  token.set(given)
  try {
    await call('/api/v1/jobs?limit=1')
    return true
  } catch (error) {
    if (error.status !== 401 && error.status !== 429) throw error
    token.forget()
    return signIn(
      error.status === 429
        ? 'Zu viele Versuche. Bitte eine Minute warten.'
        : 'Dieser Schlüssel ist nicht bekannt. Bitte noch einmal.',
    )
  }
}

/** Calls again after signing in, where the API wants to know who asks. */
async function knowing(request) {
  try {
    return await request()
  } catch (error) {
    if (error.status !== 401) throw error
    token.forget()
    if (!(await signIn())) throw error
    dispatchEvent(new Event('signed'))
    return request()
  }
}

export const get = path => knowing(() => call(path))

/** One key for one click: sent again after signing in, it is the same request. */
export function post(path, body, key = crypto.randomUUID?.() ?? String(Math.random())) {
  const headers = { 'idempotency-key': key, ...(body ? { 'content-type': 'application/json' } : {}) }
  return knowing(() => call(path, { method: 'POST', headers, body: body && JSON.stringify(body) }))
}
