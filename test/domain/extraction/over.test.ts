/** What is over is `0.00`, what only sounds so is owed: a denial too many writes off a debt, one too few writes it. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

const cents = (text: string) => extract(letterOf(text)).debtAmountCents

describe('not over', () => {
  test.each([
    ['Unser Anspruch ist nicht verjährt.', null],
    ['Die Beiträge sind keineswegs niedergeschlagen. Geschuldet sind 318,40 €.', 318_40],
    ['Storniert haben wir die Bestellung nicht. Offen: 77,90 €', 77_90],
    ['Die Akte kann noch nicht geschlossen werden; es stehen 210,00 € aus.', 210_00],
    ['Weder wurde die Rechnung storniert noch ist sie ausgebucht. Wir fordern 94,10 €.', 94_10],
    ['Die Gebühren können wir nicht erlassen, auch nicht teilweise.', null],
    ['Den Bescheid haben wir nicht aufgehoben.', null],
    ['Geschenkt habe ich ihr das Geld nicht, es waren 800 € auf Zeit.', 800_00],
    ['Gegeben habe ich ihm 2.400 Euro, bekommen habe ich bisher nichts.', 2400_00],
  ])('denied once more: %s', (text, expected) => expect(cents(text)).toBe(expected))

  test.each([
    'Möglicherweise ist die Rechnung längst beglichen, die Buchhaltung sieht nach.',
    'Wahrscheinlich haben wir gegen Frau Ohm keine Forderung mehr, das klären wir.',
    'Es ist nicht auszuschließen, dass der Vorgang erledigt ist.',
  ])('only supposed: %s', text => expect(cents(text)).toBeNull())

  test.each([
    ['Dass der Kredit abgelöst sei, bestreiten wir.', null],
    ['Es trifft nicht zu, dass keine Forderung besteht.', null],
    ['Die Behauptung, der Beitrag sei erlassen, ist unzutreffend. Er beträgt 66,00 €.', 66_00],
    ['Der Anspruch, den Ihre Mandantin für verwirkt hält, beläuft sich auf 1.120,00 €.', 1120_00],
  ])('only the debtor says so: %s', (text, expected) => expect(cents(text)).toBe(expected))

  test.each([
    ['Außer den 84 € vom Februar haben wir nichts zu fordern.', 84_00],
    ['Bis auf 45,50 € ist alles bezahlt.', 45_50],
    ['Mit Ausnahme der Rechnung über 130,00 € bestehen keine Rückstände.', 130_00],
    ['All invoices have been settled except EUR 88.', 88_00],
    ['Nicht alle Beiträge sind eingegangen, es fehlen 36,00 €.', 36_00],
    ['Alle drei Pachten sind nicht gezahlt, zusammen 270,00 €.', 270_00],
  ])('all but one: %s', (text, expected) => expect(cents(text)).toBe(expected))

  test.each([
    ['Auf die Geltendmachung von Mahnkosten wird verzichtet. Die Rechnung über 59,00 € ist offen.', 59_00],
    ['Die Rechnung vom Mai haben wir storniert, die vom Juni über 71,20 € nicht.', 71_20],
    ['Die erste Lieferung ist bezahlt. Die zweite (48,00 €) nicht.', 48_00],
    ['Von meinen 900 € schenke ich ihr die Hälfte, die anderen 450 € brauche ich aber.', 450_00],
    ['Wir schließen den Vorgang, sobald der offene Betrag von 39,00 € eingegangen ist.', 39_00],
  ])('a part of it: %s', (text, expected) => expect(cents(text)).toBe(expected))
})

describe('over', () => {
  test.each([
    'Der Anspruch auf 730,00 € ist mit dem Urteil vom 4. Mai entfallen.',
    'Ich verzichte auf mein ganzes Geld, sie soll es gut haben.',
    'Auf unsere Forderung verzichten wir vollständig.',
    'Wir erklären den Verzicht auf alle Ansprüche.',
    'Wir erlassen ihm den gesamten Restbetrag.',
    'Wir streichen die Forderung.',
    'We waive the entire claim.',
    'Die Anmeldung über 512,00 € nehmen wir zurück.',
    'Wir ziehen unsere Forderung über 512,00 € zurück.',
    'Aufgehoben haben wir den Bescheid über 99,00 €.',
    'Die 45,90 € sind nicht mehr zu zahlen.',
    'Von den 610 € ist kein Euro mehr offen.',
    'Sie hat alles abgearbeitet, ich bekomme nichts mehr.',
    'Die Kaution hat den Rückstand von 233,00 € vollständig gedeckt.',
    'Beide Rechnungen (31,00 € und 64,00 €) wurden bezahlt.',
    'Es besteht keine Schuld mehr.',
    'Die Rechnung über 57,00 € betrifft eine andere Kundin gleichen Namens.',
    'Damit ist die Rechnung über 28,00 € gegenstandslos.',
    'Offen waren 410,00 €. Seit dem Widerspruch ist demnach nichts mehr zu zahlen.',
  ])('%s', text => expect(cents(text)).toBe(0))
})
