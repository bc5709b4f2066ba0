/** What a creditor does with a claim: verbs of demanding, announcing and listing before a sum, in any order of words. */
import { type Cue, cue, cueAt } from './cues.ts'

export const CLAIM_CUES: Cue[] = [
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
