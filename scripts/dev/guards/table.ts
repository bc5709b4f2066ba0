// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source
/** Every guard as an edit that takes it out. A test must fail then: see run.ts and docs/guarantees.md. */

export interface Guard {
  name: string
  file: string
  /** Taken out by replacing this … */
  find: string
  /** … by this. */
  replace: string
  /** Where the tests are that may notice, if not among those of the handlers. */
  tests?: readonly string[]
}

const RUNTIME = 'src/handlers/runtime'
const guard = (name: string, file: string, find: string, replace: string): Guard => ({ name, file, find, replace })

const STORES = ['test/contract/projection-stores.test.ts', 'test/projections/order.test.ts', 'test/projections/runner']

export const GUARDS: Guard[] = [
  guard(
    'a transactional id per partition',
    `${RUNTIME}/tenure.ts`,
    '${handler.topic}-${partition}`',
    '${handler.topic}-${partition}-${deps.membership.memberId}`',
  ),
  guard(
    'folding until the own PartitionTaken comes back',
    `${RUNTIME}/tenure.ts`,
    "    this.phase = 'folding'\n    this.read()",
    "    this.phase = 'folding'\n    this.read()\n    return this.#goLive()",
  ),
  guard(
    'a key in flight until its outputs are folded back',
    `${RUNTIME}/steps.ts`,
    'this.#inFlight.set(key, new Set(own.map(event => event.id)))',
    'void own, this.#inFlight.delete(key)',
  ),
  guard(
    'requests are only noted',
    'src/domain/email.ts',
    "    case 'RetryRequested':\n    case 'ReviewAnswered':",
    "    case 'RetryRequested':\n      if (['review', 'dismissed', 'failed'].includes(state.phase))\n        return { ...noted, phase: 'queued', openReview: null, run: newRun(event.id) }\n    case 'ReviewAnswered':",
  ),
  guard(
    'an unknown outcome leads to a new take-over',
    `${RUNTIME}/tenure.ts`,
    '    await this.#producer.commit(events.map(this.#deps.codec.encode))',
    `    try {
      await this.#producer.commit(events.map(this.#deps.codec.encode))
    } catch (error) {
      if (error instanceof Fenced) throw error
      const { prefix, handler, partition, log } = this.#deps
      const next = log.transactional(\`\${prefix}-\${handler.group}-\${handler.topic}-\${partition}\`)
      await next.fence()
      await next.commit(events.map(this.#deps.codec.encode))
    }`,
  ),
  guard(
    'a membership before every fence',
    `${RUNTIME}/partition.ts`,
    'if (await membership.confirm({ topic: handler.topic, partition }))',
    'void [membership, handler, partition]\n      if (await Promise.resolve(true))',
  ),
  guard(
    'fenced means lost: drop and join again',
    `${RUNTIME}/partition.ts`,
    "if (end.reason === 'fenced') await this.#rejoin()",
    'void this.#rejoin',
  ),
  guard(
    'match and debt requests in one transaction',
    `${RUNTIME}/steps.ts`,
    'await this.#commit(events)',
    "for (const topic of ['emails', 'debts']) {\n          const part = events.filter(event => event.topic === topic)\n          if (part.length) await this.#commit(part)\n        }",
  ),
  guard(
    'the versions of a debt (reversals count)',
    'src/domain/debt.ts',
    'return { ...s, version: event.data.version, replies: remaining',
    'return { ...s, replies: remaining',
  ),
  guard('compare-and-set of the state store', `${RUNTIME}/sqlite-store.ts`, '.changes !== 1)', '.changes > 1)'),
  guard(
    'identity of the state store',
    `${RUNTIME}/sqlite-store.ts`,
    'if (meta.identity !== identity)',
    'if (!meta.identity)',
  ),
  guard(
    'a store ahead of the log is thrown away',
    `${RUNTIME}/tenure.ts`,
    'if (store.position > high)',
    'if (high < 0)',
  ),
  guard('one evolve an offset', `${RUNTIME}/fold.ts`, 'if (record.offset < from', 'if (record.offset < 0'),
  guard(
    'evolve ignores an id that it knows',
    'src/domain/email.ts',
    'if (state.known.includes(event.id)) return state',
    'if (state.known.length < 0) return state',
  ),
  guard(
    'deciding again gives nothing',
    'src/domain/email.ts',
    'if (!wanted.some(',
    'if (wanted.length > 99 && !wanted.some(',
  ),
  guard(
    'an outage counts no attempt',
    'src/domain/email.ts',
    "const isCounted = ({ kind }: Failure) => kind === 'mail'",
    'const isCounted = (_: Failure) => true',
  ),
  guard(
    'an outage answers the start that it interrupted',
    'src/handlers/extract.ts',
    '    suspended: failure',
    '    unused: failure',
  ),
  guard('a place before a start is written', 'src/handlers/emails.ts', "place: 'begins', ", ''),
  guard(
    'one probe for an outage',
    `${RUNTIME}/suspensions.ts`,
    'if (suspended && wait === 0) suspended.probing = true',
    'if (suspended && wait === 0) suspended.probing = false',
  ),
  guard(
    'losing the partition stops its decisions',
    `${RUNTIME}/tenure.ts`,
    '    this.#aborter.abort()\n    this.#producer.drop()',
    '    this.#aborter.signal.throwIfAborted()',
  ),
  guard(
    'a start of another epoch is started anew',
    'src/domain/email.ts',
    'return run.epoch === epoch\n',
    "return run.epoch !== ''\n",
  ),
  guard('poison parks its key', `${RUNTIME}/fold.ts`, '      waiting.add(record.key)\n', ''),
  guard(
    'a missing deployment halts',
    `${RUNTIME}/fold.ts`,
    'if (isMissingDeployment(error))',
    'if (isMissingDeployment(error) && next < 0)',
  ),
  guard(
    'a person beats the machine',
    'src/domain/email-requests.ts',
    "const overMachine = state.match?.decidedBy === 'rules'",
    'const overMachine = false',
  ),
  guard(
    'a second answer is refused',
    'src/domain/email-requests.ts',
    'if (state.openReview !== data.reviewId && !overMachine) {',
    "if (state.openReview === 'x' && !overMachine) {",
  ),
  guard(
    'a retry of a matched mail is refused',
    'src/domain/email.ts',
    "['queued', 'review', 'dismissed', 'failed'].includes(phase)",
    "['queued', 'review', 'dismissed', 'failed', 'matched'].includes(phase)",
  ),
  guard(
    'an older reply never overwrites a newer one',
    'src/domain/debt.ts',
    'a.receivedAt - b.receivedAt || a.offset',
    'a.offset',
  ),
  {
    name: 'PostgreSQL: a position is moved by compare-and-set',
    file: 'src/projections/postgres/checkpoint.ts',
    find: ' and p.position = m.origin',
    replace: '',
    tests: STORES,
  },
  {
    name: 'MongoDB: a position is moved by compare-and-set',
    file: 'src/projections/mongo/store.ts',
    find: '{ _id, position: from, epoch },',
    replace: '(void epoch, void from, { _id }),',
    tests: STORES,
  },
  {
    name: 'a reading leaves out what was aborted',
    file: 'src/log/kafka/record-batches.ts',
    find: 'return (head.attributes & TRANSACTIONAL) === 0 || !open.has(producer)',
    replace: 'return true',
    tests: ['test/log/kafka/record-batches.test.ts', 'test/contract/kafka.test.ts'],
  },
  {
    name: 'MongoDB: the version guard',
    file: 'src/projections/mongo/pipeline.ts',
    find: "{ $lt: ['$$old.version', debt.version] }",
    replace: '{ $lt: [0, 1] }',
    tests: STORES,
  },
  {
    name: 'MongoDB: writes are on disk before they count',
    file: 'src/projections/mongo/connect.ts',
    find: "{ w: 'majority', j: true }",
    replace: "{ w: 'majority' }",
    tests: ['test/projections/mongo-durable.test.ts'],
  },
  {
    name: 'a projection reads its positions again at every beginning',
    file: 'src/projections/engine/runner.ts',
    find: 'const checkpoint = await store.open(projection, identityOf(log, projection))',
    replace: 'const checkpoint = this.#checkpoint ?? (await store.open(projection, identityOf(log, projection)))',
    tests: STORES,
  },
]
