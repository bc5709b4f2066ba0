/** Claims that are said by the way, and sums that are none although they stand where one would. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

const read = (text: string, more = {}) => extract(letterOf(text, more))
const cents = (text: string) => read(text).debtAmountCents

describe('follows from an offer', () => {
  test.each([
    [
      'Gegen Zahlung von 900,00 € wäre die Sache für uns beendet. Auf die restlichen 1.350,50 € verzichten wir dann.',
      2250_50,
    ],
    ['Wir können Ihnen einmalig 360,00 € als Vergleich vorschlagen, das sind 40 % unserer Forderung.', 900_00],
    ['Your client may settle with EUR 243.00, i.e. 45 per cent of what is owed.', 540_00],
    // Interest is no share, and what does not come to whole cents was rounded.
    ['Wir können Ihnen einmalig 360,00 € als Vergleich vorschlagen, 4 % Zinsen entfallen.', null],
    ['Wir können Ihnen einmalig 361,00 € als Vergleich vorschlagen, das sind 37 % unserer Forderung.', null],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})

describe('what is said beside a sum', () => {
  test.each([
    [
      'Der Anspruch setzt sich aus 800,00 EUR Schadensersatz, 120,40 EUR Mieten und 30,00 EUR Gutachterkosten zusammen.',
      950_40,
    ],
    ['Der Titel lautet über 500,00 EUR, heute einschließlich Zinsen und Kosten 612,30 EUR.', 612_30],
    ['Zum 1.3. schuldet sie uns einschließlich Zinsen und Kosten 612,30 EUR.', 612_30],
    ['Übergebene Summe: 807,30 Euro zuzüglich 40,00 Euro Pauschale.', 847_30],
    ['Vor einer Stundung des Saldos von 730,10 EUR brauchen wir einen Nachweis.', 730_10],
    ['Offen sind 4.100 €. Mit 2.500 € wären wir zufrieden, die Differenz wäre dann erledigt.', 4100_00],
    ['Mit 2.500 € wären wir zufrieden. Offen sind 4.100 €, die Differenz wäre dann erledigt.', 4100_00],
    ['Bleiben also noch 640,20 €. Den alten Teppich schenken wir ihr.', 640_20],
    ['offen ist die rechnung mit 212,80. dazu 2 mahnungen zu je 5 euro. bezahlt hat er nix.', 222_80],
    ['Umsatzsteuer 2023: 2.900,00 EUR.', 2900_00],
    [
      'Offen sind die Anteile aus zwei Aufenthalten: 180,00 € (Fall 7) sowie 90,00 € (Fall 8), ferner das Zimmer mit 47,50 €.',
      317_50,
    ],
    [
      'Her balance has come down to EUR 394.10. If EUR 200.00 comes by 15 July we close the account and waive the remaining EUR 194.10; later it is due.',
      394_10,
    ],
    ['Der Rückstand beträgt einschließlich Zuschlägen 612,00 EUR und wäre nach 20 Teilbeträgen getilgt.', 612_00],
    ['Die Gebühren des Büros kennen wir nicht; von uns wurden 431,60 € übergeben.', 431_60],
    ['Die Kaufpreisforderung beträgt einschließlich Zinsen und unserer Vergütung am heutigen Tag 777,90 €.', 777_90],
    ['Der Stand inklusive unserer Kosten beträgt 644,75 €.', 644_75],
    [
      'Fünf Monatsmieten zu 450 Euro blieben offen, also 2.250 Euro. Die Kaution von 900 Euro ist schon dagegen gerechnet. Übrig sind 1.350 Euro.',
      1350_00,
    ],
    [
      'Offen ist die Schlussrechnung vom 12.03.2026 über 1.023,16 €, auf die am 01.04. noch 120,00 € eingegangen sind.',
      903_16,
    ],
    ['Auf dem Konto haften noch € 187,60 aus (Lieferung vom 14. Jänner samt Porto € 6,90).', 187_60],
    ['10 € im Monat für 268,90 €, da wären wir lange dran. Was geht: 15 € ab Juni.', 268_90],
    [
      'Das Girokonto war am 30.04. mit 402,88 im Soll. In der Akte stehen noch 380,00 vom Januar, stimmt das noch?',
      402_88,
    ],
    [
      'Unsere Forderung ist im Plan mit 812,07 EUR angesetzt; auf uns entfallen 36 x 3,20 EUR, zusammen 115,20 EUR.',
      812_07,
    ],
    [
      'Neun Quartale zu je 55,08 Euro sind unbezahlt, das sind 495,72 Euro. Hinzu kommen Säumniszuschläge von insgesamt 18,24 Euro.',
      513_96,
    ],
    ['The balance outstanding is EUR 480.00. The contractual monthly payment of EUR 31.00 remains due.', 480_00],
    ['Ob Pflegegeld von 347,00 EUR weitergereicht wird, wüssten wir gern.', null],
    ['Geleistet wurden für das erste Kind 5.566,00 €, hierauf gezahlt 400,00 €.', 5166_00],
    [
      'Die Rückstände sind einstweilen niedergeschlagen; der Anspruch erlischt dadurch nicht. Geschuldet werden 870,00 €.',
      870_00,
    ],
    ['Nach meiner Rechnung sind wir also bei dreitausendzweihundert.', 3200_00],
    [
      'Das macht viermal 62 Euro, dazu das Büchergeld für das Halbjahr mit insgesamt 37 Euro und Spesen, 2 x 4,50 Euro.',
      294_00,
    ],
    ['Die Rechnung 2025/88, Rechnungsbetrag 412,60 Euro, mit unserer Mahngebühr 420,10 Euro.', 420_10],
    ['His account shows fines of EUR 30.00 on two items, i.e. EUR 60.00, and a EUR 8.20 charge for a lost key.', 68_20],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })

  test.each([
    [
      'Das Konto war im März tatsächlich mit 612,00 € im Minus. Nun verbleibt ein Guthaben von 41,10 €. Forderungen bestehen unsererseits nicht mehr.',
      0,
    ],
    [
      'Damals waren 212,80 EUR offen, mit Mahnungen heute 260,00 EUR. Die Forderung ist nach unserer Ansicht verjährt.',
      0,
    ],
    ['Die Akte wird abgelegt. Ansprüche werden nicht weiterverfolgt.', 0],
    ['Fehlanzeige. Einmal wurden 60,00 € Kaution angezahlt, die hat er wieder.', 0],
    ['Ein Herr dieses Namens hat bei uns nie einen Vertrag gehabt. Von unserer Seite also nichts.', 0],
    ['Wir haben die Bescheide über zusammen 330,48 EUR aufgehoben. Von ihm fordern wir nichts.', 0],
    ['Die 380 Euro aus Ihrem Schreiben helfen mir nicht weiter. Welche Rechnung ist gemeint?', null],
    ['Mit der 24. Rate ist die Forderung vollständig getilgt.', null],
    ['Wir erledigen die Sache mit 24 Raten von 45,00 EUR. Alternativ nehmen wir 800,00 EUR sofort.', null],
  ])('no sum is owed: %s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })

  test('two totals, of which only one is what the items come to, contradict each other', () => {
    const rows = 'Rechnung 11: 288,40 €\nRechnung 12: 518,20 €\nGebühr: 9,00 €\nGesamt: 815,60 €'
    expect(read(`Die Gesamtforderung beläuft sich mit Stand heute auf 851,60 €.\n\n${rows}`)).toMatchObject({
      debtAmountCents: null,
      flags: ['contradicting_amounts'],
    })
    expect(cents(`Die Gesamtforderung beläuft sich mit Stand heute auf 815,60 €.\n\n${rows}`)).toBe(815_60)
  })

  describe('a list', () => {
    test.each([
      ['- Rechnung 2025: 538,77 €\n- Abschlag Februar: 112,00 €\n- Abschlag März: 112,00 €', 762_77],
      [
        'Januar 2026, Rest        118,40\nFebruar 2026             689,00\nMärz 2026                689,00\n--------\n1.496,40',
        1496_40,
      ],
      ['Gebühren: 40,00\nErsatz: 44,00\nPauschale: 10,00\nzusammen 94,00 Euro', 94_00],
      ['Gebühren 2 Medien, je 9,50 €\nErsatz "Einführung in das Recht", 3. Aufl. 31,40 €\nBearbeitung 10,00 €', 60_40],
      ['Steuer 2023 ......... 87,00 Euro\nZinsen dazu 2023 .. 13,00 Euro', 100_00],
      ['Restpreis     412,80 €\nMahnkosten     30,00 €\n\nAuf die Mahnkosten verzichten wir endgültig.', 412_80],
      [
        'Restpreis     412,80 €\nMahnkosten     30,00 €\n\nAuf die Mahnkosten verzichten wir, wenn bald gezahlt wird.',
        442_80,
      ],
      ['Bestellt wurde ein Sofa, Kaufpreis 699,00 €.\n\nRestkaufpreis   412,80 €\nMahnkosten   30,00 €', 442_80],
    ])('%s', (text, expected) => {
      expect(cents(text)).toBe(expected)
    })

    test('of persons, however their numbers are parted from the sums', () => {
      expect(
        cents(
          'Mayr, Anton – Benutzernr. 204471 – 152,50 €\nBrock, Lisa – Benutzernr. 211908 – 47,00 €\n\nBeide sind gesperrt.',
        ),
      ).toBeNull()
    })
  })

  test('rows of persons without a head: only the row of the one who is meant counts', () => {
    const rows =
      'Brandt, Uta      PK 5.11.2     Hundesteuer     98,40 EUR\nMayr, Anton      PK 5.17.9     Abfallgebühren  262,80 EUR'
    expect(cents(`Unsere Forderungen:\n\n${rows}`)).toBeNull()
    expect(cents(`Zu Herrn Mayr:\n\n${rows}`)).toBe(262_80)
  })

  test('what was owed once and its payment need no question beside a denial', () => {
    expect(
      read(
        'Damals waren 212,80 EUR offen, mit Mahnungen heute 260,00 EUR. Die Forderung ist nach unserer Ansicht verjährt.',
      ).flags,
    ).toEqual([])
  })

  test('an order that is attached says what was agreed, not what is owed', () => {
    const pages = [
      'Muster Versand\nAuftragsbestätigung 25-3306\n\nKüche   3.899,00 €\nMontage   350,00 €\nGesamt   4.249,00 €',
    ]
    const order = { filename: 'ab.pdf', contentType: 'application/pdf', pages, unreadable: null }
    const letter = 'Kaufpreis, Restbetrag: 1.699,00 €\nVerzugszinsen bis 08.06.2026: 61,34 €\nunsere Kosten: 220,27 €'
    expect(read(letter, { attachments: [order] }).debtAmountCents).toBe(1980_61)
  })

  test('two different totals of today contradict each other', () => {
    const text =
      'der Gesamtbetrag beträgt heute 318,40 €.\n\nBitte überweisen Sie den heutigen Gesamtbetrag von 381,40 €.'
    expect(read(text)).toMatchObject({ debtAmountCents: null, flags: ['contradicting_amounts'] })
  })

  test('persons with their customer’s numbers and a sum each', () => {
    const text = 'zu den 2 Kunden:\n\nUta Brandt, Kundennr. 20114: 529,90 €\nOle Brandt, Kundennr. 22870: 1.013,44 €'
    expect(cents(text)).toBeNull()
  })
})

describe('what a person sees of HTML', () => {
  const html = (rows: string) => read('', { bodyText: null, bodyHtml: `<p>Hallo,</p><table>${rows}</table>` })

  test.each([
    '<s>421,60 €</s>',
    '<del>421,60 €</del>',
    '<strike>421,60 €</strike>',
    '<span style="text-decoration: line-through">421,60 €</span>',
  ])('what is struck through is said no more: %s', struck => {
    const { debtAmountCents, flags } = html(`<tr><td>Noch offen</td><td>${struck}</td><td>371,65 €</td></tr>`)
    expect({ debtAmountCents, flags }).toEqual({ debtAmountCents: 371_65, flags: [] })
  })

  test('of columns that state balances of several days the newest counts', () => {
    const rows = [
      ['Darlehen', 'Stand 31.12.2025', 'Stand 31.05.2026'],
      ['701', '512,00 EUR', '498,10 EUR'],
      ['702', '380,00 EUR', '389,20 EUR'],
      ['Summe', '892,00 EUR', '887,30 EUR'],
    ]
    expect(
      html(rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')).debtAmountCents,
    ).toBe(887_30)
  })
})

test('who asks about a payment states no claim', () => {
  const asks = 'Bitte senden Sie uns einen Nachweis über die angeblich geleistete Zahlung von 85,00 EUR.'
  expect(read(asks)).toMatchObject({ intent: 'inquiry', debtAmountCents: null, flags: [] })
})

test('what all other figures come to is not one of several without proof', () => {
  const flags = (text: string) => read(text).flags
  expect(
    flags(
      'Angemahnt waren 1.850,00 €. Davon kamen 300,00 € in bar, 24,00 € Spesen sind erlassen. Stand jetzt also 1.526,00 €.',
    ),
  ).toEqual([])
})

describe('things of their own are owed each, however alike their sums', () => {
  test.each([
    ['Zahlungsrückstand Tanzkurs\n03.02. 18 €\n10.02. 18 €\n17.02. 18 €', 54_00],
    ['Parking fee not received:\nJuly 2025 - EUR 70\nAugust 2025 - EUR 70', 140_00],
    ['Unbezahlt:\nNr. 881 vom 04.03.2025 61,20 €\nNr. 902 vom 05.05.2025 61,20 €', 122_40],
    ['Nicht gezahlt: Januar: 30 €, Februar: 30 €, März: 35 €.', 95_00],
    ['Abwassergebühren:\nII. Quartal 2024: 41,10 EUR\nIII. Quartal 2024: 41,10 EUR', 82_20],
    ['Umlage 2023: 51,00 € - nicht bezahlt\nUmlage 2024: 51,00 € - nicht bezahlt', 102_00],
    ['April 2025 88,00 € bezahlt\nMai 2025 88,00 € offen\nJuni 2025 88,00 € offen', 176_00],
    ['Kundennummer 8812: offener Betrag 45,00 €\nKundennummer 9930: offener Betrag 45,00 €', 90_00],
    ['Leasing 41: offener Saldo 310,00 €\nLeasing 42: offener Saldo 1.480,50 €', 1790_50],
    ['Sie schuldet uns aus Darlehen 8812 noch 1.200 € und aus Darlehen 9930 noch 310 €.', 1510_00],
    ['Zum einen schuldet er uns 210,00 € aus der Werkstatt, zum anderen 75,40 € aus der Vermietung.', 285_40],
    ['Er schuldet mir 350 Euro für die Waschmaschine und 90 Euro für den Transport.', 440_00],
    ['She owes us EUR 140 for the course and EUR 35 for the books.', 175_00],
    ['Depot 5-1 mit einem Rückstand von 300,00 €, Depot 5-2 mit 80,00 € und Depot 5-3 mit 20,00 €.', 400_00],
    ['Das Girokonto ist mit 310,00 € überzogen. Der Ratenkredit steht mit 2.200,00 € offen.', 2510_00],
    [
      'Police 1: Hauptforderung 200,00 €, Zinsen 10,00 €, gesamt 210,00 €\nPolice 2: Hauptforderung 300,00 €, Zinsen 20,00 €, gesamt 320,00 €',
      530_00,
    ],
    ['Nummer;Betrag;Zinsen;Summe\n4;100,00 €;10,00 €;110,00 €\n5;200,00 €;15,00 €;215,00 €', 325_00],
    ['Werkstattkosten offen: 09/24: 120 €, 10/24: 120 €.', 240_00],
    ['Wasserabschlag nicht gezahlt:\n01/2025 92,00 €\n02/2025 92,00 €', 184_00],
    ['Konto 7 ist mit 120,00 € im Rückstand, Konto 8 mit 95,00 €.', 215_00],
    [
      'Kassenzeichen 1\nHauptforderung 300,00 €\nZinsen 12,00 €\nGesamt 312,00 €\n\nKassenzeichen 2\nHauptforderung 200,00 €\nZinsen 8,00 €\nGesamt 208,00 €',
      520_00,
    ],
    ['Unser Zeichen 4711: Forderung 812,30 €\nIhr Zeichen 88/25: Forderung 812,30 €', 812_30],
    // One thing, said twice.
    ['Forderung: 90,00 €\nDie Rechnung 4711 über 90,00 € ist nicht bezahlt.', 90_00],
    ['Offene Forderung: 90,00 €\nZu zahlender Betrag: 90,00 €', 90_00],
    ['Rückstand zum 01.03.2025: 90,00 €\nRückstand zum 01.04.2025: 90,00 €', 90_00],
    ['Az. 77/24: Forderung 90,00 €\nAz. 77/24: Rechnung 12, Forderung 90,00 €', 90_00],
    [
      'Die Forderung aus Bescheid 1 vom 3.4. beträgt 90 €. Wie im Schreiben vom 5.5. mitgeteilt, beträgt die Forderung 90 €.',
      90_00,
    ],
    ['Offen sind 500 € aus 2024 und 300 € davon sind tituliert.', 500_00],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })

  test('a person is asked what several come to where the words speak for one of them', () => {
    expect(read('Leasing 41: offener Saldo 310,00 €\nLeasing 42: offener Saldo 1.480,50 €').flags).toEqual([
      'summed_amount',
    ])
  })
})

describe('what is counted beside a price', () => {
  test.each([
    ['Der Grundbeitrag von je 30 € für Mai, Juni und Juli wurde nicht gezahlt.', 90_00],
    ['Wir haben jeweils 12,50 € für 03/2025 bis 06/2025 zu bekommen.', 50_00],
    ['Die Gartenpacht von 40 € wurde vier Monate lang nicht bezahlt.', 160_00],
    ['Die Miete von 400 € haben wir drei Monate lang angemahnt.', 400_00],
    ['Die Forderungen 12, 13 und 14 über je 70 € sind offen.', 210_00],
    ['Für jede der zwei Mahnungen berechnen wir 4 €, dazu die Rechnung mit 60 €.', 68_00],
    ['3 Kurse zu 45 Euro hat sie nie bezahlt.', 135_00],
    ['Three instalments of EUR 50 each would be fine. The claim is EUR 400.', 400_00],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})

describe('what was paid is taken off where nothing says what is left', () => {
  test.each([
    [
      'Die Rechnung lautete auf 800 €. Sie hat zweimal 150 € überwiesen, danach nichts mehr. Den Rest fordern wir.',
      500_00,
    ],
    ['Pacht laut Vertrag 900 €. Gezahlt wurden am 3.2. und am 3.3. jeweils 100 €.', 700_00],
    ['Our bill was EUR 1,100. Three payments of EUR 100 each were received. The rest is due.', 800_00],
    ['Der Kaufpreis von 900 € minus 100 € Rabatt ist offen.', 800_00],
    ['Lieferung 700,00 € Soll\nZahlung 200,00 € Haben', 500_00],
    ['Rechnung 7   300,00\nRechnung 8   100,00\nStorno 2   (50,00)', 350_00],
    ['Offen: Lieferung 80 €; Lieferung 120 €; Zahlung 50 €.', 150_00],
    ['+ 200,00 € Pacht\n- 90,00 € Eingang\n+ 15,00 € Wasser', 125_00],
    ['Belastungen insgesamt 900,00 €\nZahlungen insgesamt 650,00 €\nDer Unterschied ist noch offen.', 250_00],
    ['Ich habe ihm 3000 Euro geliehen, 1200 Euro habe ich wieder. Der Rest fehlt.', 1800_00],
    ['Geliefert haben wir für 900 €. 300 € hat sie wiedergegeben, der Rest ist offen.', 600_00],
    ['Die Rechnung über 600 € ist teilweise bezahlt, und zwar mit 150 €.', 450_00],
    ['Er hat 4 x 25 € gezahlt, die Rechnung betrug 300 €. Den Rest verlangen wir.', 200_00],
    ['Rechnung 300 €, davon bezahlt 100 €.', 200_00],
    ['Darlehen 1000 €, Rückzahlung 200 €, Rückzahlung 100 €. Mehr kam nicht.', 700_00],
    ['Er zahlte 100 €. Danach waren noch 200 € offen. Den Rest verlangen wir.', 200_00],
    // But not twice, and not off what is owed as it stands.
    ['Die Rechnung über 600 € ist teilweise bezahlt, offen sind 150 €.', 150_00],
    ['Offen sind 500 €. Gezahlt hat er bisher 200 €, der Rest ist wie gesagt offen.', 500_00],
    ['We are owed EUR 500. EUR 200 was paid in March; the rest is still open.', 500_00],
    ['Gezahlt wurden 200 €, der Rest beträgt 300 €.', 300_00],
    ['Kontostand: minus 300 €', 300_00],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})

describe('one claim at several times', () => {
  test.each([
    [
      '01.02.25 Kredit 800,00 € Stand 800,00 €\n01.03.25 Rate -50,00 € Stand 750,00 €\n01.04.25 Rate -50,00 € Stand 700,00 €\n01.05.25 Porto 4,00 € Stand 704,00 €',
      704_00,
    ],
    ['Stichtag\tRückstand\n30.06.2025\t812,00 EUR\n31.12.2025\t840,40 EUR', 840_40],
    [
      'Mahnung vom 3.4.2025: 210,00 €\n2. Mahnung vom 5.5.2025: 215,00 €\nLetzte Mahnung vom 6.6.2025: 222,50 €',
      222_50,
    ],
    ['Rechnung 77: 310,00 €\n1. Mahnung: 315,00 €\n2. Mahnung: 320,00 €', 320_00],
    ['Ende 2023: 400 € offen\nEnde 2024: 415 € offen\nStand jetzt: 432 € offen', 432_00],
    ['Saldo am 1.1.2025: 500,00 €\nSaldo am 1.2.2025: 450,00 €\nSaldo am 1.3.2025: 400,00 €', 400_00],
    // Fees, beside what they were charged for.
    ['Rechnung 77: 310,00 €\n1. Mahnung: 5,00 €\n2. Mahnung: 7,50 €', 322_50],
    ['1. Mahnung: 5,00 €\n2. Mahnung: 5,00 €\nMiete Mai: 400,00 €', 410_00],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})

describe('sums in words and thousands', () => {
  test.each([
    ['Offen sind noch 3,5 tausend Euro.', 3500_00],
    ['Er schuldet uns 12 k€ aus dem Darlehen.', 12_000_00],
    ['Es sind 4k Euro offen.', 4000_00],
    ['Der Rückstand beträgt ein tausend zwei hundert fünfzig Euro.', 1250_00],
    ['Wir fordern drei hundert und fünfzig Euro.', 350_00],
    ['Ich habe ihr damals neunhundert Euro gegeben und nie zurückbekommen.', 900_00],
    ['Von den tausend Euro sind fünf hundert Euro bezahlt, der Rest ist offen.', 500_00],
    ['She owes me twelve hundred euros.', 1200_00],
    ['He owes us three thousand and forty euros.', 3040_00],
    ['They owe us a hundred and twenty-five euros.', 125_00],
    ['The claim is 2.5 thousand euros.', 2500_00],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})
