/** The key with the highest share, the first of several, and its share. There must be one. */
export const likeliest = <K>(shares: ReadonlyMap<K, number>): [K, number] =>
  [...shares].reduce((a, b) => (b[1] > a[1] ? b : a))
