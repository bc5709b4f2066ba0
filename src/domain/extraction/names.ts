/** Names of persons that may be the client, and of the company or office that writes. Judged against the registry later. */
import { isGivenName } from '../matching/given-names.ts'
import { foldName } from '../matching/normalise.ts'
import { isNoun } from './nouns.ts'
import { matchesOf } from './patterns/matches.ts'

const PARTICLE =
  '(?:v\\.(?: ?d\\.)?|von und zu|von(?: der| dem| den)?|vom|van(?: der| den| de)?|zu(?:r|m)?|de(?: la| los)?|del|della|di|da|dos|el|al|bin|ibn|ter|ten|ben|le|la|Freiherr von|Graf von)'
/** Letters right before digits (`HA-25-0417`) are a number's. */
const WORD = "\\p{Lu}[\\p{L}'’]{0,30}(?:-\\p{Lu}?[\\p{L}'’]{1,30}){0,2}(?![\\p{L}\\d'’]|[-/]\\d)"
const INITIAL = '\\p{Lu}\\.'
const TITLE = '(?:(?:Dr|Prof|Dipl|Ing|med|jur|phil|Mag)\\.?(?:-Ing\\.)? ){0,3}'
const FULL = `${TITLE}(?:${WORD}|${INITIAL})(?:[ ](?:${PARTICLE}[ ])?(?:${WORD}|${INITIAL})){0,4}`
/** A word with a house number behind it is a street, not a first name. */
const NO_HOUSE = '(?![ ]\\d{1,4}[ ]?[a-z]?(?![\\p{L}\\d.]))'
const INVERTED = `(?:${PARTICLE}[ ])?${WORD},[ ]?(?:Herrn?[ ]|Frau[ ])?${WORD}${NO_HOUSE}(?:[ ]${WORD}${NO_HOUSE}){0,2}(?:[ ]${PARTICLE}(?![\\p{L}]))?`

const SALUTED = new RegExp(
  `(?=[HFME])(?<!\\p{L})(?:Herrn?|Frau|Fr\\.|Hr\\.|Hrn\\.|Mrs?\\.?|Ms\\.?|Miss|Eheleute|Familie)[ ]{1,2}((?:${PARTICLE}[ ])?(?:${FULL}))`,
  'gu',
)
const LABELLED = new RegExp(
  `(?![\\0-@b-fhj-rt-vxz])(?<![A-Za-zÀ-ÖØ-öø-ÿ])(?<!\\p{L})(?:Schuldner(?:in)?|Mandant(?:in|en)?|Kundin|Kunden?|Debtor|Client|Customer|Namen?|Versicherte[rn]?|Versicherungsnehmer(?:in)?|Mieter(?:in)?|Mitglied|Patient(?:in)?|Darlehensnehmer(?:in)?|Kreditnehmer(?:in)?|Kontoinhaber(?:in)?|Auftraggeber(?:in)?|Antragsteller(?:in)?|Teilnehmer(?:in)?|Abgabepflichtige[rn]?|Steuerpflichtige[rn]?|Beitragsschuldner(?:in)?|Beitragspflichtige[rn]?|Unterhaltspflichtige[rn]?|Betreff|Betr\\.?|Re|(?:(?=[^ \\n]{3,21}?s(?:[Ss]ache|[Aa]ngelegenheit))\\p{Lu}\\p{L}{2,20}s)?(?:Sache|sachen?|Angelegenheit|angelegenheit)|wegen|gegen|i\\. ?S\\.|i\\. ?S|in Sachen|in the matter of|your client|against)\\b[ ]?[:.]?[ ]{0,10}(?:gegen[ ])?(?:Herrn?[ ]|Frau[ ]|Ms\\.?[ ]|Mr\\.?[ ])?((?:${PARTICLE}[ ])?(?:${INVERTED}|${FULL}))`,
  'gu',
)
const BORN = new RegExp(
  `(${INVERTED}|${FULL})[ ]?[,(]{0,2}[ ]?(?:(?:geb(?:oren)?\\.?|born|\\*)[ ]?(?:am|on)?[ ]?\\d)`,
  'gu',
)
/** What `BORN` ends with. */
const BIRTH = /(?:geb(?:oren)?\.?|born|\*)[ ]?(?:am|on)?[ ]?\d/g
const VERSUS = new RegExp(
  `(?:\\./\\.|[ ]\\.?/[ ]|[ ]gegen[ ]|[ ]vs?\\.?[ ])[ ]?(?:Herrn?[ ]|Frau[ ])?((?:${PARTICLE}[ ])?(?:${INVERTED}|${FULL}))`,
  'gu',
)
const BARE = new RegExp(
  `(${INVERTED}|(?:${WORD}|${INITIAL})(?:[ ](?:${PARTICLE}[ ])?(?:${WORD}|${INITIAL})){1,3})`,
  'gu',
)

/** Folded words with a capital that are not a part of anybody's name. */
export const NOT_A_NAME = new Set(
  'mandanten mandantinnen klient klientin klienten kunden schuldners zahlung vorlage ihren ihres damen herren sehr geehrte geehrter kollege kollegen kollegin rechtsanwalt rechtsanwalte rechtsanwaltin kanzlei team ihr ihre ihrem ihren unser unsere anfrage schreiben forderung forderungen zeichen aktenzeichen rechnung mahnung konto kontonummer kunde kundin kundennummer vertrag kredit ratenzahlung raten ratenplan ratenangebot vergleich vergleichsangebot betreff auskunft auskunftsersuchen re aw wg fwd fw vollmacht schuldner schuldnerin mandant mandantin glaubiger glaubigerin gmbh ag kg ohg se eg ug bank sparkasse inkasso stadtwerke versicherung krankenkasse finanzamt amt jobcenter landkreis stadt kasse der die das den dem und oder bei mit zum zur im in am an auf aus vom fur zu stand forderungsaufstellung forderungsstand schuldenbereinigung schuldenbereinigungsplan insolvenz verfahren mietverhaltnis mieterkonto kundenkonto vorgang sache angelegenheit ratenvorschlag angenommen ablehnung zustimmung rechtsanwalts kd kdnr kto nr az rg mitgl vertr dear ladies gentlemen kind regards notice of assignment your account file case the mr ms mrs hinweis bitte offene forderungsanfrage abtretung abtretungsanzeige kassenzeichen steuernummer ursprungliche nachricht januar februar marz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag weitere geb geburtsdatum anlage email mail tel fax strasse frau herr herrn eheleute familie'.split(
    ' ',
  ),
)

/**
 * The lines of a text that hold something, told by a global pattern: for patterns that never go over a line's end. Only these
 * lines are cut out, for in most mails there are few of them or none.
 */
export function linesWith(what: RegExp, text: string): string {
  const lines: string[] = []
  what.lastIndex = 0
  for (let found = what.exec(text); found !== null; found = what.exec(text)) {
    const end = text.indexOf('\n', found.index)
    lines.push(text.slice(text.lastIndexOf('\n', found.index) + 1, end < 0 ? text.length : end))
    if (end < 0) break
    what.lastIndex = end
  }
  return lines.join('\n')
}

/** `was mit dem Paul Blum vereinbart ist`: a name in full behind an article or a preposition. Looked at and not consumed. */
const SPOKEN_OF = new RegExp(
  `(?=[dvmfzwü])(?<![A-Za-zÀ-ÖØ-öø-ÿ])(?<!\\p{L})(?:de[mnr]|vom|von|mit|für|zu[mr]?|wegen|über)[ ](?=(${WORD}(?:[ ](?:${PARTICLE}[ ])?${WORD}){1,2}))`,
  'gu',
)

/** Names that may be the client's, best first. */
export function findPersons(subject: string, text: string, isSender: (name: string) => boolean): string[] {
  const votes = new Map<string, { name: string; score: number; at: number }>()
  let at = 0
  const add = (raw: string, score: number) => {
    const name = tidy(raw)
    if (name === null || isSender(name)) return
    const key = foldName(name).split(' ').sort().join(' ')
    const known = votes.get(key)
    if (known) known.score += score / 2
    else votes.set(key, { name, score, at: at++ })
  }
  const all = (pattern: RegExp, source: string, score: number) => {
    for (const match of matchesOf(pattern, source)) {
      const before = source.slice(Math.max(0, match.index - 24), match.index)
      if (/(?:geehrter?s?|liebe[rs]?|hallo|guten tag|dear|hello|morgen)[ ]{1,2}$/i.test(before)) continue
      if (
        /(?:i\. ?a\.|gez\.|ansprechpartner(?:in)?:?|bearbeiter(?:in)?:?|sachbearbeiter(?:in)?:?|durch|an|bei)[ ]$/i.test(
          before,
        ) &&
        score < 5
      )
        continue
      // A lone word after a label is a name only if somebody is called Herr or Frau there.
      if (score === 5 && !match[1]!.includes(' ') && !/Herr|Frau|M[rs]s?\b/.test(match[0])) continue
      const named = match[1]!
      add(
        pattern === VERSUS ? behindStroke(match[0], named) : pattern === LABELLED ? behindNoun(named, text) : named,
        score,
      )
    }
  }
  all(BORN, linesWith(BIRTH, text), 6)
  all(VERSUS, subject, 5)
  all(LABELLED, text, 5)
  all(SALUTED, subject, 5)
  all(LABELLED, subject, 4)
  for (const name of findFullNames(subject)) add(name, 3)
  for (const line of text.split('\n'))
    if (line.length > 4 && !/[.!?]$/.test(line) && (ALONE.test(line) || isNumbered(line)))
      for (const name of findFullNames(line)) if (isApart(name, line)) add(name, 3)
  all(VERSUS, text, 4)
  all(SALUTED, text, 4)
  for (const [, raw] of matchesOf(SPOKEN_OF, text)) {
    const name = tidy(raw!)
    if (name !== null && isFullName(name)) add(name, 2)
  }
  for (const [key, { name, score }] of votes) {
    // `Beleihung Renke Duddeck`: a noun before what stands elsewhere without it.
    const [noun, ...rest] = name.split(' ')
    const bare = votes.get(foldName(rest.join(' ')).split(' ').sort().join(' '))
    if (!bare || rest.length < 2 || isGivenName(foldName(noun!))) continue
    bare.score += score / 2
    votes.delete(key)
  }
  return [...votes.values()]
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(vote => vote.name)
    .slice(0, 12)
}

/** `Re: Miete Blum`: a noun before a last name, told by its kind, or because the text has it behind an article, as no name stands. */
function behindNoun(raw: string, text: string): string {
  const [noun, ...rest] = raw.split(' ')
  if (rest.length === 0 || [noun!, ...rest].some(word => isGivenName(foldName(word))) || raw.includes(',')) return raw
  const isOneElsewhere = () =>
    new RegExp(
      `(?<!\\p{L})(?:des|k?eine?[rsnm]?|zu[rm]|im|am|ihre?[rsnm]?|unsere?[rsnm]?) ${noun}(?!\\p{L})`,
      'iu',
    ).test(text)
  return isNoun(foldName(noun!)) || (/^\p{L}{4,}$/u.test(noun!) && isOneElsewhere()) ? rest.join(' ') : raw
}

/** `./. Blum, Nachfrage`, `Strom / Gas Blum`: behind a stroke what is no first name is a word of the subject. */
function behindStroke(match: string, raw: string): string {
  const name = tidy(raw)
  if (name === null || isFullName(name) || /Herr|Frau/.test(match)) return raw
  const [last, given] = name.split(', ')
  if (given !== undefined) return last!
  return match.startsWith(' / ') ? name.split(' ').at(-1)! : raw
}

const DEBTOR = new RegExp(
  `(?<![\\p{L}])(?:Herrn?|Frau|Eheleute|Schuldner(?:in)?:?|Mandant(?:in|en)?:?|Kund(?:e|in|en):?|Versicherte[rn]?:?)[ ]{1,3}(?:Herrn?[ ]|Frau[ ])?((?:${PARTICLE}[ ])?(?:${INVERTED}|${FULL}))`,
  'gu',
)
/** `die Rechnung von Frau Blum`: who is spoken of, also by the last name alone. */
const ABOUT = new RegExp(
  `(?<![\\p{L}])(?:von|für|gegen|gegenüber|betreffend|wegen|über|zu|Mandant(?:in|en)?,?|Kund(?:e|in|en)|schuldet|Forderung)[ ](?:Herrn?|Frau)[ ]((?:${PARTICLE}[ ])?${WORD}(?:[ ]${WORD})?)`,
  'gu',
)
/** `Herr Blum schuldet uns`, `Bergland ./. Blum`: whoever it is, he is the one who owes. */
const OWING = new RegExp(
  `(?:(?<![\\p{L}])(?:Herrn?|Frau)[ ]((?:${PARTICLE}[ ])?${WORD}(?:[ ]${WORD})?)[ ](?:schuldet|haftet|ist (?:uns|noch|mit)|hat (?:bei uns|noch|einen|eine|keine|keinen)|steht|befindet sich|zahlt|zahlte)|\\.\\/\\.[ ]?((?:${PARTICLE}[ ])?(?:${INVERTED}|${WORD}(?:[ ]${WORD})?)))(?![\\p{L}])`,
  'gu',
)
const COLLEAGUE =
  /(?:geehrter?s?|liebe[rs]?|hallo|guten tag|dear|ansprechpartner\w*|bearbeiter\w*|sachbearbeit\w*|kolleg\w+|durch|wenden sie sich(?: bitte)? an|r(?:ü|ue)ckfragen\w*|geschäftsführer\w*|vertreten|rechtsanw\w+|notar\w*|betreuer\w*|zeug\w+)[^.\n]{0,12}$/iu

/** Persons named in full whom the text is about, not those who work at its sender's. */
export function findDebtors(text: string): string[] {
  const alone = [...matchesOf(ABOUT, text), ...matchesOf(OWING, text)]
  const found = [...matchesOf(DEBTOR, text), ...matchesOf(BORN, text), ...alone]
    .filter(match => !COLLEAGUE.test(text.slice(Math.max(0, match.index - 50), match.index)))
    .map(match => tidy((match[1] ?? match[2])!))
  const about = new Set(alone.map(match => tidy((match[1] ?? match[2])!)))
  return [...new Set(found.filter(name => name !== null && (/[ ,]/.test(name) || about.has(name))))] as string[]
}

/** Words of a subject that may be a name though nothing says so: good enough to look for, not to believe. */
export function findLooseNames(subject: string): string[] {
  const found = matchesOf(BARE, subject)
    .map(match => tidy(match[1]!))
    .filter(name => name !== null)
  return [...new Set(found)].slice(0, 6)
}

/** A line that is `Kern, Lukas` and nothing else, as the head of an account is. */
const ALONE = /^\s{0,12}\p{Lu}[\p{L}'’ -]{1,30}, ?\p{Lu}[\p{L}'’-]{1,30}\s*$/u

/** A line that gives a number a name: `Ihr Zeichen 117/25, Lukas Kern, Vertrag 55-1`. */
const isNumbered = (line: string) =>
  line.length <= 141 &&
  /^.{0,120}\d/.test(line) &&
  // Two words, as every name has.
  /[^\s\d][ ,] ?[^\s\d]/.test(line) &&
  NUMBERED.test(line)
const NUMBERED =
  /^.{0,100}(?<!\p{L})(?:(?:akten)?zeichen|az|ref|vertrag|konto|kunde|kunden\p{L}{0,8}|mitglied\p{L}{0,8}|police|rechnung|darlehen|akte|sache|vorgang|betreff|betr)(?!\p{L})/iu

/** Whether a name stands between strokes, commas or the ends of its line. */
function isApart(name: string, line: string): boolean {
  const at = line.indexOf(name)
  return /(?:^|[,;:/|(–-])\s*$/.test(line.slice(0, at)) && /^\s*(?:$|[,;:/|)–-])/.test(line.slice(at + name.length))
}

/** Persons in full, by a first name that people bear. */
export function findFullNames(text: string): string[] {
  const found = [...matchesOf(LISTED, text), ...matchesOf(NAMED, text)].map(match => tidy(match[1]!))
  return [...new Set(found)].filter(name => name !== null).filter(isFullName)
}
const LISTED = new RegExp(`(?<![\\p{L}-])(${INVERTED})`, 'gu')
/** Looked at and not consumed: `Posten Petra Blum` begins with a word that is none of her names. */
const NAMED = new RegExp(`(?<![\\p{L}-])(?=(${WORD}(?:[ ](?:${PARTICLE}[ ])?${WORD}){1,2}))`, 'gu')

/** A first name that people bear, and a last one behind it, or before it and a comma: a name, though nothing says so. */
function isFullName(name: string): boolean {
  const [last, given] = name.split(', ').map(part => foldName(part).split(' '))
  const [first, rest] = given ? [given[0]!, last!] : [last![0]!, last!.slice(1)]
  return isGivenName(first) && rest.length > 0 && rest.every(word => word.length > 1 && !isGivenName(word))
}

const STREET = /(?:stra(?:ß|ss)e|str\.?|weg|platz|gasse|allee|ring|damm|ufer|steig|chaussee|markt)$/i

/** A name without titles and words that are none; null if nothing like a name is left. */
function tidy(raw: string): string | null {
  let words = raw
    .replace(/(?<!\p{L})(?:Dr|Prof|Dipl|med|jur|phil|Mag)(?:\.(?:-Ing\.)? ?|\s)/gu, '')
    .replace(/^(?:Herrn?|Frau)\s/, '')
    .trim()
    .split(/\s+/)
  const isWord = (word: string) => !NOT_A_NAME.has(foldName(word))
  while (words.length > 0 && !isWord(words[0]!)) words = words.slice(1)
  const stop = words.findIndex(
    (word, i) =>
      i > 0 && !isWord(word) && !/^(?:von|vom|van|zu|zur|zum|de|der|den|dem|del|di|da|el|al|la|le)$/.test(word),
  )
  if (stop > 0) words = words.slice(0, stop)
  while (words.length > 0 && /^(?:von|vom|van|zu|zur|zum|de|der|den|dem|del|di|da)$/.test(words.at(-1)!))
    words = words.slice(0, -1)
  const street = words.findIndex(word => STREET.test(word))
  if (street > 0) words = words.slice(0, street)
  const name = words.join(' ').replace(/[,.;:]+$/, '')
  return /\p{L}{2}/u.test(name) && name.length <= 60 ? name : null
}

/** Legal forms at the end of a company's name. */
export const LEGAL_FORM =
  '(?:GmbH(?: ?& ?Co\\.? ?KG(?:aA)?)?|gGmbH|AG(?: ?& ?Co\\.? ?KG)?|SE|KG|OHG|oHG|UG(?: ?\\(haftungsbeschränkt\\))?|e\\. ?K\\.|eK|eG|e\\. ?V\\.|AöR|KdöR|PartG(?: ?mbB)?|GbR|Ltd\\.?|B\\.V\\.|S\\.(?:à|a) ?r\\.l\\.|DAC|Limited|Inc\\.?)'
const COMPANY = new RegExp(
  `((?:[\\p{Lu}\\d][\\p{L}\\d&.'+-]{0,30}[ ](?:(?:&|und|für|der|des|zur|am)[ ])?){1,6}${LEGAL_FORM})(?![\\p{L}])`,
  'gu',
)
const HAS_LEGAL_FORM = new RegExp(`[ ]${LEGAL_FORM}(?!\\p{L})`, 'gu')
const OFFICES =
  'Finanzamt|Jobcenter|Hauptzollamt|Landesjustizkasse|Gerichtskasse|Stadtkasse|Kreiskasse|Gemeindekasse|Krankenkasse|Sparkasse|Volksbank|Raiffeisenbank|Stadtwerke|Handwerkskammer|Berufsgenossenschaft|Beitragsservice|Familienkasse|Bundesagentur für Arbeit|Rentenversicherung|Unterhaltsvorschusskasse|AOK|IKK|BKK|Barmer|Landkreis|Stadt|Gemeinde|Universitätsklinikum|Klinikum'
const OFFICE = new RegExp(`((?:[\\p{Lu}][\\p{L}-]{2,30} )?(?:${OFFICES})(?: [\\p{Lu}][\\p{L}-]{2,30}){0,3})`, 'gu')
const HAS_OFFICE = new RegExp(OFFICES, 'g')

/** Names of companies and offices in a text. */
export function findCompanies(text: string): string[] {
  const found = new Map<string, string>()
  // A name stands in one line, and most lines have no legal form and no office.
  for (const [pattern, source] of [
    [COMPANY, linesWith(HAS_LEGAL_FORM, text)],
    [OFFICE, linesWith(HAS_OFFICE, text)],
  ] as const) {
    for (const match of matchesOf(pattern, source)) {
      const name = match[1]!
        .replace(
          /^(?:Die|Der|Das|Den|Dem|Für|Von|Wir|Bei|An|Firma|Fa\.|Gläubigerin|Gläubiger|Namens|Auftraggeberin?) /,
          '',
        )
        .trim()
      if (!found.has(foldName(name))) found.set(foldName(name), name)
    }
  }
  return [...found.values()]
}
