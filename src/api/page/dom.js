/** Elements from values. Text is always text: nothing of a mail is ever read as HTML. */

/**
 * @param {string} tag e.g. `p` or `p.soft`
 * @param {Record<string, unknown>} [attributes] `on…` are listeners; false, null and undefined are left out
 * @param {...unknown} children elements, texts, lists of them; null and false are left out
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.')
  const element = document.createElement(name)
  element.classList.add(...classes)
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value)
    else if (key in element && key !== 'list') element[key] = value
    else element.setAttribute(key, value === true ? '' : String(value))
  }
  element.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false))
  return element
}

/** Columns of figures. */
const NUMBERS = new Set(['Betrag', 'Forderung', 'Anzahl', 'Rückstand', 'Ereignisse', 'Mitglieder', 'Zurückgestellt'])

/** A table with a heading for each column; `empty` says what it means that there are no rows. */
export const table = (columns, rows, empty) =>
  rows.length === 0
    ? h('p.soft', {}, empty)
    : h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map(column => h(NUMBERS.has(column) ? 'th.number' : 'th', { scope: 'col' }, column)),
          ),
        ),
        h('tbody', {}, rows),
      )

/** Asks in a dialog; resolves with the text, or null when it was cancelled. */
export function question({ title, text, label, action, type = 'text' }) {
  const dialog = document.getElementById('dialog')
  const input = h('input', { type, required: true, autocomplete: 'off', maxLength: 1000 })
  return new Promise(resolve => {
    let answer = null
    const submit = event => {
      event.preventDefault()
      answer = input.value.trim()
      if (answer) dialog.close()
    }
    dialog.replaceChildren(
      h(
        'form',
        { onsubmit: submit },
        h('h2', {}, title),
        h('p.soft', {}, text),
        h('label', {}, label, input),
        h(
          'div.actions',
          {},
          h('button', {}, action),
          h('button.quiet', { type: 'button', onclick: () => dialog.close() }, 'Abbrechen'),
        ),
      ),
    )
    dialog.addEventListener('close', () => resolve(answer), { once: true })
    dialog.showModal()
  })
}

/** A line under the head of the page; null takes it away. */
export function notice(text) {
  const line = document.getElementById('notice')
  line.textContent = text ?? ''
  line.hidden = !text
}
