/** The page: an address after the # is a view; lists renew themselves while somebody looks. */
import { get, signIn, token } from './client.js'
import { h, notice } from './dom.js'
import { job, jobs } from './jobs.js'
import { client, operations } from './operations.js'
import { review, reviews } from './reviews.js'

const VIEWS = [
  { pattern: /^\/vorgaenge$/, view: (_, query) => jobs(query), renews: true },
  { pattern: /^\/vorgang\/(.+)$/, view: job },
  { pattern: /^\/pruefungen$/, view: (_, query) => reviews(query), renews: true },
  { pattern: /^\/pruefung\/(.+)$/, view: review },
  { pattern: /^\/mandant\/(.+)$/, view: client },
  { pattern: /^\/betrieb$/, view: operations, renews: true },
]
const RENEW = 5000

const main = document.getElementById('main')
let shown = 0

/** Draws the view of the address. What arrives after somebody has gone elsewhere is dropped. */
async function show({ renewing = false } = {}) {
  const turn = ++shown
  const [path, search] = (location.hash.slice(1) || '/vorgaenge').split('?')
  const { pattern, view } = VIEWS.find(({ pattern }) => pattern.test(path)) ?? VIEWS[0]
  try {
    const content = await view(decodeURIComponent(pattern.exec(path)?.[1] ?? ''), new URLSearchParams(search))
    if (turn !== shown) return
    main.replaceChildren(...content.filter(Boolean))
    if (!renewing) main.focus({ preventScroll: true })
  } catch (error) {
    if (turn === shown && !renewing) main.replaceChildren(h('h1', {}, 'Das ging nicht'), h('p', {}, error.message))
    if (renewing) notice(error.message)
  }
  frame(path)
}

async function frame(path) {
  for (const link of document.querySelectorAll('nav a')) {
    const current = link.hash.slice(1) === path
    if (current) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  document.getElementById('sign').textContent = token.get() ? 'Abmelden' : 'Anmelden'
  const { open } = await get('/api/v1/lag').catch(() => ({ open: {} }))
  const badge = document.getElementById('open-reviews')
  badge.textContent = open.review?.count ?? ''
  badge.hidden = !open.review
}

document.getElementById('sign').addEventListener('click', async () => {
  if (token.get()) token.forget()
  else await signIn().catch(error => notice(error.message))
  show()
})
addEventListener('signed', () => show({ renewing: true }))
let before = location.hash
addEventListener('hashchange', () => {
  if (location.hash !== before && document.querySelector('form.card') === null) notice(null)
  before = location.hash
  show()
})
setInterval(() => {
  const path = location.hash.slice(1).split('?')[0] || '/vorgaenge'
  const renews = VIEWS.some(({ pattern, renews }) => renews && pattern.test(path))
  const busy = document.activeElement?.matches('input, textarea')
  if (renews && !busy && !document.hidden && !document.getElementById('dialog').open) show({ renewing: true })
}, RENEW)
show()
