/** The cases that Burrow's own evaluator test lists, as facts: offsets, seconds and lags; what each rule and all of them say. */
import { describe, expect, test } from 'vitest'
import {
  type Commit,
  groupStatus,
  hasStalled,
  hasStopped,
  isAlwaysBehind,
  isFallingBehind,
  isRewound,
  type PartitionStatus,
  partitionStatus,
  wasAtEnd,
} from '../../src/ops/burrow.ts'

interface Case {
  what: string
  commits: [offset: number, seconds: number, lag: number | null][]
  ends: number[]
  lag: number
  now: number
  allowedLag?: number
  rules: Partial<Record<'behind' | 'rewound' | 'stopped' | 'stalled' | 'falling' | 'atEnd', true>>
  status: PartitionStatus
}

const steps = (offsets: number[], lags: (number | null)[]): Case['commits'] =>
  offsets.map((offset, i) => [offset, (i + 1) * 100, lags[i]!])
const moving = [1000, 2000, 3000, 4000, 5000]
const still = [1000, 1000, 1000, 1000, 1000]
const back = [1000, 2000, 3000, 2000, 4000]
const backLags = [100, 150, 200, 1250, 300]
/** A commit a second, always at the end. */
const ticking: Case['commits'] = Array.from({ length: 15 }, (_, i) => [792748079 + i, 1512224618 + i, 0])

const CASES: Case[] = [
  {
    what: 'no lag at one time',
    commits: steps(moving, [0, 50, 100, 150, 200]),
    ends: [5200],
    lag: 200,
    now: 600,
    rules: { falling: true },
    status: 'OK',
  },
  {
    what: 'silent for just as long as the window took',
    commits: steps(moving, [0, 50, 100, 150, 200]),
    ends: [5200],
    lag: 200,
    now: 900,
    rules: { falling: true },
    status: 'OK',
  },
  {
    what: 'silent for longer, although there once was no lag',
    commits: steps(moving, [0, 50, 100, 150, 200]),
    ends: [5200],
    lag: 200,
    now: 1000,
    rules: { stopped: true, falling: true },
    status: 'STOP',
  },
  {
    what: 'silent for longer, always behind',
    commits: steps(moving, [50, 100, 150, 200, 250]),
    ends: [5250],
    lag: 250,
    now: 1000,
    rules: { behind: true, stopped: true, falling: true },
    status: 'STOP',
  },
  {
    what: 'the same offset, but no lag at first',
    commits: steps(still, [0, 50, 100, 150, 200]),
    ends: [1200],
    lag: 200,
    now: 600,
    rules: { stalled: true, falling: true },
    status: 'OK',
  },
  {
    what: 'the same offset, always behind',
    commits: steps(still, [100, 150, 200, 250, 300]),
    ends: [1300],
    lag: 300,
    now: 600,
    rules: { behind: true, stalled: true, falling: true },
    status: 'STALL',
  },
  {
    what: 'the same offset, the same lag',
    commits: steps(still, [100, 100, 100, 100, 100]),
    ends: [1100],
    lag: 100,
    now: 600,
    rules: { behind: true, stalled: true, falling: true },
    status: 'STALL',
  },
  {
    what: 'went back and caught up',
    commits: steps(back, backLags),
    ends: [4300],
    lag: 300,
    now: 600,
    rules: { behind: true },
    status: 'OK',
  },
  {
    what: 'no lag now, whatever was',
    commits: steps(moving, [50, 100, 150, 200, 250]),
    ends: [5250],
    lag: 0,
    now: 1000,
    rules: { behind: true, stopped: true, falling: true },
    status: 'OK',
  },
  {
    what: 'silent, always at the end until new events came a while ago',
    commits: ticking,
    ends: [792749024, 792749000, 792748800, 792748600, 792748500],
    lag: 931,
    now: 1512224650,
    rules: { stopped: true, falling: true },
    status: 'STOP',
  },
  {
    what: 'silent, but at the end a moment ago',
    commits: ticking,
    ends: [792748094, 792748093, 792748093, 792748093],
    lag: 1,
    now: 1512224650,
    rules: { stopped: true, falling: true, atEnd: true },
    status: 'OK',
  },
  {
    what: 'commits of unknown lag change nothing',
    commits: moving.flatMap((offset, i): Case['commits'] => [
      [offset, (i + 1) * 100, i * 50],
      [offset + 500, (i + 1) * 100 + 50, null],
    ]),
    ends: [5700],
    lag: 200,
    now: 600,
    rules: { falling: true },
    status: 'OK',
  },
  {
    what: 'a lag that is allowed',
    commits: steps([1000, 2000, 2000], [2, 1, 1]),
    ends: [2001],
    lag: 1,
    now: 550,
    allowedLag: 1,
    rules: { stopped: true },
    status: 'OK',
  },
  {
    what: 'stalled beyond what is allowed',
    commits: steps(still, [100, 150, 200, 250, 300]),
    ends: [1300],
    lag: 300,
    now: 600,
    allowedLag: 99,
    rules: { behind: true, stalled: true, falling: true },
    status: 'STALL',
  },
  {
    what: 'went back and caught up, beyond what is allowed',
    commits: steps(back, backLags),
    ends: [4300],
    lag: 300,
    now: 600,
    allowedLag: 99,
    rules: { behind: true },
    status: 'OK',
  },
  {
    what: 'went back and has not caught up',
    commits: steps([1000, 2000, 3000, 2000, 2500], backLags),
    ends: [4300],
    lag: 300,
    now: 600,
    rules: { behind: true, rewound: true },
    status: 'REWIND',
  },
]

describe('by the cases of Burrow', () => {
  test.each(CASES)('$what: $status', ({ commits: told, ends, lag, now: seconds, allowedLag = 0, rules, status }) => {
    const commits: Commit[] = told.map(([offset, at, behind]) => ({ offset, time: at * 1000, lag: behind }))
    const now = seconds * 1000
    const found = {
      behind: isAlwaysBehind(commits, allowedLag),
      rewound: isRewound(commits),
      stopped: hasStopped(commits, now),
      stalled: hasStalled(commits),
      falling: isFallingBehind(commits),
      atEnd: wasAtEnd(commits, ends),
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, holds]) => holds))).toEqual(rules)
    expect(partitionStatus({ commits, ends, lag, now, allowedLag })).toBe(status)
  })

  test('moving, and further behind each time: WARN', () => {
    const commits = moving.map((offset, i) => ({ offset, time: i * 100, lag: 50 + i }))
    expect(partitionStatus({ commits, ends: [9000], lag: 60, now: 500 })).toBe('WARN')
  })

  test('nothing committed yet: OK', () => {
    expect(partitionStatus({ commits: [], ends: [5], lag: 5, now: 0 })).toBe('OK')
  })

  test('a group is as its worst partition; stopped, stalled and rewound are errors', () => {
    expect(groupStatus(['OK', 'OK'])).toBe('OK')
    expect(groupStatus(['OK', 'WARN'])).toBe('WARN')
    for (const bad of ['STOP', 'STALL', 'REWIND'] as const) expect(groupStatus([bad, null, 'WARN'])).toBe('ERR')
    expect(groupStatus(['OK', null])).toBeNull()
    expect(groupStatus([])).toBe('OK')
  })
})
