/** What is the firm's own in a mail: its addresses, its names, its way of speaking. */
import { emailDomain, foldName, stripDiacritics } from '../matching/normalise.ts'
import type { MailContent } from './types.ts'

/** What is the firm's own, so that its words are known for what they are. */
export interface ReadingConfig {
  /** Domains of the firm's addresses; by default the domain the mail was sent to. */
  firmDomains?: string[]
  /** Names of the firm as they appear in quotations; by default the words of its domain. */
  firmNames?: string[]
  /** Characters of a body, and of an attachment, that are read; the rest is cut and flagged. */
  maxBodyChars?: number
  maxAttachmentChars?: number
}

const GENERIC_FIRM_WORDS =
  /^(?:kanzlei|anwalt|anwaelte|anwalte|rechtsanwalt|rechtsanwalte|rechtsanwaelte|rechtsanwaeltin|recht|law|legal|rae|mail|info|partner|schuldnerberatung|schuldnerhilfe|schuldner|beratung|insolvenz|und|the)$/

/** A test whether an address or display name is the firm's. */
export function firmDetector(
  mail: Pick<MailContent, 'toEmail'>,
  config: ReadingConfig = {},
): (author: string) => boolean {
  const domains = (config.firmDomains ?? [emailDomain(mail.toEmail)]).filter(domain => domain !== '')
  const names = (config.firmNames ?? domains.map(domain => domain.split('.').at(-2) ?? ''))
    .map(name => {
      const own = foldName(name)
        .split(' ')
        .filter(word => word.length > 1 && !GENERIC_FIRM_WORDS.test(word))
      const long = own.filter(word => word.length >= 4)
      // Initials (`itw-recht`) only as words of their own.
      return long.length > 0 ? long : own.map(word => ` ${word} `)
    })
    .filter(words => words.length > 0)
  return author => {
    const lower = author.toLowerCase()
    const at = /[\w.+-]{1,64}@([\w.-]{1,200})/.exec(lower)
    if (at) return domains.some(domain => at[1] === domain || at[1]!.endsWith('.' + domain))
    const folded = ` ${foldName(author)} `
    return names.some(words => words.every(word => folded.includes(word)))
  }
}

/** A test whether the author of a quoted mail is who sends this one: by the domain of an address, or a word of the name. */
export function senderDetector({ fromEmail, fromName }: Pick<MailContent, 'fromEmail' | 'fromName'>) {
  // Made only for a mail that quotes somebody.
  const wordsOfSender = () =>
    foldName(`${fromName} ${fromEmail.replace(/\.[^.]*$/, '').replace(/[@._-]/g, ' ')}`)
      .split(' ')
      .filter(word => word.length >= 4 && !GENERIC_FIRM_WORDS.test(word))
  return (author: string): boolean => {
    const at = /[\w.+-]{1,64}@([\w.-]{1,200})/.exec(author.toLowerCase())?.[1]
    const folded = foldName(author)
    return at === undefined ? wordsOfSender().some(word => folded.includes(word)) : at === emailDomain(fromEmail)
  }
}

/** Words that only somebody who writes for a debtor to a creditor uses. */
const FIRM_VOICE =
  /\b(?:uns(?:er|ere|erer|eren|erem|eres) mandant(?:in|en|schaft)?|wir vertreten (?:herrn|frau|die|den|o\. ?g)|(?:zeigen|zeige) (?:wir|ich) (?:ihnen )?(?:hiermit )?(?:die|unsere) (?:anwaltliche )?vertretung|bitten (?:wir )?(?:sie )?(?:um|hoflich um) (?:mitteilung|auskunft|aufschlusselung|bestatigung|ubersendung|zusendung)|ihre forderung wurde uns|schuldenbereinigungsplan unser|our client)\b/

export function hasFirmVoice(text: string): boolean {
  return FIRM_VOICE.test(stripDiacritics(text.slice(0, 4000)).replace(/\s+/g, ' '))
}

export function isOwnLetter(text: string, isFirm: (author: string) => boolean): boolean {
  return isFirm(text.slice(0, 200)) && hasFirmVoice(text) && /bitten/i.test(text)
}
