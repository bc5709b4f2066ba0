/** Multinomial logistic regression, by Adam over all examples at once: no chance is in it. */

/** The places and values of the terms that an example has, all others being 0. */
export type Row = readonly (readonly [place: number, value: number])[]

export interface Regression {
  /** Number of terms, and of classes. */
  terms: number
  classes: number
  /** How strongly the weights are held small: the variance of their prior. */
  freedom: number
  rounds: number
}

/**
 * The weights of each term for each class (`term * classes + class`), and behind them those of each class without any term.
 * @param target the class of each example, and `share` what the example counts
 */
export function regress(
  rows: readonly Row[],
  target: readonly number[],
  share: readonly number[],
  { terms, classes: K, freedom, rounds }: Regression,
): Float64Array {
  const weights = new Float64Array((terms + 1) * K)
  const bias = terms * K
  const [mean, square] = [new Float64Array(weights.length), new Float64Array(weights.length)]
  const logits = new Float64Array(K)
  for (let round = 1; round <= rounds; round++) {
    const slope = weights.map((weight, i) => (i < bias ? weight / freedom : 0))
    for (const [n, row] of rows.entries()) {
      for (let k = 0; k < K; k++) logits[k] = weights[bias + k]!
      for (const [at, value] of row) for (let k = 0; k < K; k++) logits[k]! += value * weights[at * K + k]!
      const highest = Math.max(...logits)
      const shares = logits.map(logit => Math.exp(logit - highest))
      const sum = shares.reduce((total, one) => total + one, 0)
      for (let k = 0; k < K; k++) {
        const error = share[n]! * (shares[k]! / sum - (k === target[n] ? 1 : 0))
        slope[bias + k]! += error
        for (const [at, value] of row) slope[at * K + k]! += error * value
      }
    }
    const rate = 0.3 / Math.sqrt(1 + round / 30)
    for (let i = 0; i < weights.length; i++) {
      mean[i] = 0.9 * mean[i]! + 0.1 * slope[i]!
      square[i] = 0.999 * square[i]! + 0.001 * slope[i]! * slope[i]!
      weights[i]! -= (rate * mean[i]!) / (1 - 0.9 ** round) / (Math.sqrt(square[i]! / (1 - 0.999 ** round)) + 1e-8)
    }
  }
  return weights
}
