/** What setting a group's committed offsets would do, and whether it makes sense: pure. */
import type { TopicPartition } from '../log/log.ts'

export type Kind = 'projection' | 'handler' | 'foreign'

/** `earliest`, `latest`, `position` (what the consumer's own store says) or an offset. */
export type Target = 'earliest' | 'latest' | 'position' | number

export interface ResetPartition extends TopicPartition {
  /** The committed offset. */
  before: number | null
  /** Where the consumer really is; null if only the committed offset says so. */
  position: number | null
  first: number
  stable: number
}

export interface Planned extends ResetPartition {
  after: number
}

/** The reset would do harm, or nothing at all. */
export class ResetRefused extends Error {
  override name = 'ResetRefused'
  readonly code = 'RESET_REFUSED'
}

/** @throws ResetRefused with what to do instead */
export function planReset(
  kind: Kind,
  members: number,
  target: Target,
  partitions: readonly ResetPartition[],
): Planned[] {
  if (kind === 'projection' && target !== 'position') {
    throw new ResetRefused(
      "A projection's truth is the position in its own store; the committed offset only mirrors it for monitors, and is overwritten within a second. " +
        'To apply events again: postbuch projections replay NAME --key K, or rebuild NAME. To repair the mirror: --to position.',
    )
  }
  const planned = partitions.map(own => ({ ...own, after: offsetOf(target, own) }))
  const skips = planned.find(({ after, before, position }) => after > Math.max(before ?? 0, position ?? 0))
  // To the end is forward also where nothing waits: mail may come before it is done.
  if (kind === 'handler' && (target === 'latest' || (skips && target !== 'position'))) {
    const which = skips && `: ${skips.topic}/${skips.partition} from ${skips.before ?? 0} to ${skips.after}`
    throw new ResetRefused(
      `A handler that was set forward would skip accepted mail${which ?? ', that which comes just now'}. ` +
        'Nothing may be skipped here; a record that cannot be processed waits in the dead letters (postbuch dead-letters list). ' +
        'Backwards is allowed: what is answered already is recognised and not decided again.',
    )
  }
  if (members > 0) {
    throw new ResetRefused(
      `The group has ${members} ${members === 1 ? 'member' : 'members'}, which would overwrite the offsets at once. Stop its processes first.`,
    )
  }
  return planned
}

function offsetOf(target: Target, { first, stable, position, before }: ResetPartition): number {
  if (target === 'earliest') return first
  if (target === 'latest') return stable
  if (target === 'position') return position ?? before ?? first
  return Math.min(Math.max(target, first), stable)
}
