/** Claims as people state them who rarely write to lawyers, and as forms print them without a word for a total. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

const read = (text: string, more = {}) => extract(letterOf(text, more))
const cents = (text: string) => read(text).debtAmountCents

describe('what follows from the figures before it', () => {
  test.each([
    [
      'Zinsen sind in Höhe von 60,40 EUR angefallen; hiervon haben wir 20,20 EUR erlassen. Überzahlt waren 3 x 150,00 EUR = 450,00 EUR. Zu zahlen sind 490,20 EUR.',
      490_20,
    ],
    [
      'Am Montag kam noch eine Mahnung über 412,90 €. Die Gebühren von 20,00 € nehmen wir zurück, und die Hose (49,00 €) kam an. Danach sind noch 343,90 € zu zahlen. In einer Summe kämen wir Ihnen mit 300,00 € entgegen.',
      343_90,
    ],
    [
      'A   Ablösewert netto   9.206,80\nB   Erlös   6.950,00\nC   Differenz A - B   2.256,80\nD   Mehrkilometer   299,40\nE   Kaution   -300,00\n    Nachforderung   2.256,20 EUR',
      2256_20,
    ],
    [
      'Beträge netto   1.000,00 €\n19 % Umsatzsteuer   190,00 €\nSumme brutto   1.190,00 €\nAbschläge   ./. 500,00 €\nMahnpauschale   5,00 €\nnoch offen   695,00 €',
      695_00,
    ],
    [
      'Rechnung 11   483,06 €\nRechnung 12   212,57 €\nSumme brutto   695,63 €\n\nAuf die Rechnung 11 gingen am 04.03. 150,00 € ein, sodass mein Anspruch heute bei 545,63 € liegt.',
      545_63,
    ],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})

describe('how people write sums', () => {
  test.each([
    ['Da sind noch 412 Euro 50 offen für den Auspuff.', 412_50],
    ['Macht nach Adam Riese 1450.', 1450_00],
    ['türöffnung und zylinder. alles zusammen 400,- plus 19 % , das sind 476,00. nix bezahlt.', 476_00],
    ['Es ist nur noch die zweite Hälfte vom Paket offen, also 350 Euro (Paket war 700).', 350_00],
    ['Sie hat das Essensgeld Feb, März, April nicht bezahlt, jeweils 62 €, und den Beitrag 25 € auch nicht.', 211_00],
    ['Er hat 11 Fahrstunden à 55 Euro und die Vorstellung zur praktischen Prüfung 120 Euro nicht bezahlt.', 725_00],
    [
      'Kaufpreis 2.990,00, finanziert in 24 Raten à 124,58. Die neun restlichen Raten haben wir fällig gestellt: 1.121,22 EUR.',
      1121_22,
    ],
    [
      'Six payments of EUR 45.00. Once received, the remaining part of the EUR 431.70 outstanding will be written off.',
      431_70,
    ],
    [
      'Waren 212,85 EUR, Versand 5,95 EUR. Eine Retoure über 49,90 EUR ist eingegangen; in den Beträgen ist sie noch nicht berücksichtigt.',
      168_90,
    ],
    [
      'Bezahlt hat er vom April nur 200, den Rest nie, also 230. Fürs Streichen möchte ich 225 Euro. 455 Euro sind es dann.',
      455_00,
    ],
    ['Wir bestehen auf Ausgleich der Beitragsrückstände und Regresskosten von zusammen 930,00 EUR.', 930_00],
    [
      'Saldo: 289,93 €\n\nFür die Wiederinbetriebnahme würden weitere 68,00 € anfallen, die vorab zu zahlen sind.',
      289_93,
    ],
    [
      'Einmalzahlung von 950,00 EUR, damit wäre die Gesamtforderung von derzeit 1.502,77 EUR vollständig erledigt.',
      1502_77,
    ],
    [
      'Die verkaufte Gesamtforderung belief sich am Stichtag auf 66,31 EUR. Eigene Ansprüche erhebt die Bank nicht mehr; sie ist abgetreten.',
      66_31,
    ],
    ['Angezahlt hat er 200, 356,00 Euro stehen noch.', 356_00],
    ['Also 900 Pacht und 150 Heu und 20 Zaun sind 1070 Euro.', 1070_00],
    ['Akku und Rad: 349 + 89 = 438, davon 100 angezahlt\n>> offen 338 €', 338_00],
    ['Zusammen sind das bei Herrn Ohm 347,91 EUR, gezahlt hat er nichts.', 347_91],
    [
      'Die Rückstände (zz. 4.309,00 EUR) beruhen auf Lohnsteuer. Den auf sie entfallenden Teil von 2.650,00 EUR melden wir an.',
      4309_00,
    ],
    ['Fehlen also zweihundertzwölf Euro sechzig.', 212_60],
    ['Bleibt eintausendfünfhundertfünf.', 1505_00],
    ['Er brauchte das Geld für ein Auto. Ich will die 1800 zurück.', 1800_00],
    ['4 ster buche geliefert am 12.10. a 60 euro. 100 euro bekommen, den rest nicht.', 140_00],
    ['Der Kredit valutiert heute mit 3.206,88 EUR.', 3206_88],
    ['Zum 31.05. wird der Kredit mit 3.206,88 EUR valutiert.', 3206_88],
    [
      'Miete Dezember 640,-\nMiete Januar 640,-\nMiete Februar, da kam die Hälfte, also 320,-\n\nDas sind 1.600,00 Euro.',
      1600_00,
    ],
    ['We have approved a plan. 5 payments of EUR 62.50 follow. That clears the whole EUR 312.50.', 312_50],
    ['Startguthaben bei uns: -361,34 EUR\nRate 1 bis 8: 43,00 EUR\nRate 9: 17,34 EUR', 361_34],
    [
      'gestattet wird, die Geldstrafe von 900,00 EUR und die Kosten des Verfahrens von 123,50 EUR in monatlichen Teilbeträgen von 50,00 EUR zu tilgen. Gezahlt wurden bislang 50,00 EUR.',
      973_50,
    ],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })
})

describe('lists', () => {
  test.each([
    // A dash in every line parts a label from its sum; in one of them it is a minus.
    ['Überschreitung, 4 Medien je 10,00 - 40,00\nErsatz, 5. Aufl. - 44,90\nBearbeitung - 20,00', 104_90],
    ['Jahresrechnung 440,00\nMahnkosten 5,00\nGutschrift -40,00', 405_00],
    [
      '3 x 22,50 Kurs nicht wahrgenommen\n1 x Wegegeld 11,20\nBereitschaft Rest 50 Euro (von 250, den Rest hat die Kasse)',
      128_70,
    ],
    ['* Box August, September, Oktober je 245 Euro\n* Schmied 130 Euro\n* Zuschlag 3x15 Euro', 910_00],
    [
      '- Rechnung 23-1 Scheune: 890,00\n- Rechnung 23-4 Rinne: 33,50\n- Rechnung 24-6 Sturm, nicht gezahlt: 12,80',
      936_30,
    ],
    ['Miete Mai 60,00 €\nErsatzbeschaffung 54,95 €\n\nErsatzbeschaffung habe ich storniert, die Miete bleibt.', 60_00],
    [
      'Januar 2026      620,-\nFebruar 2026     620,-  (davon hat das Amt 200,- überwiesen, bleiben 420,-)\nNebenkostennachzahlung 2025  131,55',
      1171_55,
    ],
    [
      'Mahnstufe   40,00 €\nErsatzbeschaffung   54,90 €\n\nSofern das Buch noch zurückgegeben wird, entfallen die 54,90 €.',
      94_90,
    ],
    // A count in one cell and a sum in the next.
    [
      'Beleg\tVorgang\tSoll\tHaben\nR-1\tWaren\t219,95\t\nR-2\tMahnungen 3 x\t33,99\t\n\tOffener Saldo\t253,94\t',
      253_94,
    ],
    // What the total does not contain, although it is the sum of two of its figures.
    [
      '06.2025   212,08   94,70   20,00\n07.2025   212,08   94,70   15,00\nfällige Forderung   648,56 EUR\n\nDer Beitrag für 12.2025 (306,78 EUR) ist nicht enthalten.',
      648_56,
    ],
    // Two files of one agency, each with a total of its own.
    [
      'Unser Az.   Auftraggeber   Hauptf.   Zinsen   Gesamt\nPK/24/1   Studio Nord   864,00   51,20   915,20\nPK/25/2   Rad Süd   190,00   12,44   202,44',
      1117_64,
    ],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })

  test.each([
    'In den beiden Sachen:\n\nJens Brandt, Birkenweg 8, Kassenzeichen 5.0117.1: 640,80 EUR\nGuido Mayr, Am Markt 3, Kassenzeichen 5.0117.7: 488,00 EUR',
    'Wir beantworten zwei Anfragen:\n\n1) Brandt, Jens, Rechnung DX 77, offen 781,60 EUR\n2) Mayr, Anna Lena, Rechnung DX 76, offen 529,14 EUR',
    'Von Ihnen sind dabei:\n\nTobias Brandt 12-26, Fassade, Rest 975,00\nAnna Mayr 13-26, Treppenhaus, 640,00',
    'Zeichen\tPerson\tArt\toffen EUR\n11/25\tBrandt, Jens (1968)\tBußgeld\t203,50\n12/25\tMayr, Anna\tSteuer\t95,00',
    'Marcel Brandt hat nichts bezahlt, nun auch Guido Mayr. Das macht jetzt der Verband.\n\nBrandt 192 €, Mayr 96 €.',
  ])('of persons: %s', text => {
    expect(cents(text)).toBeNull()
  })
})

describe('what is no claim, and what is', () => {
  test.each([
    ['Das Geld habe ich ihr damals gegeben, achthundert Euro. Streichen Sie mich bitte.', 0],
    ['Achthundert Euro habe ich ihr gegeben. Ich will davon nichts wiederhaben.', 0],
    ['Er hat hier keine Rechnungen mehr offen. Die letzte (88,15) ist am 12.01. bezahlt worden.', 0],
    [
      'Er hat Ihnen gesagt, er schuldet mir 6000 Euro. Ich will von ihm keinen Cent und habe auch keinen Anspruch mehr.',
      0,
    ],
    // What comes from somebody else no more, what a claim has not, and what would be denied in a case.
    ['Rechnung 24-3 mit 388,62 €. Von der Krankenkasse bekommen wir nichts mehr.', 388_62],
    ['Einkommensteuer: 412,00 EUR\nZuschläge: 44,50 EUR\n\nDie Forderungen haben keinen Vorrang.', 456_50],
    [
      'Solange sie studiert, wird nichts fällig, und wir würden dann auch keine Forderung anmelden. Studiert sie noch?',
      null,
    ],
    // A part of the sum, a rest of a plan, a condition.
    [
      'Es besteht eine Forderung von 412,44 Euro. In der Summe sind 189,90 Euro Schadensersatz für die Laufzeit enthalten.',
      412_44,
    ],
    [
      'Wir können so entgegenkommen:\n- vom Rest nach der Ernte 1.000 €\n\nUnsere Rechnung steht mit 4.974,60 € offen.',
      4974_60,
    ],
    [
      '1. Die Forderung wird mit 2.622,05 Euro anerkannt.\n2. Sind 1.400,00 Euro pünktlich gezahlt, wird der Rest erlassen.',
      2622_05,
    ],
  ])('%s', (text, expected) => {
    expect(cents(text)).toBe(expected)
  })

  test.each([
    'Gesamtforderung per 27.01.2026: 3.914,27 Euro. Bitte nehmen Sie unsere Gesamtforderung per 27.01.2026 mit 4.194,27 Euro auf.',
    'Für Frau Ohm beträgt die offene Gesamtforderung aktuell 374,12 €.\n\nRechnung Juli   59,98 €\nMahnung   10,00 €\nGesamtforderung   397,12 €',
    'Er schuldet uns noch 289,50 €, setzt sich so zusammen:\n\nBeiträge   199,50\nPauschale   60,00\nGesamt   259,50 €',
    'Herr Ohm hat zum heutigen Tag einen Mietrückstand von 1.114,00 Euro.\n\nIm Einzelnen: November und Dezember je 307,00 Euro, dazu 300,00 Euro Betriebskosten. Zusammen sind das 914,00 Euro.',
    'Das Konto weist einen offenen Saldo von 588,20 € auf.\n\nWir erwarten den Gesamtbetrag von 858,20 € bis Mai.',
  ])('two totals of which one is a slip: %s', text => {
    expect(read(text)).toMatchObject({ debtAmountCents: null, flags: ['contradicting_amounts'] })
  })

  test('unless the mail says which of them is right', () => {
    expect(cents('Genannt hatten wir einen offenen Betrag von 1.204,38 €. Richtig sind 1.024,38 €.')).toBe(1024_38)
  })
})

describe('what an answer quotes is not the creditor’s', () => {
  const quote = (who: string) =>
    read(
      `Nein. Kein Vergleich.\n\nWenke\n\n> Am 02.12.2025 um 15:10 schrieb ${who}:\n> Herr Ohm bietet Ihnen auf Ihre Forderung von 950,00 EUR eine Einmalzahlung von 58,00 EUR. Stimmen Sie zu?`,
      { fromName: 'Jörn Wenke', fromEmail: 'wenke@handwerk.example', toEmail: 'post@itw-recht.example' },
    )
  test.each(['Entschuldung ITW Recht', 'Max Ohm <max@privat.example>'])('%s', who => {
    expect(quote(who).debtAmountCents).toBeNull()
    expect(quote(who).amounts).toEqual([])
  })

  test('but an earlier mail of the same sender is', () => {
    expect(quote('Jörn Wenke <wenke@handwerk.example>').amounts.map(({ cents }) => cents)).toEqual([950_00, 58_00])
  })
})

test.each([
  'Ob es sich um Ihre Mandantin handelt, können wir nicht feststellen.',
  'Ist das Ihre Mandantin?',
  'Ihre Angaben weichen vom Geburtsdatum her ab.',
  'Bitte ordnen Sie unsere Auskunft selbst zu.',
  'Je nach Ausgang kommt auch keine Forderung in Betracht.',
  'Gegen den Bescheid ist Widerspruch erhoben, über den noch nicht entschieden ist.',
  'Offen sind also entweder 93,76 oder 43,76 €.',
  'Ob wir davon etwas verlangen können, bleibt bis zum Urteil offen.',
  'With two customers of that name we cannot say if this is your client.',
])('who cannot tell whose it is, or how much, says so: %s', doubt => {
  const text = `Das Konto ist mit 93,76 EUR im Rückstand. ${doubt}`
  expect(read(text).flags).toContain('unclear_claim')
})

test('an offer for clients of the firm’s is no advertising', () => {
  const text =
    'im Rahmen unserer Frühjahrsaktion bieten wir in folgenden von Ihnen vertretenen Sachen eine Erledigung an:\n\nFabian Brandt, LX/25/61: Forderung 226,90 EUR, Erledigung gegen 100,00 EUR'
  expect(read(text).isCreditorReply).toBe(true)
})

test.each([
  'Der Beitragsrückstand wurde am 09.02. im Wege der Amtshilfe an das Hauptzollamt abgegeben.',
  'Folgende Fälle gehen zum 15.03. an die Mond Inkasso GmbH: Kd. 1007, 218,67 €.',
  'Wir haben den Fall unserer Versicherung gemeldet, die in unsere Rechte eintritt. Ansprechpartner ist künftig die Feld Versicherung.',
])('a change of hands: %s', text => {
  expect(read(text).intent).toBe('transfer')
})

test('a bill that is attached, of which the letter says what is left', () => {
  const pages = ['Bescheid\n\nNutzungsrecht   340,00 EUR\nGebühr   620,00 EUR\nGesamt   960,00 EUR']
  const bill = { filename: 'bescheid.docx', contentType: 'application/msword', pages, unreadable: null }
  const text =
    'Für die Grabstelle seiner verstorbenen Frau sind von 960,00 EUR Gebühren bisher 200,00 EUR bezahlt worden. Es stehen somit 760,00 EUR aus.'
  expect(read(text, { attachments: [bill] })).toMatchObject({ debtAmountCents: 760_00, flags: [] })
})

test('what stands behind a line of arrows with an address and a time is quoted', () => {
  const text =
    'Sie schuldet uns 186,31 brutto.\n\nElektro Nord\n\n>>> Kanzlei Ohm <post@ohm.example> 20.05.2026 12:18 >>>\nUnser Mandant gibt Ihre Forderung mit 1.200,00 EUR an.'
  expect(read(text, { toEmail: 'post@ohm.example' }).debtAmountCents).toBe(186_31)
})

test.each([
  'Zu Ihrer Mandantin erhalten Sie beiliegend unsere Mitteilung.\n\nBitte antworten Sie nicht auf diese E-Mail, das Postfach wird nicht überwacht.',
  'Vielen Dank für Ihre E-Mail. Ihr Anliegen haben wir erhalten und bearbeiten es so schnell wie möglich. Unsere Antwort finden Sie anbei.',
  'Vielen Dank für Ihre Nachricht. Wir bearbeiten Ihr Anliegen in den nächsten Tagen. Zu Ihrer Mandantin senden wir vorab die Datei.',
])('what nobody could read is not put aside for its covering note: %s', note => {
  const scan = { filename: 'm.pdf', contentType: 'application/pdf', pages: [], unreadable: 'scan_without_text_layer' }
  expect(read(note, { attachments: [scan] }).isCreditorReply).toBe(true)
})

describe('whose figure it is', () => {
  test.each([
    ['Ihre Angaben: Forderung 880,00 €\nUnsere Angaben: Forderung 912,00 €', 912_00],
    ['Sie gehen von 1.310 € aus, wir von 1.275 €.', 1275_00],
    ['Your list says EUR 640, our books show EUR 655.', 655_00],
    ['In Ihrem Brief stehen 433,00 € für uns. Das ist richtig.', 433_00],
    ['Sie führen uns mit 612 € in Ihrer Liste, das ist richtig so.', 612_00],
    ['In Ihrem Brief stehen 433,00 € für uns. Das ist nicht richtig.', null],
    ['Den Plan tragen wir mit (3,10 € Quote auf unsere 87,40 €).', 87_40],
    ['Im Fall einer Forderung von 2.000 € nehmen wir eine Quote von 25 %, also 500 €.', 2000_00],
  ])('%s', (text, expected) => expect(cents(text)).toBe(expected))
})

describe('rests and what joins them', () => {
  test.each([
    ['Von den 640 € sind noch 220 € offen, dazu kommen 15 € Mahnkosten.', 235_00],
    ['Von 380 € kamen 250 € an. Die restlichen 130 € sowie 12 € Gebühren verlangen wir.', 142_00],
    ['Wir fordern 1.400 € nebst 66 € angefallenen Zinsen.', 1466_00],
    ['Of the original EUR 310, EUR 90 is still open, plus EUR 10 in fees.', 100_00],
    ['Offen ist die Hauptforderung von 211,00 €. Ferner haben wir 25,00 € für die Auskunft verauslagt.', 236_00],
    ['Unsere Forderung von 990 € umfasst 80 € Zinsen und 25 € Kosten.', 990_00],
    ['Der frühere Saldo von 905,00 € ist durch Zahlungen auf 340,00 € gesunken.', 340_00],
    ['Offen sind 90 € Montage, 35 € Material und 20 € Fahrt.', 145_00],
    ['900 Euro auf einen Schlag, und die Sache mit den 2.100 Euro ist erledigt.', 2100_00],
  ])('%s', (text, expected) => expect(cents(text)).toBe(expected))
})

describe('as lists are set', () => {
  test.each([
    ['Reifen...........240,00 €\nMontage...........60,00 €', 300_00],
    ['Offen:\n- 48,00 € Unterricht\n- 16,50 € Noten', 64_50],
    ['Konto\tKreditsumme\tRate\tRestschuld\n771\t6.000,00\t120,00\t2.418,30', 2418_30],
    ['Kunde\tAnna Ohm\nOffene Posten\t130,00 €\nGebühren\t9,00 €\nZu zahlen\t139,00 €', 139_00],
    ['Pacht 2023: 85,00 €\nUmlage 2023: 40,00 €\nPacht 2024 (vorläufig): 85,00 €', 210_00],
    ['Pacht 2023: 85,00 €\nPacht 2024: 85,00 €\nPacht 2025: 90,00 €', 260_00],
    [
      'Zwei Forderungen:\nK-1, Labor      61,00 €\nK-2, Praxis    144,00 €\n\nAn Kosten sind 12,00 € entstanden.',
      217_00,
    ],
  ])('%s', (text, expected) => expect(cents(text)).toBe(expected))
})

test('a page of dots parts nothing, and is read in time', () => {
  expect(cents(`Offen: 90,00 €\n${'.'.repeat(300_000)}`)).toBe(90_00)
})

describe('sums without a sign', () => {
  test.each([
    ['Schulden sind jetzt 2150, seither kam nichts.', 2150_00],
    ['Die 480 die er mir schuldet hätte ich gern wieder.', 480_00],
    ['die rechnung von 730 ist noch nicht bezahlt', 730_00],
    ['Insgesamt schuldet sie mir ja 1250.', 1250_00],
    ['Von mir aus kann er die 360 in raten zahlen.', 360_00],
    ['Wir holen das Gerät, wenn die 415,00 Euro nicht bis Ostern da sind.', 415_00],
  ])('%s', (text, expected) => expect(cents(text)).toBe(expected))
})
