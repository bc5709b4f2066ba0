/**
 * What a creditor does with a claim: reckons it, demands it, announces and lists it, in any order of words; and what another has
 * said of it.
 */
import { type Cue, cue, cueAt } from './cues.ts'

export const CLAIM_CUES: Cue[] = [
  cueAt('grand', 3.4, '\\b(?:clear|cover|settle|repay)s? the (?:whole|full|entire)(?: \\w+){0,2}'),
  cueAt('instalment', 3.9, '\\b(?:\\d{1,2}|two|three|four|five|six|ten|twelve) (?:\\w+ )?(?:payments|instal\\w+) of'),
  // `489 € plus 19 %, das sind 581,91`.
  cue(
    'grand',
    4,
    '^[\\s,-]{0,3}plus (?:\\d{1,2} ?%|mwst|mehrwertsteuer|umsatzsteuer)[^.;]{0,30}\\b(?:sind|macht|ergibt|also|gleich)\\s*(?:eur|[€¤])?\\s*$',
  ),
  // `Die restlichen Raten haben wir fällig gestellt: 246 €`.
  cue('total', 4, '\\b(?:restlich|ausstehend|offen|ubrig|verbleibend)\\w* raten\\b[^.;]{0,40}\\bfallig\\b[^.;]{0,20}$'),
  // `Nothing has been paid on our invoice of EUR 585`.
  cueAt('total', 4.2, '\\b(?:nothing|no payments?)\\b[^.;]{0,30}\\b(?:paid|received|made)\\b[^.;]{0,40}'),
  // `it has since come down to EUR 640`, `today it is EUR 640`.
  cueAt(
    'grand',
    4,
    '\\b(?:come|came|gone|went|been reduced|fallen|fell|dropped|risen|rose|grown|grew|increased) (?:down |up )?to|\\b(?:now|today|currently) (?:it |this |the balance )?(?:is|stands at)',
  ),
  // `jetzt mit Gebühren 114 €`.
  cueAt(
    'grand',
    3.8,
    '\\b(?:jetzt|heute|nun|inzwischen|mittlerweile) (?:mit|samt|nebst|inklusive|einschliesslich)(?: \\w+){1,3}',
  ),
  // `sobald der offene Betrag von 275 € eingegangen ist`.
  cueAt(
    'total',
    4.4,
    '\\b(?:sobald|wenn|bis|nachdem|falls|sofern) (?:der|die|das) (?:offene|ausstehende|gesamte|volle|rucksandige)\\w* (?:\\w*betrag|\\w*summe|saldo|\\w*forderung)(?: (?:von|uber|in hohe von))?',
  ),
  // `die Hälfte schenke ich ihm, die anderen 1.100 €`.
  cueAt('grand', 4.3, '\\b(?:die|der|das) (?:anderen?|andere halfte)(?: (?:von|mit))?'),
  // `Ihre Zahl: 2.400 €`, `unsere Zahl: 2.600 €`; `Sie gehen von 2.400 € aus, wir von 2.600 €`.
  cue(
    'quoted',
    4.4,
    '\\b(?:ihre|eure|your) (?:angaben?|zahl(?:en)?|annahme|schatzung|liste|plan|letter|offer|figures?)\\b[^.;]{0,40}$',
  ),
  cueAt(
    'total',
    3.4,
    '\\bunsere (?:angaben?|zahl(?:en)?|berechnung|buchhaltung|unterlagen|bucher)(?: (?:sagt|sagen|ergibt|ergeben|lautet|lauten|ist|sind|weisen|weist))?:?(?: forderung)?',
  ),
  cueAt(
    'total',
    3.8,
    '\\bour (?:records|books|files|system|account|figures?)(?: (?:shows?|says?|indicates?|is|are))?:?',
  ),
  cueAt('total', 4.2, ', (?:wir|ich)(?: (?:jedoch|aber|hingegen|dagegen))? von'),
  cueAt('grand', 4.2, '\\bauf (?:uns|mich|unser haus) entf(?:allen|allt|ielen)(?: (?:davon|dabei|noch|rund))?'),
  // `Also wollen wir 880 € haben`.
  cueAt(
    'grand',
    3.8,
    '\\b(?:also|somit|demnach|mithin|daher) (?:will|wollen|mochten?|bekommen?|fordern?|verlangen?) (?:ich|wir)(?: \\w+){0,3}',
  ),
  // `die Sache mit den 900 €`, `eine Quote auf unsere 900 €`.
  cueAt(
    'total',
    3.8,
    '\\b(?:sache|angelegenheit|geschichte|thema) (?:mit|wegen|um) (?:den|der|die|seinen|ihren|meinen|unseren)',
  ),
  cueAt('total', 2.6, '\\b(?:auf|fur|von|statt) (?:unsere[nr]?|meine[nr]?)'),
  cueAt('total', 5.2, '\\b(?:rest|remainder|remaining (?:part|balance|amount|sum)) of (?:the|our)'),
  // `Also 190 Pacht und 150 Heu sind 340 €`.
  cue(
    'grand',
    3.3,
    '^(?:also|zusammen|macht)\\b[^.;]{0,90}\\b(?:sind|ergibt|ergeben|macht|gibt)(?: \\w+)?\\s*(?:eur|[€¤])?\\s*$',
  ),
  // `Er hat Ihnen gesagt, er schuldet mir 600 €`.
  cue(
    'quoted',
    4.3,
    '\\b(?:er|sie|mandant\\w*|klient\\w*|herr \\w+|frau \\w+) (?:hat|habe|haben|wird|hatte) (?:ihnen|euch) (?:\\w+ ){0,3}(?:gesagt|erzahlt|angegeben|mitgeteilt|genannt|gemeldet)\\b[^.;]{0,60}$',
  ),
  cueAt('total', 2.2, '^das (?:sind|macht|waren)(?: (?:also|dann|zusammen|insgesamt|nun|alles|demnach|somit))*'),
  cue(
    'total',
    2.8,
    '\\b(?:(?:ein)?forder(?:e|n|t|te|ten)(?! sie\\b)|beanspruch\\w*|angemeldet\\w*|titulier\\w*|titel|zu (?:erstatten|erhalten|verlangen|fordern|beanspruchen|entrichten|leisten)|angesammelt|geschuldet\\w*|saumig\\w*|geblieben|daraus geworden)\\b',
  ),
  cueAt(
    'total',
    3.2,
    '\\bmeld(?:e|en|et)\\b(?! uns| mich| sich)(?: [\\w-]+){0,9}|\\bberucksichtig\\w*(?: \\w+){0,3} mit|\\b(?:nehmen|tragen|setzen|fuhren) sie(?: \\w+){0,4}|\\banmeldung gelang(?:en|t)|\\bwart(?:e|en|et)\\b[^.;]{0,20} auf(?: \\w+){0,5}|\\b(?:verzeichnis|liste|plan|aufstellung|tabelle) (?:sind|ist|waren)',
  ),
  cueAt(
    'total',
    2.7,
    '(?<!teil|raten|einmal|monats|vergleichs|frei|hochst|mindest|abfindungs|spar)betrag(?: \\w+){0,4} (?:ist|lautet|betragt|liegt bei)|\\b(?:sind|ist|macht) das(?: \\w+){0,2}|\\bgehen sie(?: \\w+){0,3} von',
  ),
]
