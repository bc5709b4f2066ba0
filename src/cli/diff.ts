/** The lines in which two texts differ. */

export interface Change {
  kind: 'same' | 'removed' | 'added'
  line: string
}

/** By the longest common sequence of lines; for texts of some hundred lines. */
export function diffLines(before: string, after: string): Change[] {
  const a = before.split('\n')
  const b = after.split('\n')
  const width = b.length + 1
  /** Length of the longest sequence that a[i…] and b[j…] have in common. */
  const common = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push({ kind: 'same', line: a[i]! })
      i++
      j++
    } else if (i < a.length && (j === b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      changes.push({ kind: 'removed', line: a[i++]! })
    } else changes.push({ kind: 'added', line: b[j++]! })
  }
  return changes
}
