/** Betrieb: how far everything is behind the log. Mandant: one client's creditors. */
import { get } from './client.js'
import { h, table } from './dom.js'
import { age, count, money, STATE, STATUS, when } from './labels.js'

const part = async (path, fallback) => get(path).catch(() => fallback)

export async function operations() {
  const [lag, { projections }, { groups }, ready] = await Promise.all([
    part('/api/v1/lag', { groups: {}, partitions: [], open: {} }),
    part('/api/v1/projections', { projections: [] }),
    part('/api/v1/consumer-groups', { groups: [] }),
    part('/health/ready', { parts: {} }),
  ])
  const seconds = time => (time ? (Date.now() - Date.parse(time)) / 1000 : null)
  return [
    h('h1', {}, 'Betrieb'),
    h(
      'div.columns',
      {},
      h(
        'section.card',
        {},
        h('h2', {}, 'Teile'),
        table(
          ['Teil', 'Zustand'],
          Object.entries(ready.parts).map(([name, state]) =>
            h(
              'tr',
              {},
              h('td', {}, PARTS[name] ?? name),
              h(
                'td',
                {},
                h(`span.badge.${state === 'ok' ? 'good' : 'bad'}`, {}, state === 'ok' ? 'Da' : 'Nicht erreichbar'),
              ),
            ),
          ),
          'Postbuch ist nicht erreichbar.',
        ),
      ),
      h(
        'section.card',
        {},
        h('h2', {}, 'Offene Vorgänge'),
        table(
          ['Status', 'Anzahl', 'Ältester seit'],
          Object.entries(lag.open).map(([status, open]) =>
            h(
              'tr',
              {},
              h('td', {}, STATUS[status]?.[0] ?? status),
              h('td.number', {}, count(open.count)),
              h('td', {}, age(seconds(open.oldest_at))),
            ),
          ),
          'Nichts offen.',
        ),
      ),
    ),
    h(
      'section.card',
      {},
      h('h2', {}, 'Projektionen'),
      table(
        ['Name', 'Speicher', 'Zustand', 'Rückstand', 'Zurückgestellt'],
        projections.map(projection),
        'Keine Angaben.',
      ),
    ),
    h(
      'section.card',
      {},
      h('h2', {}, 'Rückstand'),
      table(
        ['Gruppe', 'Ereignisse', 'Ältestes seit', 'Mitglieder'],
        Object.entries(lag.groups).map(([group, sum]) => {
          const ages = lag.partitions.filter(p => p.group === group && p.age_seconds !== null).map(p => p.age_seconds)
          const members = groups.find(g => g.group === group)?.members.length
          return h(
            'tr',
            {},
            h('td', {}, group),
            h('td.number', {}, count(sum)),
            h('td', {}, age(ages.length ? Math.max(...ages) : null)),
            h('td.number', {}, members === undefined ? '–' : count(members)),
          )
        }),
        'Keine Angaben.',
      ),
    ),
    h('p.soft', {}, h('a', { href: '/docs' }, 'Schnittstelle'), ' · ', h('a', { href: '/metrics' }, 'Messwerte')),
  ]
}

const PARTS = { log: 'Log (Kafka)', postgres: 'PostgreSQL', mongodb: 'MongoDB' }

const projection = ({ name, store, state, failure, lag, parked, rebuild }) =>
  h(
    'tr',
    {},
    h('td', {}, name),
    h('td', {}, PARTS[store] ?? store),
    h(
      'td',
      {},
      h(`span.badge${STATE[state]?.[1] ? `.${STATE[state][1]}` : ''}`, {}, STATE[state]?.[0] ?? state),
      failure && h('div.soft.bad', {}, `${failure.message} (${failure.code})`),
      rebuild && h('div.soft', {}, `Neuaufbau: ${count(rebuild.events)} von ${count(rebuild.total)}`),
    ),
    h('td.number', {}, count(lag)),
    h('td.number', {}, count(parked)),
  )

export async function client(id) {
  const found = await get(`/api/v1/clients/${encodeURIComponent(id)}`)
  const line = creditor =>
    h(
      'tr',
      {},
      h('td', {}, creditor.creditor_name ?? '–', h('div.soft', {}, creditor.creditor_email)),
      h('td.number', {}, money(creditor.creditor_response_amount_cents)),
      h('td', {}, creditor.creditor_response_text ?? h('span.soft', {}, 'noch keine Antwort')),
      h('td', {}, creditor.reference_numbers.join(', ')),
      h('td.nowrap', {}, when(creditor.response_received_at)),
    )
  return [
    h('h1', {}, found.client_name ?? found.client_id),
    found.aktenzeichen && h('p.soft', {}, `Az. ${found.aktenzeichen}`),
    h(
      'section.card',
      {},
      h('h2', {}, 'Gläubiger'),
      table(
        ['Gläubiger', 'Forderung', 'Antwort', 'Zeichen', 'Eingang'],
        found.final_creditor_list.map(line),
        'Keine Gläubiger.',
      ),
    ),
  ]
}
