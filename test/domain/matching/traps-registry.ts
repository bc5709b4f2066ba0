/** A third invented firm, full of people and companies that are easily taken for each other. */
import { type Asked, type Creditor, type Person, registryOf, type Trap } from './trap.ts'

const PEOPLE: Record<string, Person> = {
  martin: ['Martin', 'Thomas', '1970-02-01', '26/0117', 'Uferstraße 4, 01809 Heidenfurt'],
  thomas: ['Thomas', 'Martin', '1985-09-09', '26/0118', 'Schulgasse 12, 01809 Heidenfurt'],
  senior: ['Rolf', 'Brandt', '1948-03-03', '26/0121', 'Am Hang 7, 01809 Heidenfurt'],
  junior: ['Rolf', 'Brandt', '1975-07-07', '26/0122', 'Am Hang 7, 01809 Heidenfurt'],
  ingrid: ['Ingrid', 'Magnus-Droste', '1966-05-21', '26/0130', 'Weinberg 30, 01815 Elbtal'],
  tobias: ['Tobias', 'Vogel', '1990-10-02', '26/0131', 'Kirchplatz 1, 01815 Elbtal'],
  nina: ['Nina', 'Vogel', '1992-12-30', '26/0132', 'Kirchplatz 1, 01815 Elbtal'],
  huseyin: ['Hüseyin', 'Aydın', '1980-01-15', '26/0140', 'Bahnhofstr. 66, 01809 Heidenfurt'],
  olga: ['Olga', 'Iwanowa', '1979-08-08', '26/0141', 'Birkenring 2, 01809 Heidenfurt'],
  frank: ['Frank', 'Koch', '1961-04-17', '26/0150', 'Marktgasse 9, 01815 Elbtal'],
  birgit: ['Birgit', 'Sommer', '1955-11-11', '26/0151', 'Feldweg 21, 01815 Elbtal'],
  georg: ['Georg', 'von der Heyde', '1972-06-06', 'K-0033/25', 'Schlosshof 3, 01809 Heidenfurt'],
}

const CREDITORS: Record<string, Creditor> = {
  energie: ['Elbtal Energie GmbH', 'service@elbtal-energie.example'],
  stadtwerke: ['Stadtwerke Heidenfurt GmbH', 'kundenbuchhaltung@sw-heidenfurt.example'],
  kasse: ['Stadt Heidenfurt - Stadtkasse', 'stadtkasse@heidenfurt.example'],
  bank: ['Kreditwerk Bank AG', 'sanierung@kreditwerk.example'],
  leasing: ['Kreditwerk Leasing GmbH', 'leasing@kreditwerk.example'],
  inkasso: ['Nordring Inkasso GmbH', 'post@nordring-inkasso.example'],
  autohaus: ['Autohaus Koch GmbH', 'buchhaltung@autohaus-koch.example'],
  vogt: ['Karl-Heinz Vogt', 'kh.vogt@posthorn.example'],
  klinik: ['Klinikum Elbtal gGmbH', 'patientenkasse@klinikum-elbtal.example'],
}

const ASKED: Asked[] = [
  ['martin-energie', 'martin', 'energie'],
  ['thomas-energie', 'thomas', 'energie'],
  ['senior-stadtwerke', 'senior', 'stadtwerke'],
  ['junior-stadtwerke', 'junior', 'stadtwerke'],
  ['ingrid-energie', 'ingrid', 'energie', [], 40000],
  ['ingrid-bank', 'ingrid', 'bank'],
  ['ingrid-inkasso', 'ingrid', 'inkasso'],
  ['ingrid-vogt', 'ingrid', 'vogt'],
  ['tobias-bank-1', 'tobias', 'bank', ['KB-77120-4']],
  ['tobias-bank-2', 'tobias', 'bank', ['KB-88231-9']],
  ['nina-bank', 'nina', 'bank'],
  ['huseyin-bank', 'huseyin', 'bank'],
  ['huseyin-leasing', 'huseyin', 'leasing'],
  ['olga-energie', 'olga', 'energie', ['E-445566']],
  ['olga-klinik', 'olga', 'klinik'],
  ['frank-autohaus', 'frank', 'autohaus'],
  ['frank-kasse', 'frank', 'kasse'],
  ['frank-energie', 'frank', 'energie'],
  ['birgit-energie', 'birgit', 'energie', ['E-990011']],
  ['birgit-stadtwerke', 'birgit', 'stadtwerke', [], 12000],
  ['georg-kasse', 'georg', 'kasse'],
]

export const REGISTRY = registryOf(PEOPLE, CREDITORS, ASKED)

export const ENERGIE: Trap['from'] = ['Elbtal Energie', 'service@elbtal-energie.example']
export const STADTWERKE: Trap['from'] = ['Stadtwerke Heidenfurt', 'kundenbuchhaltung@sw-heidenfurt.example']
export const BANK: Trap['from'] = ['Kreditwerk', 'sanierung@kreditwerk.example']
