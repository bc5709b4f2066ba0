/** Share of what was checked that is right; 1 when nothing was checked, never below 0. */
export const healthScore = (checked: number, issues: number) =>
  checked === 0 ? 1 : Math.max(0, (checked - issues) / checked)

/** From here on an audit counts as passed. */
export const HEALTHY = 0.95
