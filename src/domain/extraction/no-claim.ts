/**
 * "No claim" by the classes of its words: a word for a claim, one that denies, and one of being there, in whatever order a
 * clause has them (`Offene Posten gibt es keine`, `Schulden hat sie bei uns nicht`). Beside the turns of phrase of
 * `denials.ts`. For folded sentences.
 */
import type { Sentence } from './patterns/looks.ts'
import { sifted } from './patterns/sieve.ts'

const CLAIM =
  '(?:(?:eine? |die |irgendwelche )?(?:\\w{0,14}forderung(?:en)?|anspruche?|\\w{0,12}ruckstande?|\\w*aussenstande|ausstande|schuld(?:en)?|verbindlichkeit(?:en)?|(?:offene|ausstehende|unbezahlte|fallige)[nrs]? (?:posten|betrage?|rechnung(?:en)?|forderung(?:en)?|salden|saldo|vorgange?|beitrage?|raten|zahlung(?:en)?)|rest(?:betrag|schuld|forderung)|fehlbetrag))'
const END = '(?=\\s*(?:[.,;!]|$))'
/** What follows a denying word at the end of its clause: participles, infinitives and verbs' prefixes. */
const THERE =
  '(?: (?:vorhanden|verzeichnet|gebucht|registriert|feststellbar|feststellen|festgestellt|ersichtlich|erkennbar|erkennen|bekannt|gegeben|finden|gefunden|ermitteln|entdecken|angefallen|aufgelaufen|entstanden|offen|gemeldet|angemeldet|erhoben|geltend|gemacht|vor|auf|an|aus|zu \\w+))*'
const DENIED = sifted(
  new RegExp(
    [
      // The quantifier has floated to the end: `Rückstände weist das Konto keine auf`.
      `\\b${CLAIM}\\b[^,.;!?]{0,60}\\bkeine?[nrs]?(?: mehr)?${THERE}${END}`,
      `\\b${CLAIM} (?:\\w+ ){0,6}(?:nicht|nirgends)(?: mehr)?(?=(?: \\w+)* (?:vorhanden|verzeichnet|gebucht|registriert|feststell\\w*|festgestellt|ersichtlich|erkenn\\w*|bekannt|gegeben|finden|gefunden|ermitteln|entdecken|angefallen|entstanden|zu (?:verzeichnen|erkennen|finden|sehen)))${THERE}${END}`,
      `(?:^|[,;] |\\b(?:und|aber) )${CLAIM} (?:besteh\\w*|gibt es|gab es|hat|haben|existier\\w*|sind|liegen|liegt) (?:[\\w-]+ ){0,6}nicht(?: mehr)?(?: vor)?${END}`,
      // `Es verbleibt kein Restbetrag`, `Zahlungen werden nicht mehr erwartet`, `kein Geld mehr`.
      '\\bkein(?:e[nrms]?|erlei)? (?:\\w+ )?(?:restbetrag|restschuld|restforderung|rest|fehlbetrag|saldo|minus|soll|offene[nrs]? \\w+)\\b',
      `\\bkein(?:e[nr]?|erlei)? (?:\\w+ )?(?:geld|zahlung(?:en)?|beitrage?|raten|\\w*rechnung(?:en)?|posten|betrage?|mieten?)\\b(?: mehr)?(?: (?:zu|an uns))? (?:fallig|offen|aus|geschuldet|erwartet|(?:zu )?(?:leisten|erwarten|zahlen)|verlangt|gefordert)|\\bkein geld mehr${END}`,
      `\\b(?:zahlung(?:en)?|betrage?|raten) (?:sind|ist|werden|wird|erwarten wir|verlangen wir|fordern wir) (?:\\w+ ){0,3}(?:nicht|keine)(?: mehr)?(?: (?:zu leisten|zu erwarten|zu zahlen|erwartet|geschuldet|fallig|verlangt|gefordert|notig|erforderlich))?${END}`,
      `\\bnichts(?: mehr)? (?:aus|offen)${END}|\\bohne (?:\\w+ )?(?:ruckstande?|saldo|aussenstande|restschuld|offene posten)${END}`,
      `\\b(?:saldo|kontostand|\\w*konto|restschuld|ruckstand|forderung) (?:\\w+ ){0,4}(?:ist|sind|betragt|lautet|steht|steht auf|liegt bei) (?:\\w+ ){0,2}null${END}`,
      // What was owed was given back or done.
      '(?<!\\bnicht )\\b(?:samtliche|alle|alles)\\b(?:(?! nicht\\b)[^.;!?]){0,50}\\b(?:entrichtet|eingegangen|zuruckgezahlt|zuruckgegeben|reguliert|getilgt|geleistet|erfullt)\\b(?! (?:werden|sein|haben))',
      '\\b(?:anspruch\\w*|anspruche|\\w*forderung\\w*|vertrag|verbindlichkeit\\w*)\\b[^.;!?]{0,50}\\b(?:ist|sind|wurden?|war|waren|gilt)\\b[^.;!?]{0,50}\\b(?:erfullt|abgegolten|befriedigt)\\b(?! (?:werden|sein))',
      '\\b(?:hat|haben|habe)\\b[^.;!?]{0,30}\\b(?:das (?:\\w+ )?geld|alles|den (?:\\w+ )?betrag|die (?:\\w+ )?summe|das (?:\\w+ )?darlehen|seine schulden|ihre schulden)\\b[^.;!?]{0,30}\\b(?:zuruckgegeben|zuruckgezahlt|wiedergegeben|zuruckbekommen|wiederbekommen|zuruckerhalten|erstattet)\\b',
      '\\bstreichen sie (?:\\w+ ){0,4}(?:von|aus) (?:\\w+ )?\\w*(?:liste|aufstellung|verzeichnis)\\b',
      '\\bnichts (?:\\w+ ){0,4}(?:finden|gefunden|feststell\\w*|entdeck\\w*)\\b[^.;!?]{0,20}, was\\b[^.;!?]{0,60}\\bschuld\\w*',
      '\\bverwechslung\\b[^.;!?]{0,90}\\bnichts zu tun\\b',
    ].join('|'),
  ),
)
/** Whose figure, or where it stands, may be unknown while the claim is not; and what is not owed for a reason that may end. */
const OTHERWISE = sifted(
  /\b(?:hohe|aufstellung|vollmacht|raten? |titel|tituliert|gemahnt|vollstreckbar|besichert|ausser|ausgenommen|lediglich|bis auf|verzichtet|derzeit|noch nicht|bislang|solange)\b|\?\s*$/,
)
export const deniesAnyClaim = (sentence: string): boolean => DENIED.test(sentence) && !OTHERWISE.test(sentence)

const PERSON =
  '(?:kund(?:e|in)|person|mandant(?:in)?|schuldner(?:in)?|patient(?:in)?|mieter(?:in)?|mitglied|versicherte[r]?|vertragspartner(?:in)?|(?:frau|herrn?) (?:[\\w-]+ ?){1,4}|(?:er|sie)|vertrag|konto|kundenkonto|vertragsverhaltnis)'
const NOBODY = sifted(
  new RegExp(
    [
      `(?:^|[,;:] |\\b(?:und|dass|hier) )(?:eine? |die |der |das |ihr\\w* |diese[rs]? )?(?:\\w+ )?${PERSON}(?: [\\w-]+){0,8}? (?:nicht (?:\\w+ )?(?:bekannt|verzeichnet|gefuhrt|registriert|erfasst|gespeichert|vermerkt|angelegt)|unbekannt|nicht zu unseren \\w+)${END}`,
      `\\b(?:in|bei) unsere[mnr] (?:\\w+ )?(?:bestand|buchern|unterlagen|system|datei|kartei|verzeichnis|datenbank|kunden)\\b[^.;!?]{0,50}\\bnicht (?:verzeichnet|gefuhrt|enthalten|vorhanden|bekannt)${END}`,
      '\\bfuhr(?:en|e) (?:wir|ich) (?:\\w+ ){0,3}kein\\w* (?:\\w+ )?(?:\\w*konto|konten|vertrag\\w*|vertrage|akte|kunden?|kundin|mieter\\w*|mitglied\\w*)\\b',
    ].join('|'),
  ),
)
/** What else may be unknown of somebody. */
const OF_SOMEBODY = sifted(
  /\b(?:anschrift|adresse|aufenthalt\w*|arbeitgeber\w*|geburtsdatum|vertretung|ob|wo|wer|insolvenz\w*|vermogen\w*|einkommen\w*|verzogen|nummer)\b[^.;!?]{0,60}\b(?:nicht|unbekannt)\b/,
)
/** Whether somebody is unknown to the creditor: no claim, unless it then asks who is meant. */
export const knowsNobody = (sentence: string): boolean => NOBODY.test(sentence) && !OF_SOMEBODY.test(sentence)
/** Whether a folded sentence, or one of a list, could say so: most need not be made plain for it. */
export const mayKnowNobody = (folded: string): boolean => NOBODY.mayMatch(folded)
export const someMayKnowNobody = (sentences: readonly Sentence[]): boolean => NOBODY.mayMatchOneOf(sentences)

/** `Wegen der geringen Höhe verzichten wir auf die Geltendmachung`: whatever was said to be owed before. */
export const waivesAll = (sentence: string): boolean => WAIVES.test(sentence)
const WAIVES = sifted(
  /\bverzicht\w*\b[^.;!?]{0,30}\bauf (?:die|eine|deren|jede) (?:\w+ )?(?:geltendmachung|beitreibung|verfolgung|einziehung)\b(?! (?:von |der |des |weiterer |weiteren |etwaiger |deren )*(?:\w*zins\w*|\w*kosten|\w*gebuhr\w*|\w*zuschlag\w*|\w*zuschlage|neben\w*))|\bauf (?:die|eine|deren) (?:\w+ )?(?:geltendmachung|beitreibung|verfolgung|einziehung)\b(?! (?:von |der |des |weiterer |weiteren |etwaiger |deren )*(?:\w*zins\w*|\w*kosten|\w*gebuhr\w*|\w*zuschlag\w*|\w*zuschlage|neben\w*)) (?:\w+ ){0,3}verzicht\w*/,
)
