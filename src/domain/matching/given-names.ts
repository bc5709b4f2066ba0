/** First names as people use them: short forms and pet names of the full name in the registry. */

import { MEN, OTHERS, WOMEN } from './given-name-lists.ts'
import { foldName } from './normalise.ts'
import { soundsLike } from './similar.ts'

/** Short forms that do not begin like their full name. Folded by `foldName` when read. */
const SHORT: Record<string, string> = {
  achim: 'joachim',
  babsi: 'barbara',
  bärbel: 'barbara',
  bert: 'albert robert norbert herbert',
  conny: 'cornelia konrad',
  eddi: 'eduard edmund edgar',
  edi: 'eduard edmund edgar',
  elli: 'elisabeth eleonore',
  evi: 'eva evelyn',
  fritz: 'friedrich',
  hannes: 'johannes',
  hans: 'johannes johann',
  heidi: 'adelheid',
  heiner: 'heinrich',
  heinz: 'heinrich',
  jochen: 'joachim',
  käthe: 'katharina',
  katja: 'katharina ekaterina',
  klaus: 'nikolaus',
  lene: 'helene magdalena marlene',
  lilo: 'liselotte',
  lisa: 'elisabeth',
  lotte: 'charlotte liselotte',
  mia: 'maria',
  mike: 'michael',
  rita: 'margarita margarete',
  sascha: 'alexander aleksandr',
  sepp: 'josef joseph',
  steffi: 'stefanie stephanie',
  tina: 'christina martina bettina valentina',
  toni: 'anton antonia antonio',
  uli: 'ulrich ulrike',
  ulli: 'ulrich ulrike',
  uschi: 'ursula',
  wanja: 'iwan ivan',
}
const FULL = new Map(Object.entries(SHORT).map(([short, full]) => [foldName(short), full.split(' ').map(foldName)]))

/** One name in the spellings of several languages and transliterations, which sound too different to be told alike by ear. */
const ALIKE = [
  'alexander aleksandr alexandr oleksandr aleksander aleksandar iskander sascha',
  'alexandra aleksandra oleksandra',
  'andreas andrej andrei andrzej andriy andrij ondrej andras',
  'anna hanna ganna hannah',
  'wladimir vladimir wolodymyr volodymyr wolodimir',
  'sergej sergei sergey serhij serhii sergii',
  'dmitri dmitrij dmytro dimitri dimitrij dmitry',
  'ekaterina jekaterina katharina kateryna katarina katarzyna yekaterina',
  'elena olena jelena helena yelena ilona',
  'eugen jewgeni jewgenij evgeni evgenij yevgen yevheniy yewhen',
  'georg jurij juri yuri jerzy jiri gheorghe giorgi',
  'michael michail mikhail mihail mykhailo mychajlo michal mihai mikael',
  'nikolaus nikolai nikolaj mykola nicolae mikolaj nikola',
  'paul pavel pawel pavlo pawlo',
  'peter petr petro piotr pjotr petar petru',
  'stefan stepan stjepan szczepan istvan',
  'johannes ivan iwan jan jovan',
  'josef jusuf yusuf youssef yousef iosif jozef',
  'mohammed mohamed muhammad mohamad muhammed mohammad mehmet mahmut',
  'ahmed ahmad ahmet achmed',
  'hussein hussain husain husein huseyin',
  'hassan hasan',
  'omar umar omer',
  'ibrahim abraham ebrahim',
  'fatima fatma fatemeh',
  'ayse aische aisha aicha ayesha',
  'hatice khadija chadidscha khadidja',
  'zeynep zainab zeinab seyneb',
  'meryem maryam mariam maria marija',
  'soren soeren',
  'gunther gunter guenther',
  'julia julija yulia yuliya iulia',
  'irina iryna',
  'svetlana swetlana switlana svitlana',
  'tetjana tetiana tatjana tatiana tatyana',
  'xenia ksenia oksana xenija',
].map(names => new Set(names.split(' ').map(foldName)))

/** Whether two folded first names may be one person's: alike in sound, a short form, or the beginning of the other. */
export function sameGivenName(a: string, b: string): boolean {
  // Hauke and Heike, Michael and Michaela.
  const [one, other] = [genderOf(a), genderOf(b)]
  if (one !== null && other !== null && one !== other) return false
  if (soundsLike(a, b)) return true
  if (ALIKE.some(names => names.has(a) && names.has(b))) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (FULL.get(short)?.includes(long)) return true
  // `Gabi`, `Andi`, `Inge`: the beginning with a pet ending.
  const stem = short.replace(/(?:ie|i|y|e)$/, '').replace(/(.)\1$/, '$1')
  // `Andrea` is not `Andreas`, nor `Jan` `Janne`: a short form leaves more away.
  return stem.length >= 3 && long.length - stem.length >= 3 && long.startsWith(stem)
}

/**
 * Last names that are words as well: standing alone they may mean the thing. Colours, sizes, trades and offices, times,
 * nature, and first names.
 */
const WORDS = new Set(
  'weiss schwarz braun roth rot grun blau gross klein lang kurz dick stark schnell jung alt neu reich arm gut schon wild frei hart ernst koch bauer richter kaufmann vogt meister pfleger schreiber wachter kramer forster jager hirt ritter graf herzog konig kaiser papst bischof monch sommer winter herbst montag freitag sonntag sonnabend januar marz mai august morgen abend tag nacht berg stein wald feld bach see wolf fuchs hahn vogel baum busch dorn rose blum stern sturm frost regen wind schnee sand brunnen brand kraft nagel hammer zahn kopf haar bart horn brot korn essig pfeffer thomas peter martin paul franz karl georg ludwig otto werner walter gunther hermann simon frank bank post markt haus hof platz garten kirche schuld recht zoll glaubiger rest bund kunz hinz'.split(
    ' ',
  ),
)

/** Whether a folded last name standing alone may be just a word of the text. */
export function isWordToo(lastName: string): boolean {
  return WORDS.has(lastName) || (lastName.length < 5 && !lastName.includes(' '))
}

/** Whether a first name is a woman's or a man's, where German usage leaves no doubt; else null. */
export function genderOf(firstName: string): 'f' | 'm' | null {
  const first = foldName(firstName).split(' ')[0] ?? ''
  if (MEN.has(first)) return 'm'
  return WOMEN.has(first) ? 'f' : null
}

/** Whether a folded word is a first name that people in Germany bear. */
export function isGivenName(word: string): boolean {
  return MEN.has(word) || WOMEN.has(word) || OTHERS.has(word)
}
