/** How creditors refuse a way of paying. For sentences folded by `cueText`. */

import { sifted } from '../patterns/sieve.ts'
import { anyOf } from './signs.ts'

export const NEGATED = sifted(
  /\b(?:nicht|nichts|kein\w*|ausserstande|weder|niemals|unmoglich|unable|cannot|can't|not|neither|never|unwilling)\b/,
)
export const REFUSE = anyOf`
  \w*(?:antrag|vorschlag|angebot|gesuch|begehren|ersuchen|plan|konzept)\w{0,4}\b[^.;!?]{0,60}\b(?:verworfen|zuruckgewiesen|durchgefallen|abgewiesen|nicht stattgegeben) | (?:not|unable|cannot)\b(?: \w+){0,5} (?:accept|agree) (?:to )?(?:less|anything|any|your|the proposed|a reduc\w+|instal\w+) |
  alles oder nichts | nix da | von wegen | vergiss es | vergessen sie (?:es|das) | traumen sie | nie im leben |
  halt(?:en|e) (?:wir|ich) (?:\w+ ){0,2}(?:nichts|wenig)\b |
  fehl(?:t|en) (?:uns|mir|es|hier)? ?(?:\w+ ){0,3}(?:verstandnis|grundlage|spielraum|anlass|bereitschaft) |
  kein\w* (?:anlass|veranlassung|grund)\b[^.;!?]{0,80}\b(?:einzugehen|entgegenzukommen|nachzugeben|abzuweichen|zuzustimmen|nachzulassen|zu verzichten) |
  (?:lass\w*|einlassen)\b[^.;!?]{0,60}\b(?:nicht|nichts)\b(?: \w+){0,3} ein\b |
  geh(?:en|e|t) (?:wir |ich )?(?:\w+ ){0,8}nicht (?:\w+ )?ein\b(?= ?[.,;!]|$| und| da| weil) | findet (?:\w+ ){0,4}(?:nicht|keine) (?:\w+ )?zustimmung |
  (?:nicht|nichts) (?:\w+ ){0,3}einlassen | weist [^.;!?]{0,120}\bzuruck\b | stimmt (?:\w+ ){0,8}nicht zu |
  verhandel\w*[^.;!?]{0,40}\bnicht\b | nicht (?:\w+ ){0,3}verhandel\w* | da mach\w* (?:ich|wir) nicht mit |
  mit (?:mir|uns) nicht | abgespeist | abspeisen | inakzeptabel | indiskutabel | unannehmbar | unzumutbar |
  entbehrlich | keinerlei (?:spielraum|bereitschaft|entgegenkommen) |
  kein\w* (?:spielraum|bereitschaft|entgegenkommen|nachlass|interesse|veranlassung) |
  keinen (?:cent|euro|pfennig) weniger | lehn(?:en|e|t|te|ten) (?:[\w.,%€¤-]+ ){0,16}ab\b | abgelehnt | ablehn\w* |
  (?:muss|mussen) (?:[\w]+ ){0,10}(?:ablehnen|zuruckweisen) | zuruckweis\w* | zuruckgewiesen |
  weis(?:en|e) (?:\w+ ){0,10}zuruck\b | gescheitert | scheitern |
  nicht (?:naher ?treten|naher|zustimm\w*|annehm\w*|nachkommen|entsprochen|entsprechen) |
  (?:kommt|kommen) (?:[\w]+ ){0,8}nicht in (?:frage|betracht) | verweiger\w* | versag(?:en|t) | widersprech\w* |
  widersprochen | bestehen (?:wir )?auf (?:\w+ ){0,4}(?:zahlung|ausgleich|begleichung) | nein,? danke |
  mach(?:en|e) (?:wir|ich) (?:\w+ )?nichts?(?: mit)?(?! (?:mit )?(?:\w+ )?geltend) | ganz oder gar nicht | auf keinen fall | nicht mit (?:uns|mir) |
  treten (?:wir )?(?:\w+ ){0,4}nicht bei | no,? thank(?:s| you) | reject\w* | declin\w* | refus\w* |
  sprechen uns gegen | gegen eine annahme | (?:muss|mussen) ich ihnen eine absage | absage |
  seh\w* (?:wir |ich )?(?:\w+ ){0,2}von (?:\w+ ){0,3}(?:zustimmung|annahme|beitritt|\w*verzicht|vergleich|ratenzahlung\w*|stundung|erlass) (?:\w+ ){0,3}ab\b |
  von (?:[\w-]+ ){0,4}(?:\w*verzicht|vergleich|ratenzahlung\w*|stundung|erlass) sehen (?:wir|ich) (?:\w+ ){0,3}ab |
  (?:halten|halte) (?:wir |ich )?(?:[\w-]+ ){0,3}an (?:[\w-]+ ){0,4}forderung (?:\w+ ){0,4}fest |
  (?:ist|sind|ware|waren) (?:[\w-]+ ){0,4}(?:keine option|ausgeschlossen|keine losung|kein weg|kein thema) |
  scheidet (?:\w+ ){0,3}aus | abschlagig\w* | abzulehnen | negativ (?:\w+ )?(?:entschieden|beschieden|votiert) |
  (?:nicht|kein\w*) (?:\w+ ){0,3}positiv\w* | abstand (?:\w+ )?nehmen |
  witz | (?:schlechter )?scherz | frechheit | zumutung | hohn | lacherlich\w* | lachhaft\w* | unverschamt\w* | beleidig\w* | unding |
  almosen | farce | unserios\w* | (?:kann|soll) (?:\w+ )?nicht ihr ernst | ridiculous | insult\w* | joke | laughable |
  seh(?:en|e) (?:wir|ich) (?:\w+ )?nicht ein | nicht einzusehen | bringt (?:uns|mir) (?:\w+ )?nichts | so nicht | benachteilig\w* | haben (?:wir|ich) nichts (?:davon|von) | nein zu | gegen (?:den|die|das|einen?|ihr(?:en?)?|jeden?|jegliche\w*) (?:\w+ ){0,3}(?:vergleich|plan|vorschlag|angebot|raten\w*|erlass|verzicht|stundung|annahme|einigung)\w* (?:\w+ ){0,4}(?:ausgesprochen|entschieden|gestimmt|votiert|gestellt) |
  (?:votier\w*|stimm\w*|entschieden|beschlossen|ausgesprochen|entscheidung) (?:\w+ ){0,5}(?:dagegen|mit nein|ablehnend|negativ) | (?:klares|eindeutiges|deutliches|mit|nur ein|ein) nein |
  (?:zieh|geh|mach|spiel|trag|komm)\w* (?:[\w-]+ ){0,5}nicht mit\b | zurucktreten vom |
  nicht (?:\w+ ){0,4}(?:verzichten|erlassen|stunden|nachlassen|kurzen|herabsetzen|reduzieren|nachgeben|entgegenkommen|weichen|abrucken) |
  lasst (?:[\w-]+ ){0,6}nicht zu | (?:sieht|sehen) (?:[\w-]+ ){0,6}nicht vor | steht (?:[\w-]+ ){0,3}(?:nicht|ausser) (?:zur )?(?:debatte|disposition|diskussion) |
  (?:nur|erst|ausschliesslich|allenfalls|fruhestens)\b[^.;!?]{0,40}\b(?:bei|ab|fur|nach) [^.;!?]{0,60}(?:in betracht|in frage|moglich|vorgesehen|zulassig|zugelassen) |
  (?:nimmt|nehmen) (?:[\w-]+ ){0,8}(?:nicht|kein\w*) (?:\w+ )?teil | nicht teil (?:an|am) |
  (?:nicht|schwerlich|kaum|keinesfalls|keineswegs|unter keinen umstanden|weder|nie|not|cannot)\b[^.;!?]{0,70}\b(?:anschliessen|beteilig(?:en|t)|teilnehmen|mittragen|mitzutragen|mitmachen|mitgehen|folgen|zuganglich|darstellbar|vertretbar|vertreten werden|hinnehmen|hinnehmbar|hinzunehmen|tragbar|machbar|umsetzbar|zielfuhrend|verantworten|befurworten|unterstutzen|erwarmen|anfreunden|gedient|zumutbar|eingehen|einsteigen|mitspielen|abgeben|abfinden|in kauf nehmen|diskutabel|verhandelbar|annehmbar|akzeptabel|vorstellbar|denkbar|zustimmungsfahig|acceptable|agreeable|wirtschaftlich|attraktiv|tolerieren|dulden|gutheissen|entsprechen|zufrieden\w*|consider|support|participate|entertain|go along) |
  (?:beteilig|teilnehm|anschliess)\w*[^.;!?]{0,40}\b(?:nicht|keinesfalls|keineswegs|niemals) |
  (?:beteiligen|beteiligt) (?:wir |sich |uns )?(?:\w+ ){0,6}nicht | (?:tragen|geh(?:en|e)|machen?) (?:wir |ich )?(?:[\w-]+ ){0,6}nicht mit\b |
  (?:keine?n?|kein) (?:\w+ )?(?:grundlage|moglichkeit|basis|raum|anlass|perspektive|handhabe|sinn|verstandnis|option|aussicht|chance|mehrheit|nachlass\w*|zugestandnis\w*|abstriche|kompromiss\w*|rabatt) |
  (?:werden|wollen|wird|will) (?:\w+ ){0,5}(?:nicht|auf nichts) verzichten | auf nichts verzichten | ohne abstriche |
    nichts? (?:\w+ ){0,2}unterschreib\w*|unterschreib\w* (?:\w+ ){0,3}nicht\w*
`
/** Noes that need no plan to be about. */
export const NO = sifted(
  /\b(?:ich|wir) (?:mach\w*|spiel\w*|zieh\w*|geh\w*) (?:\w+ ){0,4}nicht mit\b|\bseh\w* (?:wir |ich )?(?:\w+ ){0,2}von (?:\w+ ){0,3}(?:zustimmung|annahme|beitritt) (?:\w+ ){0,3}ab\b|\b(?:ganz oder gar nicht|alles oder nichts)\b|\bkein\w* (?:positiv|zustimmend)\w* (?:bescheid|antwort|entscheidung|ruckmeldung)|\b(?:not|unable|cannot)\b(?: \w+){0,5} (?:accept|agree) (?:to )?(?:less|anything|any)\b|\w*(?:antrag|vorschlag|angebot|gesuch)\w*\b[^.;!?]{0,60}\b(?:verworfen|abgewiesen)\b|^(?:nix da|von wegen|vergiss es|vergessen sie (?:es|das)|traumen sie|nie im leben)\b|\b(?:kein\w* (?:anlass|veranlassung|grund)\b[^.;!?]{0,80}\b(?:einzugehen|entgegenzukommen|nachzugeben))\b|^(?:nein|ne|nee|no)\b|\bnein (?:zu|danke)\b|\b(?:(?:lass\w*|einlassen)\b[^.;!?]{0,60}\b(?:nicht|nichts)\b(?: \w+){0,3} ein\b|verhandel\w*[^.;!?]{0,40}\bnicht\b|da mach\w* (?:ich|wir) nicht mit|mit (?:mir|uns) nicht|abgespeist|keinen (?:cent|euro|pfennig) weniger|weist [^.;!?]{0,120}\bplan\b[^.;!?]{0,60}\bzuruck\b|nein,? danke|mach(?:en|e) (?:wir|ich) (?:\w+ )?nicht(?: mit)?|ganz oder gar nicht|auf keinen fall|no,? thank(?:s| you))\b/,
)
/** `Ratenzahlung machen wir bei 89 € nicht`, `Ein Vergleich kommt nicht zustande`. */
export const NO_PLAN = sifted(
  /\b(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung|quote|erlass)\b[^.,;!?]{0,50}\b(?:nicht|kein\w*) (?:\w+ )?(?:vorgesehen|moglich|machbar|ublich|gewunscht|angeboten|gewahrt|eingeraumt)\b|\b(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung|plan|quote|verzicht)\b[^.,;!?]{0,50}\b(?:mach(?:en|e|t)|geh(?:t|en)|gibt es|gewahr\w*|einraum\w*|raumen|biet\w*|akzeptier\w*|moglich|vorgesehen|zustande|denkbar|kommt)\b[^.,;!?]{0,40}\b(?:nicht|kein\w*)\b|\bkein\w* (?:\w+ )?(?:raten\w*|vergleich\w*|teilzahlung\w*|nachlass\w*|stundung)\b(?![^.]{0,40}\b(?:vereinbart|eingegangen|geleistet|gezahlt)\b)/,
)
/** Too little, they say: an answer to an offer, which may go on with another one. */
export const TOO_LITTLE = sifted(
  /\b(?:zu (?:niedrig|gering|wenig)|unzureichend|nicht (?:aus)?reichend|reicht (?:uns |mir )?(?:\w+ )?nicht|too low|insufficient)\b/,
)
export const ASKED_FOR = sifted(/\b(?:\w*antrag\w*|widerspruch|begehren|gesuch|bitte|annahme)\b/)
/** Somebody has yet to decide. */
export const UNDECIDED = anyOf`
  ob (?:wir|ich|unser\w* \w+|der \w+|die \w+) [^.;!?]{0,70}\b(?:zustimm\w*|annehm\w*|akzeptier\w*|einverstanden|mitmach\w*|einlass\w*|beitret\w*) |
  (?:zustimmung|ablehnung|annahme|entscheidung)\w* [^.;!?]{0,50}\b(?:behalt\w* [^.;!?]{0,20}\bvor|vorbehalten) |
  (?:muss|mussen) (?:[\w]+ ){0,6}(?:zustimmen|prufen|entscheiden|genehmigen) | dazu spater | noch zu entscheiden |
  wird (?:\w+ ){0,3}gepruft | (?:aussern|melden|erklaren) (?:wir|ich) uns (?:[\w-]+ ){0,5}(?:nach|sobald|spater|demnachst|in kurze|noch)\b |
  bevor (?:wir|ich) (?:[\w.,-]+ ){0,8}(?:entscheiden|zustimmen|einlassen)
`
/** Goes on with enforcement: where a plan was proposed, that is an answer to it. */
export const ENFORCES = anyOf`
  (?:\w*vollstreckung\w*|beitreibung|betreibung|pfandung\w*|zwangsmassnahmen|mahnverfahren|klage|klageweg|rechtsweg|einziehung|inkassoverfahren|enforcement)\b[^.;!?]{0,70}\b(?:fort\w*|weiter\w*|einleiten|eingeleitet|betreiben|betrieben|vorantreiben|durchfuhren|aufrecht\w*|bleib\w*|vorbehalten|nehmen unseren lauf|continue) |
  (?:behalten|setzen|fuhren|betreiben|werden|leiten)\b[^.;!?]{0,70}\b(?:\w*vollstreckung\w*|beitreibung|betreibung|pfandung\w*|klage|gerichtlich\w*|mahnverfahren) (?:\w+ ){0,2}(?:vor|fort|weiter|ein|erheben|beantragen)
`
/** Wants all of it. */
export const WANTS_ALL = anyOf`
  (?:besteh(?:en|e|t)|beharr(?:en|e|t)|woll(?:en|t)|will|mochten?|verlang(?:en|e|t)|forder(?:n|e|t)|erwart(?:en|e|et)|beanspruch(?:en|t)|insist|demand|want|expect)\b[^.;!?]{0,70}\b(?:vollstandig\w*|volle[nrms]? (?:hohe|betrag|umfang)|ganze[nrs]?|gesamte[nrs]?|komplett\w*|alles|restlos\w*|in einer summe|auf einmal|sofortige\w*|in full|full amount|entire|whole) |
  (?:nur|ausschliesslich) (?:\w+ ){0,3}(?:vollstandige\w*|in voller hohe|der volle betrag|die volle) | jeden (?:cent|euro|rappen|groschen)
`
/** A claim that no plan can touch. */
export const EXEMPT = sifted(
  /\b(?:vorsatzlich\w*[^.;!?]{0,40}(?:handlung|unrichtig\w*|falsch\w*|verschwiegen)|unerlaubte\w* handlung|restschuldbefreiung[^.;!?]{0,40}(?:ausgenommen|nicht erfasst|nicht umfasst|nicht beruhrt)|ausgenommen[^.;!?]{0,30}restschuldbefreiung|302 inso|302 nr)\b/,
)
/** A no beside a way of paying, however it is put; what was not paid, kept or found is none. */
export const SAYS_NO = sifted(
  /\b(?:nicht|kein\w*|nein|niemals|keinesfalls|keineswegs|unmoglich|ausgeschlossen|ungern|dagegen|leider|bedauer\w*|unable|cannot|not|no)\b/,
)
export const NOT_KEPT = sifted(
  /\b(?:gezahlt|bezahlt|gekommen|kam|kamen|eingegangen|eingehalten|eingeloste?|bedient|geleistet|uberwiesen|erhalten|bekommen|gefunden|finden|zuordnen|vorliegt|vorliegen|vor|klar|bekannt|erreicht|erreichen|antwort|gehort|verstanden|enthalten|berucksichtigt|erfullt|zustande|gemeldet|beziffer\w*|received|paid|kept|arrived)\b/,
)
/** Of a plan that was not kept. */
export const BROKEN = sifted(
  /\b(?:gezahlt|bezahlt|gekommen|kam|kamen|eingegangen|eingehalten|bedient|geleistet|uberwiesen|verstrichen|paid|kept)\b/,
)
