/** Weights of evidence in bits: log2 of how much more often something is seen when the pair is right than when it is wrong. */

/** All weights, in bits. Few, round, and each with its reason. */
export const WEIGHTS = {
  /** The firm's own number, copied by the creditor or standing in the quoted letter. */
  aktenzeichen: 12,
  quotedAktenzeichen: 10,
  /** The mail bears the number of another client, and not this one's. */
  otherAktenzeichen: -12,
  /** Its digits without its letters; and a number that the creditor calls its own. */
  partialAktenzeichen: 6,
  creditorsNumber: 2,
  reference: 10,
  /** In a sentence only, not in the subject or behind a label. */
  mentionedReference: 6,
  /** A known reference of the same client at another creditor: it says who, not for which inquiry. */
  clientReference: 7,
  /** What such a reference says for its own inquiry beyond that. */
  thisInquiry: 3,
  birthDate: 9,
  /** The date stands there without a word that says what it is. */
  bareBirthDate: 7,
  otherBirthDate: -10,
  /** Names: log2(clients / bearers) within these bounds. */
  lastName: { least: 4, most: 10 },
  firstName: { least: 1.5, most: 6 },
  /** A spelling that only sounds alike; an initial. */
  similarLastName: 2.5,
  similarFirstName: 1.5,
  initial: 1,
  otherFirstName: -8,
  /** A word with a capital beside the last name that is no known first name, but no thing either. */
  perhapsOtherFirstName: -4,
  /** One part of a double name. */
  partOfLastName: 3,
  /** `Frau` for a man, or `Herr` for a woman. */
  otherTitle: -4,
  /** The mail spells the name exactly as the registry does, umlauts included. */
  spelling: 0.7,
  /** A last name that stands there only as a word. */
  wordOnly: 1,
  /** Only the first name, anywhere in the text. */
  givenName: 2,
  onlyGivenName: { least: 2, most: 3 },
  /** The sender's very address got one single letter of the firm. */
  onlyInquiry: 2.5,
  /** Nobody else with such a name has an inquiry at the sender's. */
  onlyBearer: 2,
  address: 4,
  /** `sen.` or `jun.` where two bear one name. */
  generation: 6,
  /** The sender is the creditor's address, or somebody at its domain. */
  creditorEmail: 8,
  creditorDomain: 6,
  /** At its mailbox provider. */
  creditorProvider: 1,
  /** Its full registered name, legal form included, in the signature; its name there, as principal, or just in the text. */
  signedInFull: 10,
  signed: 6,
  principal: 6,
  named: 4,
  /** Part of its name, where the sender shows itself, or in the text. */
  signedPart: 3,
  namedPart: 1.5,
  /** The sender is another creditor of the registry, and does not write on this one's behalf. */
  otherSender: -6,
  /** Nothing in the mail points to the creditor. */
  otherCreditor: -9,
  /** The mail names the date of the letter of inquiry. */
  letterDate: 4,
  beforeInquiry: -8,
  amount: 1.5,
} as const

/** From here on a client, or a creditor, counts as named by the mail. */
export const CLIENT_KNOWN = 4
export const CREDITOR_KNOWN = 3
