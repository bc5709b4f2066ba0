/** More traps: who else writes, and what else a number may belong to. */
import type { Trap } from './trap.ts'
import { BANK, ENERGIE } from './traps-registry.ts'

export const MORE_TRAPS: Trap[] = [
  {
    what: 'the client’s guardian tells what a creditor claims',
    from: ['Betreuungsbüro Lindner', 'buero@lindner-betreuung.example'],
    subject: 'Olga Iwanowa 26/0141',
    text: 'Sehr geehrte Damen und Herren,\n\nich bin gesetzliche Betreuerin von Frau Olga Iwanowa. Die Forderung der Elbtal Energie GmbH beträgt nach meinen Unterlagen 120,00 EUR.\n\nPetra Lindner',
    match: 'review',
    client: 'Olga Iwanowa',
  },
  {
    what: 'another advice centre writes about a client',
    from: ['Schuldnerberatung Heidenfurt', 'beratung@sb-heidenfurt.example'],
    subject: 'Olga Iwanowa',
    text: 'Guten Tag,\n\nFrau Iwanowa war auch bei uns. Die Forderung der Elbtal Energie GmbH (E-445566) haben wir mit 120,00 EUR notiert.\n\nSchuldnerberatung Heidenfurt',
    match: 'not auto',
  },
  {
    what: 'the trustee of an insolvency asks about a claim',
    from: ['Insolvenzverwalter Dr. Hahn', 'kanzlei@hahn-insolvenz.example'],
    subject: 'Insolvenzverfahren Olga Iwanowa, Ihr Zeichen 26/0141',
    text: 'Sehr geehrte Frau Kollegin,\n\nin dem Verfahren über das Vermögen der Frau Olga Iwanowa wurde die Forderung der Elbtal Energie GmbH mit 120,00 EUR angemeldet.\n\nDr. Hahn',
    match: 'not auto',
  },
  {
    what: 'a client’s contract, a stranger’s name',
    from: ENERGIE,
    subject: 'Vertragskonto E-445566',
    text: 'Guten Tag,\n\nunsere Forderung gegen Herrn Peter Lang beträgt 120,00 EUR.\n\nElbtal Energie GmbH',
    match: 'not auto',
  },
  {
    what: 'one client’s number, the name of another who was not asked about here',
    from: ENERGIE,
    subject: 'Ihr Zeichen 26/0141',
    text: 'Guten Tag,\n\nHerr Georg von der Heyde schuldet uns 120,00 EUR.\n\nElbtal Energie GmbH',
    match: 'not auto',
  },
  {
    what: 'one client’s number, the last name of a stranger',
    from: ENERGIE,
    subject: 'Ihr Zeichen 26/0141',
    text: 'Guten Tag,\n\nwelche Verträge von Frau Lindner meinen Sie? Wir führen mehrere.\n\nElbtal Energie GmbH',
    match: 'not auto',
  },
  {
    what: 'a bank answers about an attachment that another creditor has made',
    from: BANK,
    subject: 'Drittschuldnererklärung Olga Iwanowa 26/0141',
    text: 'Sehr geehrte Damen und Herren,\n\nzur Pfändung der Elbtal Energie GmbH gegen Frau Olga Iwanowa erklären wir: Das Konto weist kein pfändbares Guthaben auf.\n\nKreditwerk Bank AG',
    match: 'not auto',
  },
  {
    what: 'the client herself from an address that does not tell her name',
    from: ['O. I.', 'sonne77@posthorn.example'],
    subject: 'Meine Schulden',
    text: 'Hallo, ich bin Olga Iwanowa, 26/0141. Elbtal Energie will jetzt 120,00 EUR von mir.',
    match: 'not auto',
  },
  {
    what: 'the firm’s clerk passes on what a stranger wrote',
    from: ['Ostermann Sekretariat', 'sekretariat@ostermann-recht.example'],
    subject: 'WG: Olga Iwanowa',
    text: 'Bitte zur Akte 26/0141.\n\n-----Ursprüngliche Nachricht-----\nVon: Max Blum <max.blum@posthorn.example>\nGesendet: Montag, 16. März 2026 10:00\nAn: post@ostermann-recht.example\nBetreff: Olga Iwanowa\n\nHallo, ich wollte nur sagen, dass Frau Iwanowa bei der Elbtal Energie GmbH Schulden hat. Max Blum',
    match: 'not auto',
  },
  {
    what: 'a list of names of which one is a client’s relative',
    from: ENERGIE,
    subject: 'Offene Konten',
    text: 'Guten Tag,\n\nSommer, Karla      88,00 EUR\nSommer, Peter     120,00 EUR\n\nElbtal Energie GmbH',
    match: 'not auto',
  },
  {
    what: 'a stranger in small letters',
    from: ENERGIE,
    subject: 'anfrage',
    text: 'hallo, der patrick koch schuldet uns noch 120 euro.\n\nElbtal Energie GmbH',
    match: 'not auto',
  },
  {
    what: 'the number of the firm stands in the sentence that it is unknown',
    from: ENERGIE,
    subject: 'Ihr Schreiben',
    text: 'Guten Tag,\n\nzu dem Zeichen 26/0141 können wir nichts finden. Gemeint ist wohl Frau Birgit Sommer, dort sind 80,00 EUR offen.\n\nElbtal Energie GmbH',
    match: 'not auto',
  },
  {
    what: 'a private lender who asks which matter is meant',
    from: ['Karl-Heinz Vogt', 'kh.vogt@posthorn.example'],
    subject: 'Ihr Brief',
    text: 'Guten Tag,\n\nIhren Brief habe ich verlegt. Ging es um die Ingrid oder um die andere Sache?\n\nK.-H. Vogt',
    match: 'not auto',
  },
]
