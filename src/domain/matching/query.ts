/** What a mail lets us ask of the registry. */
import { cleanText } from '../extraction/encoding.ts'
import { firmDetector, type ReadingConfig } from '../extraction/firm.ts'
import { findLooseNames } from '../extraction/names.ts'
import type { Extraction, MailContent } from '../extraction/types.ts'
import { isGivenName } from './given-names.ts'
import { looseKeys } from './loose-keys.ts'
import {
  domainAndParents,
  emailDomain,
  foldName,
  isMailboxProvider,
  nameTokens,
  normaliseAktenzeichen,
  normaliseReference,
  phonetic,
} from './normalise.ts'
import type { CandidateQuery } from './types.ts'

const MAX = { numbers: 60, loose: 150, names: 12, addresses: 20 }

/** The query for everything that the mail names: generous, because candidates are judged afterwards. */
export function candidateQuery(mail: MailContent, extraction: Extraction, config: ReadingConfig = {}): CandidateQuery {
  const addresses = addressesOf(mail, config)
  const domains = addresses.map(emailDomain).filter(domain => !isMailboxProvider(domain))
  const names = [
    ...extraction.clientNames,
    ...personWriting(mail),
    ...findLooseNames(cleanText(mail.subject.slice(0, 500))),
  ].slice(0, MAX.names)
  return {
    aktenzeichen: unique([
      ...[...extraction.aktenzeichen, ...extraction.references].flatMap(aktenzeichenKeys).slice(0, MAX.numbers),
      ...looseKeys(mail.subject.slice(0, 300), MAX.loose / 3, true),
      ...looseKeys(textOf(mail), MAX.loose),
    ]),
    references: unique([...extraction.references, ...extraction.aktenzeichen].map(normaliseReference)).slice(
      0,
      MAX.numbers,
    ),
    creditorEmails: addresses,
    creditorDomains: unique(domains.flatMap(domainAndParents)),
    clientNames: unique(names.map(foldName)),
    creditorNames: unique(extraction.creditorNames.slice(0, MAX.names).map(foldName)),
    lastNameCodes: unique(
      names.flatMap(name =>
        nameTokens(name)
          .filter(token => token.length > 2)
          .map(phonetic),
      ),
    ),
    birthDates: extraction.birthDates,
  }
}

/** Who writes in a name of its own may be a client that passes something on. */
function personWriting({ fromName }: MailContent): string[] {
  const words = nameTokens(fromName.slice(0, 100))
  return words.length > 1 && words.length < 5 && isGivenName(words[0]!) ? [fromName] : []
}

/** The keys under which a written file number may be stored: also with a missing separator after the year. */
export function aktenzeichenKeys(written: string): string[] {
  const key = normaliseAktenzeichen(written)
  const glued = /^(.*?)((?:19|20)\d{2})(\d{2,6})(?!.*\d)$/.exec(written.replace(/[^A-Za-z0-9]/g, ' '))
  const split = glued ? normaliseAktenzeichen(`${glued[1]} ${glued[2]} ${glued[3]}`) : key
  // A letter O among digits is a zero, an I or l is a one.
  const misread = /\d[\dOoIl/.-]*[OoIl]|[OoIl]\d/.test(written)
    ? normaliseAktenzeichen(
        written.replace(/(?<=[\d/.-])[Oo](?=[\dOoIl]|$|\b)/g, '0').replace(/(?<=\d)[Il](?=[\dOoIl]|$|\b)/g, '1'),
      )
    : key
  return unique([key, split, misread]).filter(candidate => /\d/.test(candidate) && candidate.length >= 2)
}

/** The sender's address first, then those the mail names; the firm's own are left out. */
export function addressesOf(mail: MailContent, config: ReadingConfig = {}): string[] {
  const isFirm = firmDetector(mail, config)
  const text = `${mail.fromEmail}\n${(mail.bodyText ?? '').slice(0, 100_000)}\n${(mail.bodyHtml ?? '').slice(0, 100_000)}`
  const found = text.toLowerCase().match(/[a-z0-9][\w.+-]{0,63}@[a-z0-9][\w-]{0,62}(?:\.[\w-]{1,62}){1,6}/g) ?? []
  return unique(found)
    .filter(address => !isFirm(address))
    .slice(0, MAX.addresses)
}

/** The beginning and the end of the body, where numbers stand. */
function textOf(mail: MailContent): string {
  const text =
    mail.bodyText ||
    (mail.bodyHtml ?? '').slice(0, 100_000).replace(/<(?:style|head)[\s\S]*?<\/(?:style|head)>|<[^>]{0,500}>/g, ' ')
  return text.length < 9000 ? text : `${text.slice(0, 6000)}\n${text.slice(-3000)}`
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter(value => value !== ''))]
}
