/** HTML of a mail as text: tables as rows with tabs, quotations as `> `, hidden text dropped and reported. Linear time. */

import { decodeEntities } from './entities.ts'

export interface HtmlText {
  text: string
  /** Text that a person would not have seen: `display:none`, size 0, white on white, comments do not count. */
  hidden: string
}

const BLOCK = new Set(
  'p div br li ul ol table tr h1 h2 h3 h4 h5 h6 blockquote section article header footer pre dl dt dd form center address main aside figure hr fieldset'.split(
    ' ',
  ),
)
const PARAGRAPH = new Set(['p', 'div'])
const VOID = new Set('br hr img input meta link col area base wbr source track embed param'.split(' '))
const SKIPPED = new Set([
  ...['style', 'script', 'title', 'head', 'noscript', 'template', 'svg'],
  // Struck through: a person sees it, and that it is said no more.
  ...['s', 'strike', 'del'],
])
const isStruck = (attributes: string) =>
  /style\s{0,3}=[^>]{0,2000}text-decoration[^;"']{0,40}line-through/i.test(attributes)

/** Whether an element's attributes keep its content from being seen. */
function isHiding(attributes: string, background: string): boolean {
  if (/(?:^|\s)hidden(?:\s|=|$|\/)/i.test(attributes.replace(/"[^"]{0,2000}"|'[^']{0,2000}'/g, '""'))) return true
  const style = /style\s{0,3}=\s{0,3}(?:"([^"]{0,3000})|'([^']{0,3000}))/i.exec(attributes)
  const css = (style?.[1] ?? style?.[2] ?? '').toLowerCase().replace(/\s+/g, '')
  if (css === '') return false
  if (/display:none|visibility:hidden|mso-hide:all/.test(css)) return true
  if (/(?:^|;)font-size:0*(?:\.0+)?(?:px|pt|em|%)?(?:!important)?(?:;|$)|(?:^|;)font-size:[01](?:\.\d+)?px/.test(css))
    return true
  if (/(?:^|;)opacity:0(?:\.0+)?(?:;|$)/.test(css)) return true
  if (/(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?:;|$)/.test(css) && /overflow:hidden/.test(css)) return true
  if (/(?:text-indent|left|top):-\d{3,5}px/.test(css)) return true
  const color = colour(/(?:^|;)color:([^;]{1,40})/.exec(css)?.[1])
  const own = colour(/background(?:-color)?:([^;]{1,60})/.exec(css)?.[1])
  return color !== '' && color === (own || background)
}

/** White and near-white as `white`, other colours as written; '' for none. */
function colour(css: string | undefined): string {
  if (!css) return ''
  const value = css.replace(/!important/, '')
  if (/^(?:white|#fff|#fffff[0-9a-f]|#fefefe|rgb\(25[345],25[345],25[345]\))$/.test(value)) return 'white'
  return value
}

interface Open {
  tag: string
  hiding: boolean
  skipping: boolean
  quoting: boolean
  background: string
}

/** Turns HTML into text. Unclosed and crossed tags are tolerated, as browsers do. */
export function htmlToText(html: string): HtmlText {
  const tokens =
    /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w:-]{0,40})((?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}'|["'])*)>|[^<]+|</g
  const stack: Open[] = []
  const out = new TextBuilder()
  let hidden = ''
  let cells = 0
  let spanned = 0
  // In a cell of a table, as word processors set it: `<td><p>…</p></td>` is one cell, not a paragraph.
  let inCell = false
  for (const token of html.matchAll(tokens)) {
    const [whole, slash, rawTag, attributes] = token
    if (whole.startsWith('<!--')) continue
    const top = stack.at(-1)
    if (rawTag === undefined) {
      if (top?.skipping) continue
      const text = decodeEntities(whole)
      if (top?.hiding) hidden += text
      else if (stack.some(open => open.tag === 'pre')) out.raw(text)
      else out.text(text)
      continue
    }
    const tag = rawTag.toLowerCase()
    if (slash === '/') {
      if (inCell && PARAGRAPH.has(tag)) out.defer()
      else if (BLOCK.has(tag)) out.newline()
      if (tag === 'td' || tag === 'th' || tag === 'table') inCell = false
      close(stack, tag)
      out.depth = quoteDepth(stack)
      continue
    }
    if (tag === 'body') stack.length = 0
    if (tag === 'tr') cells = spanned = 0
    if (tag === 'table') inCell = false
    if (tag === 'td' || tag === 'th') {
      if (cells++ > 0) for (let tabs = 0; tabs <= spanned; tabs++) out.tab()
      // A cell over several columns leaves those behind it in theirs.
      spanned =
        Math.min(MAX_SPAN, Number(/colspan\s{0,3}=\s{0,3}["']?(\d{1,2})/i.exec(attributes ?? '')?.[1] ?? 1) || 1) - 1
      inCell = true
    }
    if (inCell && PARAGRAPH.has(tag)) out.defer()
    else if (tag === 'br') out.hardBreak()
    else if (tag === 'hr') out.rule()
    else if (BLOCK.has(tag)) out.newline()
    if (tag === 'li') out.text('- ')
    if (VOID.has(tag) || attributes?.endsWith('/')) continue
    const background =
      colour(/bgcolor\s{0,3}=\s{0,3}["']?([^"'\s>]{1,20})/i.exec(attributes ?? '')?.[1]?.toLowerCase()) ||
      colour(
        /background(?:-color)?\s{0,3}:\s{0,3}([^;"']{1,40})/i
          .exec(attributes ?? '')?.[1]
          ?.toLowerCase()
          .trim(),
      )
    stack.push({
      tag,
      hiding: (top?.hiding ?? false) || isHiding(attributes ?? '', top?.background ?? 'white'),
      skipping: (top?.skipping ?? false) || SKIPPED.has(tag) || isStruck(attributes ?? ''),
      quoting: tag === 'blockquote' && !/(?:margin|class="(?!gmail_quote))[^>]{0,80}(?:indent)/i.test(attributes ?? ''),
      background: background || (top?.background ?? 'white'),
    })
    if (stack.length > 400) stack.shift()
    out.depth = quoteDepth(stack)
  }
  return { text: out.toString(), hidden: hidden.replace(/\s+/g, ' ').trim() }
}

function close(stack: Open[], tag: string): void {
  const from = Math.max(0, stack.length - 40)
  for (let i = stack.length - 1; i >= from; i--) {
    if (stack[i]!.tag === tag) {
      stack.length = i
      return
    }
  }
}

function quoteDepth(stack: Open[]): number {
  let depth = 0
  for (const open of stack) if (open.quoting) depth++
  return depth
}

/** More columns than any table that is read. */
const MAX_SPAN = 20

/** Collects text, collapsing white space as a browser does, with `> ` in front of quoted lines. */
class TextBuilder {
  depth = 0
  #lines: string[] = []
  #line = ''
  #last = ''
  #deferred = false
  /** The cell in hand has more paragraphs than one: they are no entry of a row. */
  #paragraphs = false

  /** A break that counts only if the same cell goes on. */
  defer(): void {
    if (this.#line.trim() !== '' && this.#last !== '\t') this.#deferred = true
  }

  text(text: string): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ')
    // The last character is remembered: asking a long line for it would copy the line each time.
    const added = this.#last === '' || this.#last === ' ' || this.#last === '\t' ? collapsed.trimStart() : collapsed
    if (added === '') return
    if (this.#deferred) {
      if (added === ' ') return
      this.#paragraphs = true
      this.newline()
      this.text(text)
      return
    }
    this.#line += added
    this.#last = added.at(-1)!
  }

  raw(text: string): void {
    const [first, ...rest] = text.split('\n')
    this.#line += first
    for (const line of rest) {
      this.hardBreak()
      this.#line = line
    }
  }

  tab(): void {
    if (this.#deferred && this.#paragraphs) this.newline()
    this.#deferred = false
    this.#paragraphs = false
    // An empty cell before this one keeps its tab: the columns stay in their places.
    this.#line = `${this.#last === ' ' ? this.#line.slice(0, -1) : this.#line}\t`
    this.#last = '\t'
  }

  newline(): void {
    if (this.#line.trim() !== '') this.hardBreak()
    else this.#clear()
  }

  hardBreak(): void {
    this.#lines.push('> '.repeat(this.depth) + this.#line.trimEnd())
    this.#clear()
  }

  #clear(): void {
    this.#deferred = false
    this.#line = ''
    this.#last = ''
  }

  rule(): void {
    this.newline()
    this.#lines.push('________________')
  }

  toString(): string {
    this.newline()
    return this.#lines.join('\n').replace(/\n{3,}/g, '\n\n')
  }
}
