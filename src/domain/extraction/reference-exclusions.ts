/** What looks like a reference and is none, for `references.ts`. */
import { findMoney } from './amounts.ts'
import { findDates } from './dates.ts'
import type { FoundNumber } from './references.ts'

/** What is never a reference, whatever stands before it: IBANs, and the numbers of the courts that issue payment orders. */
export const MASKED =
  /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){3,7}(?:[ ]?[A-Z\d]{1,3})?(?![A-Za-z\d])|(?<!\d)\d{2}-\d{6,7}-\d-\d(?!\d)/g

/** A number without the words that were caught with it. */
export function trimValue(value: string): string {
  return (
    value
      // `Az. 4711`, `Nr-4711` and `OP 4711` (an open item) begin with a label, `AZ-4711` is a number.
      .replace(
        /^(?:(?:\p{Ll}\p{L}{0,5}|Kdnr|Nr|No)\.?[ -]{1,2}|(?:Kd|Kto|Re|Rg|Rgn|Az|AZ|Gz|Vers|Vtr|Ref|PK|KZ|ID|OP)\.?[ ]-?)(?=\S*\d)/u,
        '',
      )
      .replace(/^(?:\p{Lu}\p{Ll}{2,}[ ,]{1,2})+(?=\S*\d)/u, '')
      .replace(/[\s./:#-]+$/, '')
      .replace(/ (?:vom|v|am|und|mit|zu|per|an|in)\b.*$/i, '')
  )
}

/** `Zum Vertrag 12-4711 schreiben wir Ihnen gesondert`: that number is another letter's. */
export function isElsewhere(text: string, start: number, end: number): boolean {
  let from = start
  while (from > Math.max(0, start - 120) && !'.!?\n'.includes(text[from - 1]!)) from--
  const head = text.slice(from, start)
  const tail = /^[^.!?\n]*/.exec(text.slice(end, end + 140))![0]
  const sentence = `${head} ${tail}`
  if (
    /\b(?:und|aber|sie|er|es|diese[sr]?) folgt\b|\bfolg(?:t|en) (?:noch|sp(?:ä|ae)ter|in K(?:ü|ue)rze)\b|\b(?:ist|befindet sich|liegt) (?:derzeit |noch )?(?:noch )?in (?:Bearbeitung|Pr(?:ü|ue)fung)\b/i.test(
      tail,
    )
  )
    return true
  return (
    /\b(?:gesondert|separat|getrennt|(?:eigen|ander|weiter)e[rnms]? (?:schreiben|nachricht|mail|brief))/i.test(
      sentence,
    ) &&
    /antwort|schreib|nachricht|mitteil|teilen|erhalten|erhältst|melden|folg(?:t|en)|komm(?:t|en)|äußern|stellung/i.test(
      sentence,
    )
  )
}

const CITED = /(?:§{1,2}|Abs\.?|Art\.?|Nr\.? ?\d{0,2} ?(?:VV|RVG)|Ziff\.?|Satz)\s?$/i
const PHONE =
  /(?:tel(?:efon|efax)?|fax|fon|mobil|handy|phone|durchwahl|dw|hotline|rufnummer|ruf|call|kennung)\b[\s.:]{0,4}[\d()+/ -]{0,12}$/i
const BANK = /(?:IBAN|BIC|BLZ|bankverbindung|bankleitzahl|swift)\b[^\n]{0,40}$/i
const PUBLIC_REGISTER =
  /(?<!\p{L})(?:HRB|HRA|GnR|VR|PR|handelsregister|registergericht|amtsgericht|landgericht|genossenschaftsregister|ust-?id(?:nr)?|ust|umsatzsteuer-?id(?:entifikationsnummer)?|vat(?: id| no)?|gl(?:ä|ae)ubiger-?id(?:entifikationsnummer)?|ik|steuer-?id|[hi][wh]k-?nr|z(?:ä|ae)hlpunkt|finanzamt \p{L}{0,30})(?![\p{L}\d])[ \t.:-]{0,4}(?:[\p{L}. ]{0,25})?(?:nr\.?|nummer)?[\s:]{0,3}$/iu
const COURT =
  /(?:amtsgerichts?|landgerichts?|(?:ober)?verwaltungsgerichts?|insolvenzgerichts?|\bAG|\bLG|gerichtsvollzieher\w{0,3}|gerichts?-?(?:az|aktenzeichen)\.?|DR\b|mahngerichts?)\b[^.;\n]{0,60}$/i

/** `Nordbank AG die Forderung`: no local court, which its town follows. */
const COMPANY = /[AL]G(?=[,)]?[ ]\p{Ll})(?<=\p{Lu}[\p{L}&.-]{0,30}[ ][AL]G)/gu
/** `21 Js 4408/24`: a criminal case, whoever calls it his file. */
const PROSECUTORS = /^\d{1,4} (?:U?Js|Cs|Ds|[KL]?Ls|Ks) \d{1,6}\/\d{2}$/
const PAPERS =
  /(?:(?:personal|dienst|schwerbehinderten|park)ausweis|(?:reise)?pass)(?:es)?\W{0,3}(?:nr\W{0,3}|nummer\W{0,3})?$/i

/** Where who does business must be registered, apart from the courts' registers. */
const PROFESSIONS =
  /(?:rechtsdienstleistungs|vermittler|berufs|lobby|transparenz|unternehmens|erlaubnis)-?register\w{0,2}(?!\p{L})[^\n]{0,40}$/iu
/** `Kundennummer Ihrer Kanzlei: 88-12`: the firm's own account with the creditor, the same in every matter. */
const FIRMS_ACCOUNT =
  /(?<!\p{L})(?:kanzlei|anwalts|b(?:ü|ue)ro|soziet(?:ä|ae)ts?|beratungsstellen?|vertreter|bevollm(?:ä|ae)chtigten)-?(?:nummer|nr\.?|konto|kennung|kennziffer|id)\W{0,4}$|(?:nummer|nr\.?|konto|kennung|kennziffer|id) (?:f(?:ü|ue)r )?(?:ihre[rsnm]?|der|des|die|als) (?:kanzlei|b(?:ü|ue)ros?|soziet(?:ä|ae)t|beratungsstelle|bevollm(?:ä|ae)chtigte\w?|vertreter\w{0,2})(?: (?:bei uns|hier|in unserem hause?|lautet|ist|weiterhin)){0,3}\W{0,4}$/iu
/** `20.4-Kra`, `3/Wi`: a department and who works there. */
const CLERKS_SIGN = /^\d{1,3}(?:\.\d{1,2})?[-/ ]\p{Lu}\p{Ll}{1,3}(?![\p{L}\d/-])/u

/** A tax number in a line, or beside one, that a business's register numbers stand in: the sender's own. */
function isSendersTaxNumber(text: string, start: number, before: string): boolean {
  if (!/(?:steuer-?(?:nummer|nr\.?)|st\.?-?nr\.?)\W{0,4}$/i.test(before)) return false
  const from = text.lastIndexOf('\n', text.lastIndexOf('\n', start) - 1) + 1
  const [, line = ''] = /^([^\n]*\n?[^\n]*)/.exec(text.slice(start)) ?? []
  return /\bHR[AB]\b|\bGnR\b|handelsregister|gl(?:ä|ae)ubiger-?id|ust-?id|gesch(?:ä|ae)ftsf(?:ü|ue)hr/i.test(
    text.slice(from, start) + line,
  )
}

/** `05/2025`, `11/24` or `03.04`: a month of a year, or a day; `25/1107` is none. */
function isPeriod(value: string): boolean {
  const parts = /^(\d{1,2})[./-](\d{2,4})$/.exec(value)
  if (!parts) return false
  const [first, second] = [Number(parts[1]), Number(parts[2])]
  if (parts[2]!.length === 4) return first <= 12 && second >= 1900 && second < 2100
  return parts[2]!.length === 2 && (first <= 12 || (first <= 31 && second <= 12))
}

/** A leading zero, an area code and a gap; not an account `0733-204416`, unless one is to call there. */
function isTelephone(value: string, before: string): boolean {
  if (!/^0\d{2,5}[-/ ][\d /-]*$/.test(value)) return false
  return (
    !/^0\d{2,5}-\d{5,9}$/.test(value) ||
    /(?:tel|fon|fax|mobil|handy|ruf|hotline|dw|durchwahl|erreich|unter|call)\w*\W*$/i.test(before)
  )
}

/** Whether what looks like a number is money, a date, a telephone, a register or a court's file. */
export function isExcluded(text: string, start: number, value: string, label: FoundNumber['label']): boolean {
  const before = text.slice(Math.max(0, start - 70), start)
  const after = text.slice(start + value.length, start + value.length + 40)
  const compact = value.replace(/[^A-Za-z0-9]/g, '')
  const digits = compact.replace(/\D/g, '').length
  if (digits < 3 && label !== 'firm') return true
  if (digits < 2) return true
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i.test(value) || /^DE\d{9}$/.test(compact)) return true
  if (/^(?:BLZ|IBAN|BIC|HRB|HRA|PLZ|Tel|Fax|VR|GnR)\b/i.test(value)) return true
  // Housing companies count house, floor and flat: `Wohnung 3.07.12`.
  const isFlat =
    label === 'creditor' &&
    /(?:wohnung|wohneinheit|objekt|we|mieteinheit|stellplatz|garage)\W{0,3}(?:nr\W{0,2})?$/i.test(before)
  if (findDates(value).length > 0 && !isFlat) return true
  // `Mietvertrag 2019`: a year, unless it is called a number.
  if (/^(?:19|20)\d{2}$/.test(value) && label !== 'firm' && !/(?:nr|nummer|zeichen|no|konto)\W*$/i.test(before))
    return true
  if (label !== 'firm' && isPeriod(value) && !/nr|nummer|zeichen|rechnung/i.test(before)) return true
  if (
    /^\s{0,3}(?:[€¤]|EUR|Euro|%|,\d|,[-–]|Cent)/i.test(after) ||
    findMoney(value).some(money => money.start === 0 && money.end === value.length)
  )
    return true
  if (label !== 'firm' && /^(?:\d{1,2}-)?\d{1,2}\/(?:\d{4}|\d{2})$/.test(value) && isPeriod(value.replace(/^\d+-/, '')))
    return true
  if (/^\s?(?:VV|RVG|GKG|BGB|ZPO)\b/.test(after)) return true
  // `Rechnung 1.840`: thousands, unless it is called a number.
  if (
    /^\d{1,3}(?:\.\d{3})+$/.test(value) &&
    label === 'creditor' &&
    !/(?:nr\.?|nummer|zeichen|no\.?|konto|dossiers?)\W{0,4}$/i.test(before)
  )
    return true
  if (CITED.test(before) || (/^[+\d(]/.test(value) && PHONE.test(before)) || BANK.test(before)) return true
  if (PUBLIC_REGISTER.test(before) || PROFESSIONS.test(before) || FIRMS_ACCOUNT.test(before)) return true
  if (isSendersTaxNumber(text, start, before)) return true
  if (label === 'creditor' && /zeichen\W{0,4}$/i.test(before) && CLERKS_SIGN.test(value + after)) return true
  if (COURT.test(before.replace(/(\d|\b[AG]z)\./g, '$1 ').replace(COMPANY, ' '))) return true
  // Who somebody is, or may park: an official paper.
  if (PAPERS.test(before)) return true
  if (/^\d{1,3} ?[A-Z]{1,3} ?\d{1,5}\/\d{2}$/.test(value) && label !== 'creditor') return true
  if (PROSECUTORS.test(value)) return true
  if (label === 'none') {
    // A month of a year, whatever is short for what happened then (`TÜV 03/2026`).
    if (/^\p{Lu}{1,4} (?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}$/u.test(value)) return true
    // A quarter, a half or a week of a year.
    if (/^(?:Q[1-4]|H[12]|KW[ ]?\d{1,2})[-/ ]?(?:19|20)?\d{2}$/.test(value)) return true
    if (/^(?:S|Bl|Rn|Rz|Fn|Abs|Art)\b/.test(value) || /z(?:ä|ae)hlerstand\W*$/i.test(before)) return true
    if (/^\p{Lu}{1,3} \d{1,5}\/\d{2}$/u.test(value) && /(?<![A-Z])[IVX]{1,5} $/.test(before)) return true
    // The address of a computer.
    if (/^(?:1?\d?\d|2[0-4]\d|25[0-5])(?:\.(?:1?\d?\d|2[0-4]\d|25[0-5])){3}$/.test(value)) return true
    if (/^[\d/.-]+$/.test(value) && digits < 5) return true
    if (
      /^\d{1,2}\/\d{4}[-–]\d{1,2}\/\d{4}$/.test(value) ||
      /^(?:0?[1-9]|1[0-2])\/\d{2}[-–](?:0?[1-9]|1[0-2])\/\d{2}$/.test(value) ||
      /(?<!\d)\(?0\d{2,5}\)?[ /-]{1,3}$|\+\d{2,3}[\d ()/-]{0,12}$/.test(before)
    )
      return true
    if (/^\d{5}$/.test(compact) || isTelephone(value, before) || /\+\d{0,3}[ ]?$/.test(before)) return true
    if (/^(?:19|20)\d{2}[-/](?:19|20)?\d{2}$/.test(value) || /^[IVX]{1,4}\/(?:19|20)?\d{2}$/.test(value)) return true
    // The file of a court (`3 O 118/23`), its chamber's number before a gap or a break.
    if (/^\p{Lu}{1,3} \d{1,5}\/\d{2}$/u.test(value) && /(?<!\d)\d{1,3}\s?$/.test(before)) return true
    // So is that of a prosecutor or a criminal court (`21 Js 4408/24`).
    if (
      /^\d{1,6}\/\d{2}$/.test(value) &&
      /(?<!\d)\d{1,3} (?:U?Js|Cs|Ds|[KL]?Ls|Ks|[ABQWZ]?Rs|V[AR]s|Gs|Ns|Ss|OWi|StVK)\s$/.test(before)
    )
      return true
    if (/^(?:SGB|BGB|ZPO|InsO|AO|RVG|RDG|DSGVO|VwVG|GKG|JVEG|StGB|HGB|ISO|DIN|UTC|GMT|Windows|COVID)/i.test(value))
      return true
    if (
      /[\d.,]$/.test(before) ||
      ((/\+\s?$/.test(before) || (/\(\s?$/.test(before) && isTelephone(value, before))) &&
        /^\d/.test(value) &&
        /[- /]/.test(value) &&
        digits >= 9)
    )
      return true
  }
  return false
}
