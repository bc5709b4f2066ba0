/**
 * All matches of a global pattern, as `matchAll` finds them. That copies its pattern at every call, and for the short texts
 * that rules are asked about the copy takes longer than the search.
 */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match)
    // An empty match would be found again; half of a pair of surrogates is no place where letters are looked for.
    if (match[0] === '')
      pattern.lastIndex += pattern.unicode && (text.codePointAt(pattern.lastIndex) ?? 0) > 0xffff ? 2 : 1
  }
  return found
}
