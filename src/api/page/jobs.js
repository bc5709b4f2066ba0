/** Vorgänge: the list with its filter, and one job with all that happened to it. */
import { get, post, token } from './client.js'
import { h, notice, question, table } from './dom.js'
import { EVENTS, INTENTS, money, OUTCOME, REASONS, STATUS, when } from './labels.js'

const badge = status =>
  h(`span.badge${STATUS[status]?.[1] ? `.${STATUS[status][1]}` : ''}`, {}, STATUS[status]?.[0] ?? status)
/** @param {URLSearchParams} query `status` and `cursor` */
export async function jobs(query) {
  const status = query.get('status') ?? ''
  const search = new URLSearchParams({ limit: '50', ...Object.fromEntries(query) })
  const { jobs: rows, next_cursor } = await get(`/api/v1/jobs?${search}`)
  const chip = (value, label) =>
    h(
      'a',
      { href: `#/vorgaenge${value ? `?status=${value}` : ''}`, 'aria-current': value === status ? 'true' : null },
      label,
    )
  const next = new URLSearchParams({ ...Object.fromEntries(query), cursor: next_cursor ?? '' })
  return [
    h('h1', {}, 'Vorgänge'),
    h(
      'div.chips',
      {},
      chip('', 'Alle'),
      Object.entries(STATUS).map(([value, [label]]) => chip(value, label)),
    ),
    token.get() ? searchBox(query) : h('p.soft', {}, 'Absender, Betreff und Mandanten sehen Sie nach der Anmeldung.'),
    h(
      'div.card',
      {},
      table(['Empfangen', 'Status', 'E-Mail', 'Mandant', 'Gläubiger', 'Betrag'], rows.map(row), 'Keine Vorgänge.'),
    ),
    next_cursor && h('a', { href: `#/vorgaenge?${next}` }, 'Ältere Vorgänge'),
  ]
}

const searchBox = query => {
  const input = h('input', {
    type: 'search',
    value: query.get('q') ?? '',
    placeholder: 'Name, Betreff, Ticket …',
    ariaLabel: 'Suchen',
  })
  const search = event => {
    event.preventDefault()
    const status = query.get('status')
    const q = input.value.trim()
    location.hash = `#/vorgaenge?${new URLSearchParams({ ...(status ? { status } : {}), ...(q ? { q } : {}) })}`
  }
  return h('form.search', { role: 'search', onsubmit: search }, input, h('button', {}, 'Suchen'))
}

const row = ({ id, status, received_at, error, details }) =>
  h(
    'tr',
    {},
    h('td.nowrap', {}, when(received_at)),
    h('td', {}, badge(status)),
    h(
      'td',
      {},
      h('a', { href: `#/vorgang/${id}` }, details?.subject || (details ? '(ohne Betreff)' : id)),
      details && h('div.soft', {}, details.from_name || details.from_email),
      error && h('div.soft.bad', {}, error.message),
    ),
    h('td', {}, details?.client_name ?? '–'),
    h('td', {}, details?.creditor_name ?? '–'),
    h('td.number', {}, details ? money(details.amount_cents) : '–'),
  )

export async function job(id) {
  const [{ details, ...facts }, { events }] = await Promise.all([
    get(`/api/v1/jobs/${id}`),
    get(`/api/v1/emails/${id}/timeline`),
  ])
  const mail = await get(`/api/v1/emails/${id}`).catch(() => null)
  const name = details ?? {}
  return [
    h('p', {}, h('a', { href: '#/vorgaenge' }, '← Vorgänge')),
    h('h1', {}, name.subject || '(ohne Betreff)'),
    h(
      'div.columns',
      {},
      h(
        'div',
        {},
        h('section.card', {}, summary(facts, name), actions(facts)),
        assignments(name.assignments ?? []),
        mail && mailCard(mail),
      ),
      h('section.card', {}, h('h2', {}, 'Verlauf'), h('ol.timeline', {}, events.map(entry))),
    ),
  ]
}

const summary = (facts, details) => {
  const pairs = [
    ['Status', badge(facts.status)],
    ['Von', [details.from_name, details.from_email].filter(Boolean).join(', ')],
    ['Art', INTENTS[details.intent]],
    ['Empfangen', when(facts.received_at)],
    ['Erledigt', facts.completed_at && when(facts.completed_at)],
    ['Nächster Versuch', facts.next_attempt_at && when(facts.next_attempt_at)],
    ['Wiederholungen', facts.retry_count || null],
    ['Fehler', facts.error && h('span.bad', {}, `${facts.error.message} (${facts.error.code})`)],
    ['Zendesk-Ticket', details.ticket_id],
    ['Kennung', facts.id],
  ]
  return h(
    'dl',
    {},
    pairs.filter(([, value]) => value).map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)]),
  )
}

const actions = ({ id, status, review_id }) =>
  h(
    'div.actions',
    {},
    review_id && status === 'review' && h('a', { href: `#/pruefung/${review_id}` }, 'Zur Prüfung'),
    ['failed', 'no_match', 'not_creditor_reply', 'dismissed', 'review'].includes(status) &&
      h(
        'button.quiet',
        { type: 'button', onclick: event => act(event, `/api/v1/jobs/${id}/retry`) },
        'Erneut verarbeiten',
      ),
    ['completed', 'processing'].includes(status) &&
      h('button.quiet', { type: 'button', onclick: event => revoke(event, id) }, 'Zuordnung zurücknehmen'),
  )

async function revoke(event, id) {
  const text = 'Die Forderung kehrt zur besten verbleibenden Antwort zurück, und die E-Mail kommt in die Prüfung.'
  const reason = await question({ title: 'Zuordnung zurücknehmen', text, label: 'Grund', action: 'Zurücknehmen' })
  if (reason) await act(event, `/api/v1/jobs/${id}/revoke`, { reason })
}

async function act(event, path, body) {
  const button = event.target
  button.disabled = true
  try {
    const { status } = await post(path, body)
    notice(status === 'applied' ? 'Erledigt.' : 'Angenommen; wird gleich ausgeführt.')
    dispatchEvent(new Event('hashchange'))
  } catch (error) {
    notice(error.message)
    button.disabled = false
  }
}

const assignments = list =>
  list.length > 0 &&
  h(
    'section.card',
    {},
    h('h2', {}, 'Zuordnung'),
    table(
      ['Mandant', 'Gläubiger', 'Betrag', ''],
      list.map(a =>
        h(
          'tr',
          {},
          h('td', {}, h('a', { href: `#/mandant/${encodeURIComponent(a.client_id)}` }, a.client_name)),
          h('td', {}, a.creditor_name, h('div.soft', {}, a.reference_numbers.join(', '))),
          h('td.number', {}, money(a.amount_cents)),
          h('td.soft', {}, OUTCOME[a.outcome]),
        ),
      ),
      '',
    ),
  )

export const mailCard = mail =>
  h(
    'section.card',
    {},
    h('h2', {}, 'E-Mail'),
    h('p.soft', {}, `${[mail.from_name, mail.from_email].filter(Boolean).join(', ')} · ${when(mail.received_at)}`),
    h('pre.mail', {}, mail.text || '(kein Text)'),
    mail.attachments.length > 0 &&
      h('p.soft', {}, `Anhänge: ${mail.attachments.map(({ filename }) => filename).join(', ')}`),
  )

const entry = ({ type, time, data }) =>
  h(
    'li',
    {},
    h('strong', {}, EVENTS[type] ?? type),
    h(
      'div.soft',
      {},
      [when(time), data.by, REASONS[data.reason] ?? data.reason, data.failure?.message].filter(Boolean).join(' · '),
    ),
    Object.keys(data).length > 0 &&
      h('details', {}, h('summary', {}, 'Einzelheiten'), h('pre.mail.soft', {}, JSON.stringify(data, null, 2))),
  )
