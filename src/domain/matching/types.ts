/** Finding the inquiry that a mail answers. Pure data and functions; candidates come from a port (`InquiryLookup`). */

/** One letter of inquiry that the firm sent for one client to one creditor: a row of the registry. */
export interface Inquiry {
  inquiryId: string
  clientId: string
  clientName: string
  clientFirstName: string
  clientLastName: string
  /** ISO `YYYY-MM-DD`. */
  clientBirthDate: string | null
  /** The firm's file number of the client, shared by all the client's inquiries. Any scheme. */
  aktenzeichen: string
  clientAddress: string | null
  creditorId: string
  creditorName: string
  creditorEmail: string
  /** References known so far: from the import, and learnt from earlier confirmed matches. */
  creditorReferences: string[]
  /** Integer euro cents, what the client said; null if unknown. */
  expectedAmountCents: number | null
  /** Milliseconds since 1970. */
  sentAt: number
}

/** What is asked of the registry. All strings are normalised by the functions of `normalise.ts`. */
export interface CandidateQuery {
  /** Exact, by `normaliseAktenzeichen` (letters and digits only, upper case, without leading zeros of digit groups). */
  aktenzeichen: string[]
  /** Exact, by `normaliseReference`. */
  references: string[]
  /** Lower-case addresses and domains the mail came from or names. */
  creditorEmails: string[]
  creditorDomains: string[]
  /** Folded names (see `foldName`), for trigram search. */
  clientNames: string[]
  creditorNames: string[]
  /** Kölner Phonetik of each word that may be the client's last name. */
  lastNameCodes: string[]
  birthDates: string[]
}

/** How common a folded last name / first name is: number of clients that bear it, and the number of all clients. */
export interface NameFrequencies {
  clients: number
  lastNames: Record<string, number>
  firstNames: Record<string, number>
}

export interface Lookup {
  candidates: Inquiry[]
  frequencies: NameFrequencies
  /** Normalised aktenzeichen of the query that exist in the registry, also where no candidate was kept. */
  knownAktenzeichen: string[]
}

/** The registry as matching sees it: PostgreSQL in production, an array in unit tests. */
export interface InquiryLookup {
  find(query: CandidateQuery): Promise<Lookup>
}

export interface Evidence {
  /** e.g. `aktenzeichen`, `reference`, `client_name`, `birth_date`, `creditor_email`, `creditor_name`, `amount`, `time`. */
  kind: string
  /** Weight in bits (log2 of the likelihood ratio); negative: speaks against. */
  weight: number
  /** What was compared, for people. */
  detail: string
}

export interface ScoredCandidate {
  inquiryId: string
  clientId: string
  clientName: string
  creditorName: string
  aktenzeichen: string
  score: number
  evidence: Evidence[]
}

export interface ProposedAssignment {
  inquiryId: string
  /** Integer euro cents; null if the mail states none for this inquiry. */
  amountCents: number | null
  references: string[]
}

/** What matching decides about one mail: the payload of CreditorMatched, ReviewRequested or EmailDismissed. */
export interface MatchDecision {
  outcome: 'auto' | 'review' | 'none'
  /** Why, as a code a reviewer's list can show: `clear`, `ambiguous`, `several_clients`, `contradicting_amounts`, `contradiction`,
   * `unknown_sender`, `unreadable_attachment`, `first_name_only`, `no_candidate`, `not_creditor_reply` … */
  reason: string
  /** One for `auto`; proposals (possibly several, possibly none) for `review`; empty for `none`. */
  assignments: ProposedAssignment[]
  /** Of the best candidate and its distance to the second, in bits; null without candidates. */
  score: number | null
  margin: number | null
  evidence: Evidence[]
  /** Best first, at most 5. */
  candidates: ScoredCandidate[]
  /** As the registry spells them where the person or company is clear, else as the mail gives them, else null. */
  clientName: string | null
  aktenzeichen: string | null
  creditorName: string | null
  /** The creditor's references of the mail, without what turned out to be a file number of the firm. */
  references: string[]
}
