/** Nouns that stand before a last name in a subject (`Miete Kern`, `Kfz Blum`), and so look like a first name. */

/** How the compounds of commerce end. `Trung` and `Nhung` are names: what ends so must be longer. */
const COMPOUND =
  /(?:.{4}(?:ung|ungen|schaft|schaften|keit|heit|tion|tionen)|(?:rechnung|vertrag|vertrage|kosten|konto|konten|kredit|darlehen|darlehn|schulden|beitrag|beitrage|gebuhr|gebuhren|miete|mieten|pacht|kaution|ruckstand|zahlung|raten|strom|gas|wasser|warme|abschlag|versicherung|police|leasing|bestellung|lieferung|reparatur|schaden|unfall|bescheid|steuer|honorar|mahnung|nachricht|anfrage|nachfrage|ruckfrage|angelegenheit|sache|akte|vorgang|auftrag|antrag|nachtrag|vergleich|angebot|zulage|karte|kurs|abo|abonnement|teile|ersatz|wagen|wohnung|fahrzeug|geld))$/
/** Those that are no compound and end like none. */
const SINGLE = new Set(
  'kfz pkw lkw auto handy mobilfunk internet telefon heizung ol pellets stellplatz garage garten kuche mobel klinik praxis labor zahn brille kita schule studium verein rest saldo stand termin insolvenz nachlass unterhalt bussgeld inkasso forderung frage info bitte wichtig eilt'.split(
    ' ',
  ),
)

/** Whether a folded word is a noun of commerce, and no name that anybody bears. */
export const isNoun = (word: string) => SINGLE.has(word) || COMPOUND.test(word)
