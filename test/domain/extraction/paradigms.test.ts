/** Verbs of a verdict in every form that a sentence may give them: what is read must not depend on which one a writer takes. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { mailOf } from './mail.ts'

const intentOf = (sentence: string) =>
  extract(mailOf(`Guten Tag,\n\n${sentence} Unsere Forderung beträgt 90,00 €.\n\nMit freundlichen Grüßen\nA. Tester`))
    .intent

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

describe('what a creditor makes of a proposal', () => {
  test.each([...all(inForms, GOVERNS_ACCUSATIVE, ACCUSATIVE), ...all(inForms, GOVERNS_DATIVE, DATIVE)])(
    '%s',
    sentence => expect(intentOf(sentence)).toBe('payment_plan'),
  )
  test.each([...all(denied, GOVERNS_ACCUSATIVE, ACCUSATIVE), ...all(denied, GOVERNS_DATIVE, DATIVE)])('%s', sentence =>
    expect(intentOf(sentence)).toBe('rejection'),
  )
  test.each(all(inForms, TURNS_DOWN, ACCUSATIVE).filter(sentence => !sentence.includes('bereit')))('%s', sentence =>
    expect(intentOf(sentence)).toBe('rejection'),
  )
})

describe('what decides nothing', () => {
  test.each([
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
  ])('%s', sentence => expect(intentOf(sentence)).toBe('debt_statement'))
})
