/** What things are called in the office, and how times and amounts are written there. */

export const STATUS = {
  queued: ['Wartet', ''],
  processing: ['In Arbeit', ''],
  review: ['Zu prüfen', 'warn'],
  completed: ['Erledigt', 'good'],
  not_creditor_reply: ['Keine Gläubigerantwort', ''],
  no_match: ['Nicht zuzuordnen', 'warn'],
  dismissed: ['Abgelegt', ''],
  failed: ['Fehlgeschlagen', 'bad'],
}

export const EVENTS = {
  EmailReceived: 'E-Mail eingegangen',
  RetryRequested: 'Erneute Verarbeitung angefordert',
  ReviewAnswered: 'Prüfung beantwortet',
  RevocationRequested: 'Rücknahme angefordert',
  ProcessingStarted: 'Verarbeitung begonnen',
  EntitiesExtracted: 'Inhalt gelesen',
  CreditorMatched: 'Zugeordnet',
  ReviewRequested: 'Prüfung angefordert',
  EmailDismissed: 'Abgelegt',
  AssignmentRevoked: 'Zuordnung zurückgenommen',
  AttemptFailed: 'Versuch fehlgeschlagen',
  ProcessingFailed: 'Verarbeitung fehlgeschlagen',
  RequestRefused: 'Anforderung abgelehnt',
  NotificationSent: 'Benachrichtigung versandt',
  NotificationSkipped: 'Benachrichtigung ausgelassen',
  DebtUpdated: 'Forderung aktualisiert',
  DebtUpdateIgnored: 'Ältere Antwort nicht übernommen',
  DebtUpdateReverted: 'Forderung zurückgesetzt',
}

export const FLAGS = {
  several_clients: 'mehrere Mandanten',
  several_persons: 'mehrere Personen genannt',
  contradicting_amounts: 'widersprüchliche Beträge',
  unreadable_attachment: 'Anhang nicht lesbar',
  new_bank_account: 'neue Bankverbindung',
  instructions_to_ai: 'Anweisungen an eine KI',
  hidden_text: 'versteckter Text',
  unclear_claim: 'Auskunft lässt etwas offen',
  client_died: 'Tod des Mandanten gemeldet',
  cut: 'sehr lang, nur zum Teil gelesen',
  amount_from_scan: 'Betrag nur aus einem Scan',
  counter_offer: 'Ablehnung mit Gegenangebot',
  perhaps_no_reply: 'vielleicht nur eine automatische Antwort',
  doubtful_amount: 'Zweifelhaft, welcher Betrag gefordert wird',
  derived_amount: 'Betrag aus mehreren Zahlen erschlossen',
  summed_amount: 'Betrag vom Programm zusammengezählt',
  reread_amount: 'Betrag nur nach den Worten um ihn herum gelesen',
  unused_amounts: 'Beträge genannt, aber keine Forderung erkannt',
}

export const INTENTS = {
  debt_statement: 'Forderungsaufstellung',
  payment_plan: 'Ratenzahlung',
  rejection: 'Ablehnung',
  inquiry: 'Rückfrage',
  transfer: 'Abgabe an andere Stelle',
  auto_reply: 'Automatische Antwort',
  spam: 'Werbung',
}

export const OUTCOME = {
  pending: 'wird übernommen',
  updated: 'übernommen',
  ignored: 'ältere Antwort',
  reverted: 'zurückgenommen',
}

export const REASONS = {
  ambiguous: 'Mehrere Anfragen kommen in Frage',
  several_clients: 'Mehrere Mandanten genannt',
  contradicting_amounts: 'Widersprüchliche Beträge',
  contradiction: 'Widersprüchliche Angaben',
  unknown_sender: 'Unbekannter Absender',
  instructions_to_ai: 'Anweisungen an eine KI',
  unreadable_attachment: 'Anhang nicht lesbar',
  amount_from_scan: 'Betrag nur aus einem Scan',
  unclear_claim: 'Die Auskunft lässt etwas offen',
  client_died: 'Der Mandant ist laut Gläubiger verstorben',
  unusual_amount: 'Betrag weit von dem, was der Mandant genannt hat',
  summed_amount: 'Betrag vom Programm zusammengezählt, vom Mandanten keiner genannt',
  reread_amount: 'Betrag nur nach den Worten um ihn herum gelesen, vom Mandanten keiner genannt',
  doubtful_amount: 'Die Worte sprechen kaum für diesen Betrag',
  derived_amount: 'Betrag aus mehreren Zahlen erschlossen, vom Mandanten keiner genannt',
  first_name_only: 'Nur ein Vorname genannt',
  no_candidate: 'Keine passende Anfrage gefunden',
  assignment_revoked: 'Zuordnung wurde zurückgenommen',
  not_creditor_reply: 'Keine Gläubigerantwort',
  no_match: 'Nicht zuzuordnen',
  by_person: 'Von Hand entschieden',
  corrected_by_person: 'Von Hand berichtigt',
  clear: 'Eindeutig',
  older_reply: 'Es gibt eine neuere Antwort',
}

export const EVIDENCE = {
  bystander: 'nur neben dem Schuldner oder als Mitarbeiter genannt',
  writes_for_other: 'schreibt für einen anderen Gläubiger',
  aktenzeichen: 'Aktenzeichen',
  other_aktenzeichen: 'Anderes Aktenzeichen',
  reference: 'Zeichen des Gläubigers',
  client_reference: 'Zeichen bei anderem Gläubiger',
  client_name: 'Name des Mandanten',
  given_name: 'Vorname allein',
  misspelt_aktenzeichen: 'Verschriebenes Aktenzeichen',
  last_name: 'Nachname',
  first_name: 'Vorname',
  other_first_name: 'Anderer Vorname',
  unlike_first_name: 'Anderer Vorname daneben',
  other_title: 'Andere Anrede',
  generation: 'senior oder junior',
  other_generation: 'senior oder junior des anderen',
  partial_aktenzeichen: 'Teil des Aktenzeichens',
  creditors_number: 'Nummer des Gläubigers, gleich dem Aktenzeichen',
  creditor_provider: 'Postfach beim selben Anbieter',
  spelling: 'Ähnliche Schreibweise',
  birth_date: 'Geburtsdatum',
  other_birth_date: 'Anderes Geburtsdatum',
  address: 'Anschrift',
  creditor_email: 'Absenderadresse',
  creditor_named_email: 'Genannte Adresse',
  creditor_name: 'Name des Gläubigers',
  principal: 'Vertretener Gläubiger',
  other_sender: 'Anderer Absender',
  client_writes: 'Mandant schreibt selbst',
  other_creditor: 'Anderer Gläubiger',
  quoted: 'Zitiertes Schreiben',
  letter_date: 'Datum des Schreibens',
  only_bearer: 'Einziger dieses Namens bei diesem Absender',
  only_inquiry: 'Einzige Anfrage an diese Adresse',
  amount: 'Betrag',
  time: 'Zeitlicher Abstand',
}

export const STATE = {
  unknown: ['Unbekannt', 'warn'],
  new: ['Neu', ''],
  'catching-up': ['Holt auf', 'warn'],
  live: ['Aktuell', 'good'],
  paused: ['Angehalten', 'warn'],
  failed: ['Gestört', 'bad'],
  retired: ['Außer Dienst', ''],
}

const dateTime = new Intl.DateTimeFormat('de-DE', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
})
const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' })

export const when = time => (time ? dateTime.format(new Date(time)) : '–')
export const money = cents => (cents === null || cents === undefined ? '–' : euro.format(cents / 100))
export const plainMoney = cents =>
  cents === null || cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ',')
export const count = value => (value === null || value === undefined ? 'unbekannt' : value.toLocaleString('de-DE'))

/** `1.234,56`, `1234,5`, `1234` or nothing; undefined for what is no amount. */
export function toCents(text) {
  const clean = text.replace(/[€\s]/g, '')
  if (clean === '') return null
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(clean)
  if (!match) return undefined
  return Number(match[1].replaceAll('.', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0') || 0)
}

/** Seconds as people say them. */
export function age(seconds) {
  if (seconds === null || seconds === undefined) return '–'
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} Tage`
}
