/** First names as people use them: short forms and pet names of the full name in the registry. */
import { soundsLike } from './mentions.ts'
import { foldName } from './normalise.ts'

/** Short forms that do not begin like their full name. Folded by `foldName` when read. */
const SHORT: Record<string, string> = {
  achim: 'joachim',
  babsi: 'barbara',
  bärbel: 'barbara',
  bert: 'albert robert norbert herbert',
  conny: 'cornelia konrad',
  elli: 'elisabeth eleonore',
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
  uschi: 'ursula',
  wanja: 'iwan ivan',
}
const FULL = new Map(Object.entries(SHORT).map(([short, full]) => [foldName(short), full.split(' ').map(foldName)]))

/** Whether two folded first names may be one person's: alike in sound, a short form, or the beginning of the other. */
export function sameGivenName(a: string, b: string): boolean {
  if (soundsLike(a, b)) return true
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

const WOMEN = new Set(
  'agnes alice anastasia andrea angelika anke anne annegret anneliese annette antje astrid ayse barbel beate beatrix birgit birte brigitte carmen chantal charlotte christel christiane christine claudia cornelia dagmar denise doris dorothe edeltraud elif elisabeth elke ellen emine erika esther eva fatma frauke gabriele gerlinde gertrud gisela gudrun hanne hannelore hatice heide heike heidrun helene helga henriette hildegard ilse ines inge ingeborg ingrid irene irina iris irmgard isabel isabelle jacqueline janine jasmin jennifer jessica johanne judith julie karin katharina kathrin katrin kerstin kirsten lieselotte luise mandy manuela maren margarete margot margret marianne marie marion marlene marlies martha meike melanie meryem mechthild michelle miriam monika nadine nicole olga petra ramona rebekka regine renate rosemarie roswitha ruth sabine sarah sibylle sigrid silke silvia simone sonja sophie stefanie stephanie susanne svenja sybille swetlana tanja tatjana traute ulrike ursel ursula ute uta vanessa verena viktoria waltraud wiebke yvonne zeynep'
    .split(' ')
    .map(foldName),
)
const MEN = new Set(
  'achim adam ahmed albert alexander alfred ali andre andreas anton armin arne arnold artur august axel bastian benedikt benjamin bernd bernhard bjorn boris burkhard can carl carlo carsten cem christian christof christoph christopher claus clemens daniel david dennis detlef dieter dietmar dirk dmitri dominik eberhard eckhard edgar egon emil emre erhard erich erik ernst erwin eugen fabian felix ferdinand florian frank franz friedhelm friedrich fritz georg gerald gerd gerhard giuseppe gregor gunter gunther hans hartmut harald hasan hauke heiko heiner heinrich heinz helmut henning henrik herbert hermann holger horst hubert hussein ibrahim igor ingo ivan jakob jan jens joachim jochen johann johannes jonas jorg josef jurgen kai karl karsten kevin klaus konrad konstantin kurt lars leon linus lothar ludwig lukas manfred manuel marc marcel marco marek mario markus martin matthias maximilian mehmet michael mohammed murat mustafa nils norbert olaf oliver oskar osman otto pascal patrick paul peter philipp piotr rainer ralf ramazan reiner reinhard reinhold rene richard robert roland rolf roman rudiger rudolf rudi sebastian sergej siegfried simon stefan steffen stephan sven theodor thomas thorsten tim timo tobias torben torsten udo ulf ulrich uwe viktor volker waldemar walter werner wilfried wilhelm willi winfried wolf wolfgang wolfram yusuf'
    .split(' ')
    .map(foldName),
)

/** Whether a first name is a woman's or a man's, where German usage leaves no doubt; else null. */
export function genderOf(firstName: string): 'f' | 'm' | null {
  const first = foldName(firstName).split(' ')[0] ?? ''
  if (MEN.has(first)) return 'm'
  return WOMEN.has(first) ? 'f' : null
}
