/** Lines of a body with their authors: quotations, header blocks of forwarded mails, attributions, inline answers, signatures. */
import { hasFirmVoice } from './firm.ts'
import type { Author, Line } from './reply.ts'

const QUOTE = /^\s{0,3}(?:>\s?){1,12}/
const HEADER =
  /^[\s*_]{0,4}(Von|From|De|Absender|Gesendet|Sent|Datum|Date|An|To|Cc|Kopie|Betreff|Subject|Reply-To|Antwort an|Return-path|Content-[\w-]{1,30}|MIME-Version|Message-ID|Priorität|Importance|Wichtigkeit)[*_]{0,3}:[*_\s]{0,4}(.{0,400})$/i
const SEPARATOR =
  /^[\s>]{0,6}(?:[-_=*]{2,}\s{0,3}(?:Urspr(?:ü|ue)ngliche (?:Nachricht|E-?Mail)|Original(?:nachricht| Message|-Nachricht)|Weitergeleitete Nachricht|Forwarded message|Anfang der weitergeleiteten|Begin forwarded|This is a copy|Nachricht von)|Anfang der weitergeleiteten|Begin forwarded message|Urspr(?:ü|ue)ngliche Nachricht\s{0,3}:?\s{0,3}$)/i
const ATTRIBUTION =
  /^\s{0,3}(?:(?:am|on|le)\s.{4,240}?\b(?:schrieb|wrote|a écrit|hat\b.{0,120}\bgeschrieben)\b.{0,160}:?|.{2,160}\b(?:schrieb(?: am)?|wrote on|wrote)\b.{0,80}:|zitat von .{2,100}:|quoting .{2,100}:|.{2,120}<\S{3,80}@\S{3,80}> \d{1,2}\.\d{1,2}\.\d{2,4}.{0,20}>{2,3})\s*$/i
/** One of these is in every attribution: in most mails no line needs to be looked at for one. */
const ATTRIBUTES = /schrieb|wrote|écrit|zitat|quoting|>>/i
const CLOSING =
  /^(?:(?:mit|viele|beste|liebe|schöne|schoene|herzliche|freundliche|sonnige|es gr(?:ü|ue)(?:ß|ss)|sonnige|vielen dank und)\b.{0,40}(?:gr(?:ü|ue)(?:ß|ss)|empfehlung)|[\p{L}-]{0,20} ?gr(?:ü|ue|u)(?:ß|ss)e?n?(?:\b|,)(?!.{40})|hochachtungsvoll|(?:kind|best|warm|many)\s(?:regards|wishes)|regards|sincerely|yours (?:sincerely|faithfully|truly)|best,?$|cheers,?$|mfg\b|lg\b|vg\b|gez\.? |im auftrag$|i\. ?a\. |herzlich(?:st)?,?$|auf anordnung$|ihr[e]? .{2,40}-?team$|-- ?$)/iu
const POSTSCRIPT = /^(?:p\.? ?s\.?\b|ps:|nachtrag|anlagen?\b|forderungsaufstellung|hinweis)/i

/** What stands above a quoted or forwarded mail. */
interface Header {
  from: string
  to: string
  /** Its subjects. */
  kept: string[]
  /** The line behind it. */
  end: number
  /** `Am … schrieb …:`, as answers quote, and no block of fields. */
  attributed: boolean
}

/** Reads a body line by line and keeps who is speaking at each depth of quotation. */
export class BodyReader {
  readonly #lines: Line[] = []
  readonly #authors: Author[]
  readonly #isFirm: (author: string) => boolean
  readonly #isSender: (author: string) => boolean
  readonly #input: { depth: number; text: string }[] = []
  /** Some line holds a word of attributions. */
  #attributes = false
  creditor: { email: string; name: string } | null = null

  /** @param outer whose mail it is; `isSender` tells of a quoted mail whether it is an earlier one of the same sender */
  constructor(outer: Author, isFirm: (author: string) => boolean, isSender: (author: string) => boolean) {
    this.#authors = [outer]
    this.#isFirm = isFirm
    this.#isSender = isSender
  }

  read(lines: readonly string[]): Line[] {
    this.#attributes = lines.some(line => ATTRIBUTES.test(line))
    for (const line of lines) this.#push(line)
    return this.#finish()
  }

  #push(raw: string): void {
    const quote = QUOTE.exec(raw)?.[0] ?? ''
    this.#input.push({ depth: quote.split('>').length - 1, text: raw.slice(quote.length).trimEnd() })
  }

  #finish(): Line[] {
    let part = 0
    let signed = false
    let question: string | null = null
    this.#readArrows()
    for (let i = 0; i < this.#input.length; i++) {
      const { depth, text } = this.#input[i]!
      const header = this.#headerAt(i)
      if (header) {
        const next = this.#input.slice(header.end).find(line => line.text.trim() !== '')
        const inner = Math.max(depth, next?.depth ?? depth)
        const author = this.#authorOf(header, inner)
        this.#authors[next && next.depth > depth ? next.depth : depth] = author
        if (author === 'creditor' && !this.creditor && header.from) this.creditor = parseAddress(header.from)
        // The subject of the quoted mail is a good place for names and numbers.
        for (const text of header.kept)
          this.#lines.push({ text, by: author, zone: 'body', answers: null, part: part + 1 })
        part++
        signed = false
        i = header.end - 1
        continue
      }
      const by = depth === 0 ? this.#authors[0]! : (this.#authors[depth] ?? this.#authors[depth - 1] ?? 'firm')
      const quoted = depth > 0
      const authorHere: Author = quoted && this.#authors[depth] === undefined ? 'firm' : by
      if (authorHere === 'firm') {
        const filled = /_{3,}\s{0,3}(\S.{0,200})$/.exec(text)
        const marked = /^\s{0,4}(?:-->|==>|=>|->|→|antwort:|\[?antwort\b)\s{0,3}(.{1,300})/i.exec(text)
        const answer = filled?.[1] && !/^[_\s)]+$/.test(filled[1]) ? filled[1] : marked?.[1]
        if (answer && quoted) {
          this.#lines.push({
            text: answer,
            by: 'creditor',
            zone: 'body',
            answers: text.slice(0, text.length - answer.length) || question,
            part,
          })
          continue
        }
        if (text.trim() !== '') question = text
        this.#lines.push({ text, by: 'firm', zone: 'body', answers: null, part })
        continue
      }
      if (signed && POSTSCRIPT.test(text)) signed = false
      if (!signed && CLOSING.test(text.trim()) && text.length < 90) signed = true
      if (text.trim() === '' && i > 0 && this.#input[i - 1]!.depth === 0) question = null
      const label = question !== null && /[:?_]\s*$/.test(question) && question.length < 160 ? question : null
      this.#lines.push({
        text,
        by: 'creditor',
        zone: signed && label === null ? 'signature' : 'body',
        answers: label,
        part,
      })
    }
    return this.#lines
  }

  /** `>> offen 683 €` among lines that quote nothing is an arrow. */
  #readArrows(): void {
    for (const [i, line] of this.#input.entries()) {
      if (line.depth < 2) continue
      // `>>> Kanzlei <post@…> 20.05.2026 12:18 >>>`, and what it quotes without any sign.
      if (ATTRIBUTION.test(line.text) && line.text.endsWith('>>')) line.depth = 0
      const above = this.#input[i - 1]
      const below = this.#input[i + 1]
      const plain = (one: typeof above) => one?.depth === 0 && !ATTRIBUTION.test(one.text)
      if (above && above.text.trim() !== '' && plain(above) && (!below || plain(below))) line.depth = 0
    }
  }

  /** A header block (Von: … Betreff: …) or an attribution line ("Am … schrieb …:") beginning at a line. */
  #headerAt(i: number): Header | null {
    const { text, depth } = this.#input[i]!
    if (SEPARATOR.test(text))
      return this.#headerBlock(i + 1, depth) ?? { from: '', to: '', kept: [], end: i + 1, attributed: false }
    if (/^[\s*_]{0,4}(?:von|from|de|absender|betreff|subject|return-path)[*_]{0,3}:/i.test(text)) {
      const block = this.#headerBlock(i, depth)
      return block && block.fields >= 2 && (block.from !== '' || block.fields >= 3) ? block : null
    }
    if (!this.#attributes || !/\b(?:am|on|le|schrieb|wrote|zitat von|quoting)\b|>>\s*$/i.test(text)) return null
    for (let span = 1; span <= 3; span++) {
      const joined = this.#input
        .slice(i, i + span)
        .map(line => line.text)
        .join(' ')
      if (joined.length < 420 && ATTRIBUTION.test(joined) && this.#isQuoteIntro(i + span, depth, joined)) {
        return { from: joined, to: '', kept: [], end: i + span, attributed: true }
      }
    }
    return null
  }

  #isQuoteIntro(next: number, depth: number, attribution: string): boolean {
    const line = this.#input.slice(next).find(candidate => candidate.text.trim() !== '')
    return (line !== undefined && line.depth > depth) || /@|\d{1,2}[:.]\d{2}/.test(attribution)
  }

  #headerBlock(start: number, depth: number): (Header & { fields: number }) | null {
    let end = start
    let fields = 0
    let blanks = 0
    const found = { from: '', to: '', kept: [] as string[] }
    for (; end < this.#input.length && end < start + 24; end++) {
      const line = this.#input[end]!
      if (line.text.trim() === '') {
        if (fields > 0 || ++blanks > 2) break
        continue
      }
      const match = HEADER.exec(line.text)
      if (!match) {
        if (
          fields > 0 &&
          line.depth === this.#input[end - 1]!.depth &&
          /^\s+\S|^[^.!?]{0,60}@[^.!?]{3}/.test(line.text)
        )
          continue
        break
      }
      if (line.depth < depth) break
      fields++
      if (/^(?:von|from|de|absender|return-path)$/i.test(match[1]!)) found.from ||= match[2]!
      if (/^(?:an|to)$/i.test(match[1]!)) found.to ||= match[2]!
      if (/^(?:betreff|subject)$/i.test(match[1]!)) found.kept.push(match[2]!)
    }
    return fields === 0 ? null : { ...found, end, fields, attributed: false }
  }

  /** Who wrote the part that a header announces: by its names, else by how it speaks. */
  #authorOf({ from, to, end: start, attributed }: Header, depth: number): Author {
    if (from !== '' && this.#isFirm(from)) return 'firm'
    // What a creditor's answer quotes, it answers: whoever it is that wrote it, these are not the creditor's words.
    if (attributed && depth > 0 && this.#authors[0] === 'creditor' && !this.#isSender(from)) return 'firm'
    if (to !== '' && this.#isFirm(to)) return 'creditor'
    const text: string[] = []
    for (let i = start; i < this.#input.length && text.length < 30; i++) {
      if (this.#input[i]!.depth < depth || (i > start && this.#headerAt(i))) break
      text.push(this.#input[i]!.text)
    }
    if (hasFirmVoice(text.join(' '))) return 'firm'
    return from === '' ? 'firm' : 'creditor'
  }
}

function parseAddress(from: string): { email: string; name: string } | null {
  const email = /[\w.+-]{1,64}@[\w.-]{3,200}/.exec(from)?.[0]
  return email
    ? {
        email,
        name: from
          .replace(/[<[(].*$/, '')
          .replace(/["']/g, '')
          .trim(),
      }
    : null
}
