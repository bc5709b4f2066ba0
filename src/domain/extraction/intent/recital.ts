/**
 * What a sentence only tells again, and what therefore is no act of its writer: what the firm proposed, that a loan was once
 * granted, and what silence would be taken for. For folded sentences.
 */
import { sifted } from '../patterns/sieve.ts'

/** `Sie bieten 15 % auf unsere Forderung, mithin …`, `In Ihrem Brief schlagen Sie Raten vor`. */
const PROPOSED_BY_FIRM = sifted(
  /\b(?:sie|ihr\w* mandant\w*|ihr\w* (?:schreiben|brief|fax|mail|plan)) (?:uns |mir |nun |jetzt )*(?:bieten|bietet|boten|bot|schlagen|schlagt|schlugen|schlug|unterbreite\w*|offerier\w*|regen|regt)\b[^.;!?,]{0,160}(?:, dass\b[^.;!?,]{0,160})?|(?<=\w )(?:bieten|boten|schlagen|schlugen|unterbreite\w*|regen) sie\b(?! (?:uns|mir|bitte))[^.;!?,]{0,160}/,
)
/** `Das Darlehen wurde 2021 gewährt`; a respite granted for it is something else. */
const LENT = sifted(
  /\b\w*(?:darlehen|kredit|kreditrahmen|vorschuss|zuschuss|beihilfe|stipendium|leistungen)\b(?:(?!\b\w*(?:stund|rate|teilzahl|pause|aufschub|nachlass|erlass|vergleich|verzicht|vorschlag|angebot)\w*)[^.;!?]){0,100}\b(?:gewahrt|bewilligt|eingeraumt|genehmigt|zugesagt|angeboten)(?:e[nrms]?)?\b/,
)
/** `Ohne Nachricht bis zum 3. Mai gilt der Vorschlag als abgelehnt`. */
const DEEMED = sifted(
  /\b(?:gilt|gelten|betrachten|sehen|werten)\b[^.;!?]{0,70}\bals (?:abgelehnt|nicht angenommen|gescheitert|zuruckgezogen|hinfallig|gegenstandslos)\b(?: (?:an|betrachtet|gewertet))?/,
)

/** `Den Zettel hat sie unterschrieben`: what the debtor signed when the debt was made. */
const SIGNED = sifted(
  /\b(?:hat|haben|hatte) (?:sie|er|ihr\w* \w+|herr \w+|frau \w+) (?:\w+ ){0,2}(?:unterschrieben|unterzeichnet)\b|\b(?:sie|er|ihr\w* \w+|herr \w+|frau \w+) (?:\w+ ){0,3}(?:unterschrieben|unterzeichnet) (?:hat|haben|hatte)\b/,
)

/** `Dass andere Gläubiger zugestimmt haben, bindet uns nicht`. */
const OTHERS_DID = sifted(
  /\b(?:andere\w*|weitere\w*|ubrige\w*|alle|samtliche|meisten) (?:\w+ )?glaubiger\w*\b[^;!?]{0,120}?\b(?:zugestimmt|angenommen|zustimm\w*|einverstanden|mitmach\w*)\b/,
)

/** A court's doing. */
const REPLACED = sifted(/\bersetzung der (?:\w+ )?zustimmung\b|\bzustimmungsersetzung\w*/)

/** The sentence without it. */
export const withoutRecital = (sentence: string): string =>
  sentence
    .replace(PROPOSED_BY_FIRM, 'ihr vorschlag')
    .replace(LENT, 'kreditvertrag')
    .replace(DEEMED, '')
    .replace(OTHERS_DID, '')
    .replace(REPLACED, '')
    .replace(SIGNED, '')
