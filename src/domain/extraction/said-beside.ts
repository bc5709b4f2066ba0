/** What is said around a sum beside what it stands for: of when it is, whether it is right, that it is owed, that it comes on top. */
import { sifted } from './patterns/sieve.ts'

/** What was (`hatten wir mit 291 € beziffert`, `im Mai waren es …`) gives way to what is. */
export const PAST = sifted(
  /\b(?:hatten?|war|waren|betrug|betrugen|belief|beliefen|lag|lagen|bezifferten?|(?<!\b(?:der|den|dem|dieser|(?:aktuelle|richtige|korrekte|neue|jetzige|heutige|derzeitige|letzte)[rnm]?|mit|per|zum|nach) )stand(?! (?:heute|jetzt))|standen|machte|schuldete|ursprunglich\w*|anfangs|anfanglich|zunachst|seinerzeit\w*|damals|vormals|fruher\w*|vorher\w*|zuvor|vor der (?:letzten )?zahlung|was|were|had|originally|previously)\b[^.;:!?]{0,70}$/,
)
export const PAST_BEHIND = sifted(
  /^[^.;!?]{0,30}\b(?:beziffert|angegeben|genannt|mitgeteilt|gefordert|betragen|belaufen) (?:hatten?|worden war)\b|^[\s,]{0,2}(?:betrug|belief|war|waren)\b/,
)
const CONFIRMED = sifted(
  /\b(?:bestatig\w*|zutreffend\w*|trifft zu|treffen zu|stimm(?:t|en)|richtig|korrekt|deckt sich|anerkannt|correct|confirm\w*)\b/,
)
const DISPUTED = sifted(
  /\b(?:nicht|kein\w*|un(?:richtig|zutreffend)\w*|falsch\w*|not|wrong|wunsch\w*|bitten|erbitt\w*|erbeten|verlang\w*|ob|statt|sondern|allerdings|jedoch|aber)\b/,
)

/** Whether the creditor says that a figure of the firm's is right. */
export function confirms(before: string, right: string): boolean {
  const around = `${before.slice(-80)} ${/^[^,;.!?]*/.exec(right)![0]}`
  return CONFIRMED.test(around) && !DISPUTED.test(around)
}

/** `Im Mai habe ich ihr 500 € gegeben`: what one lends a person. */
export const lends = (before: string, right: string) => GIVEN.test(right) && TO_SOMEBODY.test(before)
const GIVEN = sifted(/^[\s,]{0,2}(?:in bar |bar )?(?:gegeben|uberlassen|vorgeschossen|zugesteckt|gepumpt)\b/)
const TO_SOMEBODY =
  /\b(?:ich|wir) (?:hab|habe|haben|hatten?) (?:ihr|ihm|ihnen|(?:dem|der|mein\w*|unser\w*) \w+)(?: \w+){0,4}\s*(?:eur|[€¤])?\s*$|\b(?:hab|habe|haben|hatte|hatten|hat) (?:(?:ich|wir|meine?|unsere?|mann|frau|mutter|vater) ){1,2}(?:ihr|ihm|ihnen|(?:dem|der|mein\w*|unser\w*) \w+)(?: \w+){0,4}\s*(?:eur|[€¤])?\s*$/

/** What comes beside another sum, said before it and behind it. */
export const ON_TOP = sifted(
  /\b(?:zzgl|zuzuglich|plus|nebst|hinzu komm\w*|dazu komm\w*|(?:und|noch) weitere|nochmals?|zusatzlich\w*|obendrein|daruber hinaus|daneben|ferner|zudem|ausserdem|sowie|weitere[nrms]?|another|a further|additional\w*)\b[^.]{0,70}$/,
)
export const ON_TOP_BEHIND = sifted(
  /^[^.;,]{0,30}\b(?:(?:kommen|kommt) (?:\w+ ){0,2}(?:hinzu|dazu|obendrauf)|hinzu|obendrauf|on top|(?:noch )?auch nicht|(?:ist|sind|steht|stehen|fehlt|fehlen|wurden?) (?:\w+ )?(?:auch|ebenfalls|ebenso|gleichfalls))\b/,
)

/** Something is owed in the sentence. */
export const OWED = sifted(
  /\b(?:offen\w*|steh(?:t|en) (?:uns|mir)\b[^.;]{0,90}\bzu|gemahnt|angemahnt|unbezahlt\w*|schulde\w*|schuldig|fallig\w*|nicht (?:bezahlt|beglichen|gezahlt)|ausstehend\w*|aushaft\w*|ruckstandig\w*|geltend|fordern|verlangen|zusteh(?:t|en)|beanspruch\w*|unbeglichen\w*|(?:zum|im) soll|(?:lief|liefen) [^.;]{0,40}\bauf|aufgelaufen|angefallen|hinzugekommen|melde[nt]?\b[^.;]{0,80}\ban|due|unpaid|owed|owing)\b/,
)
