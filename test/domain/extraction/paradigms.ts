/** Verbs of a verdict in every form that a sentence may give them, each with what a creditor does by it who states a claim as well. */
import type { Intent } from '../../../src/domain/extraction/types.ts'

const ACCUSATIVE = ['Ihren Vorschlag', 'das Angebot vom 2. März', 'die vorgeschlagene Ratenzahlung']
const DATIVE = ['Ihrem Vorschlag', 'dem Angebot vom 2. März', 'der vorgeschlagenen Ratenzahlung']

/** Finite form, prefix, infinitive with `zu`, participle. */
type Verb = [finite: string, prefix: string, zu: string, participle: string]
const GOVERNS_ACCUSATIVE: Verb[] = [
  ['nehmen', 'an', 'anzunehmen', 'angenommen'],
  ['erkennen', 'an', 'anzuerkennen', 'anerkannt'],
  ['heißen', 'gut', 'gutzuheißen', 'gutgeheißen'],
  ['tragen', 'mit', 'mitzutragen', 'mitgetragen'],
  ['nehmen', 'hin', 'hinzunehmen', 'hingenommen'],
  ['billigen', '', 'zu billigen', 'gebilligt'],
  ['befürworten', '', 'zu befürworten', 'befürwortet'],
  ['gestatten', '', 'zu gestatten', 'gestattet'],
]
const GOVERNS_DATIVE: Verb[] = [
  ['stimmen', 'zu', 'zuzustimmen', 'zugestimmt'],
  ['treten', 'näher', 'näherzutreten', 'nähergetreten'],
  ['geben', 'statt', 'stattzugeben', 'stattgegeben'],
  ['entsprechen', '', 'zu entsprechen', 'entsprochen'],
  ['folgen', '', 'zu folgen', 'gefolgt'],
]
const TURNS_DOWN: Verb[] = [
  ['lehnen', 'ab', 'abzulehnen', 'abgelehnt'],
  ['weisen', 'zurück', 'zurückzuweisen', 'zurückgewiesen'],
  ['schlagen', 'aus', 'auszuschlagen', 'ausgeschlagen'],
  ['verwerfen', '', 'zu verwerfen', 'verworfen'],
]

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
const inForms = ([finite, prefix, zu, participle]: Verb, what: string) => [
  `Wir ${`${finite} ${what} ${prefix}`.trim()}.`,
  `${capital(what)} ${`${finite} wir ${prefix}`.trim()}.`,
  `Wir teilen Ihnen mit, dass wir ${what} ${prefix}${finite}.`,
  `Nach Prüfung ${`${finite} wir ${what} unter Vorbehalt des Widerrufs ${prefix}`.trim()}.`,
  `Gern sind wir bereit, ${what} ${zu}.`,
  `Wir haben ${what} ${participle}.`,
  `${capital(what)} haben wir am 2. April ${participle}.`,
]
const denied = ([finite, prefix, zu, participle]: Verb, what: string) => [
  `Wir ${`${finite} ${what} nicht ${prefix}`.trim()}.`,
  `${capital(what)} ${`${finite} wir nicht ${prefix}`.trim()}.`,
  `Wir teilen Ihnen mit, dass wir ${what} nicht ${prefix}${finite}.`,
  `Wir sehen uns nicht in der Lage, ${what} ${zu}.`,
  `${capital(what)} können wir nicht ${prefix}${finite}.`,
  `Wir haben ${what} nicht ${participle}.`,
]
const all = (forms: typeof inForms, verbs: readonly Verb[], objects: readonly string[]) =>
  verbs.flatMap(verb => objects.flatMap(object => forms(verb, object)))

const ACCEPTED = [...all(inForms, GOVERNS_ACCUSATIVE, ACCUSATIVE), ...all(inForms, GOVERNS_DATIVE, DATIVE)]
const REFUSED = [
  ...all(denied, GOVERNS_ACCUSATIVE, ACCUSATIVE),
  ...all(denied, GOVERNS_DATIVE, DATIVE),
  ...all(inForms, TURNS_DOWN, ACCUSATIVE).filter(sentence => !sentence.includes('bereit')),
]
/** What decides nothing. */
const TOLD = [
  'Ihren Vorschlag haben wir erhalten; er wird derzeit geprüft.',
  'Sie schlagen vor, dass Frau Ohm monatlich 20,00 € zahlt.',
  'Sie bieten auf unsere Forderung eine Quote von 12 %.',
  'Über Ihren Vorschlag entscheidet unser Vorstand am 3. Mai.',
  'Der 2023 geschlossene Vergleich wurde nicht erfüllt.',
  'Frau Ohm hatte einer Ratenzahlung zugestimmt, sie aber nie eingehalten.',
  'Ein Vergleich wurde bisher nicht abgeschlossen.',
  'Den Eingang Ihres Angebots bestätigen wir.',
  'Das Darlehen wurde Frau Ohm 2021 gewährt. Über einen Erlass entscheidet nach der Satzung allein der Ausschuss.',
  'Vereinbart waren Monatsraten, die seit Juni nicht eingegangen sind.',
  'Einer Verlängerung der Frist zur Stellungnahme stimmen wir zu.',
  'Einem Gesuch um Ratenzahlung könnte entsprochen werden.',
]

export const PARADIGMS: [text: string, intent: Intent][] = [
  ...ACCEPTED.map(sentence => [sentence, 'payment_plan'] as const),
  ...REFUSED.map(sentence => [sentence, 'rejection'] as const),
  ...TOLD.map(sentence => [sentence, 'debt_statement'] as const),
].map(([sentence, intent]) => [`${sentence} Unsere Forderung beträgt 90,00 €.`, intent])
