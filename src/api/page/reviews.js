/** Prüfungen: the queue, and one review with its mail, its candidates and its answer. */
import { get, post } from './client.js'
import { h, notice, question, table } from './dom.js'
import { mailCard } from './jobs.js'
import { EVIDENCE, FLAGS, money, plainMoney, REASONS, toCents, when } from './labels.js'

export async function reviews(query) {
  const cursor = query.get('cursor')
  const { reviews: rows, next_cursor } = await get(`/api/v1/reviews?limit=50${cursor ? `&cursor=${cursor}` : ''}`)
  const line = review =>
    h(
      'tr',
      {},
      h('td.nowrap', {}, when(review.requested_at)),
      h(
        'td',
        {},
        h('a', { href: `#/pruefung/${encodeURIComponent(review.review_id)}` }, review.subject || '(ohne Betreff)'),
        h('div.soft', {}, review.from_name || review.from_email),
      ),
      h('td', {}, REASONS[review.reason] ?? review.reason),
      h('td', {}, review.client_name ?? '–'),
      h('td.number', {}, money(review.proposals[0]?.amount_cents)),
    )
  return [
    h('h1', {}, 'Prüfungen'),
    h('div.card', {}, table(['Seit', 'E-Mail', 'Grund', 'Mandant', 'Betrag'], rows.map(line), 'Nichts zu prüfen.')),
    next_cursor && h('a', { href: `#/pruefungen?cursor=${next_cursor}` }, 'Weitere'),
  ]
}

export async function review(id) {
  const review = await get(`/api/v1/reviews/${encodeURIComponent(id)}`)
  const mail = await get(`/api/v1/emails/${review.email_id}`).catch(() => null)
  return [
    h('p', {}, h('a', { href: '#/pruefungen' }, '← Prüfungen')),
    h('h1', {}, review.subject || '(ohne Betreff)'),
    h(
      'p',
      {},
      REASONS[review.reason] ?? review.reason,
      ' · ',
      h('a', { href: `#/vorgang/${review.email_id}` }, 'Verlauf der E-Mail'),
    ),
    review.summary && h('p', {}, review.summary),
    review.flags.length > 0 && h('p.bad', {}, `Achtung: ${review.flags.map(flag => FLAGS[flag] ?? flag).join(', ')}`),
    h(
      'div.columns',
      {},
      mail ? mailCard(mail) : h('section.card', {}, h('p.soft', {}, 'Die E-Mail ist gerade nicht lesbar.')),
      review.status === 'open' ? form(review) : closed(review),
    ),
  ]
}

const closed = ({ status, answered_by, answered_at }) =>
  h(
    'section.card',
    {},
    h(
      'p',
      {},
      status === 'answered'
        ? `Beantwortet von ${answered_by ?? 'jemandem'}, ${when(answered_at)}.`
        : 'Diese Prüfung ist nicht mehr offen.',
    ),
  )

/** Candidates to tick, each with the amount and references that would be written. */
function form(review) {
  const list = h('div', {})
  const rows = []
  const add = (candidate, proposal) => {
    const row = candidateRow(candidate, proposal)
    rows.push(row)
    list.append(row.element)
  }
  for (const candidate of review.candidates)
    add(
      candidate,
      review.proposals.find(p => p.inquiry_id === candidate.inquiry_id),
    )
  for (const proposal of review.proposals)
    if (!rows.some(({ id }) => id === proposal.inquiry_id))
      add({ inquiry_id: proposal.inquiry_id, evidence: [] }, proposal)
  const other = async () => {
    const id = await question({
      title: 'Andere Anfrage',
      text: 'Die Nummer der Anfrage, wie sie im Verzeichnis steht.',
      label: 'Anfrage',
      action: 'Hinzufügen',
    })
    if (id && !rows.some(row => row.id === id))
      add(
        { inquiry_id: id, evidence: [] },
        { amount_cents: review.proposals[0]?.amount_cents ?? null, reference_numbers: [] },
      )
  }
  const assign = event => {
    event.preventDefault()
    const chosen = rows.filter(row => row.chosen())
    const wrong = chosen.find(row => row.amount() === undefined)
    if (chosen.length === 0) return notice('Bitte mindestens eine Anfrage ankreuzen, oder die E-Mail ablegen.')
    if (wrong) return notice(`„${wrong.text()}“ ist kein Betrag. Beispiel: 1.234,56`)
    return answer(event.target, review, {
      assignments: chosen.map(row => ({
        inquiry_id: row.id,
        amount_cents: row.amount(),
        reference_numbers: row.references(),
      })),
    })
  }
  const dismiss = async event => {
    const reason = await question({
      title: 'E-Mail ablegen',
      text: 'Die E-Mail wird keiner Anfrage zugeordnet.',
      label: 'Grund',
      action: 'Ablegen',
    })
    if (reason) await answer(event.target.form, review, { dismissal: reason })
  }
  return h(
    'form.card',
    { onsubmit: assign },
    h('h2', {}, 'Worauf antwortet diese E-Mail?'),
    list,
    h(
      'div.actions',
      {},
      h('button', {}, 'Zuordnen'),
      h('button.quiet', { type: 'button', onclick: other }, 'Andere Anfrage …'),
      h('button.quiet', { type: 'button', onclick: dismiss }, 'Ablegen …'),
    ),
  )
}

function candidateRow({ inquiry_id: id, client_name, creditor_name, aktenzeichen, evidence }, proposal) {
  const tick = h('input', { type: 'checkbox', checked: Boolean(proposal) })
  const amount = h('input', {
    value: plainMoney(proposal?.amount_cents),
    placeholder: 'nicht genannt',
    inputMode: 'decimal',
  })
  const references = h('input', { value: (proposal?.reference_numbers ?? []).join(', ') })
  const why = evidence.map(({ kind, weight, detail }) =>
    h('li', {}, `${weight < 0 ? '−' : '+'} ${EVIDENCE[kind] ?? kind}: ${detail}`),
  )
  const element = h(
    'div.candidate',
    {},
    h('label', {}, tick, ' ', h('strong', {}, client_name ?? `Anfrage ${id}`), creditor_name && ` – ${creditor_name}`),
    h('div.soft', {}, [aktenzeichen && `Az. ${aktenzeichen}`, `Anfrage ${id}`].filter(Boolean).join(' · ')),
    h('div.fields', {}, h('label', {}, 'Betrag in €', amount), h('label', {}, 'Zeichen des Gläubigers', references)),
    why.length > 0 && h('details', {}, h('summary', {}, 'Was dafür und dagegen spricht'), h('ul.soft', {}, why)),
  )
  return {
    id,
    element,
    chosen: () => tick.checked,
    text: () => amount.value,
    amount: () => toCents(amount.value),
    references: () =>
      references.value
        .split(',')
        .map(text => text.trim())
        .filter(Boolean),
  }
}

async function answer(form, review, body) {
  for (const button of form.querySelectorAll('button')) button.disabled = true
  try {
    const { status } = await post(`/api/v1/reviews/${encodeURIComponent(review.review_id)}/answer`, body)
    notice(status === 'applied' ? 'Gespeichert.' : 'Angenommen; wird gleich ausgeführt.')
    location.hash = '#/pruefungen'
  } catch (error) {
    notice(error.message)
    for (const button of form.querySelectorAll('button')) button.disabled = false
  }
}
