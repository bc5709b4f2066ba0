/**
 * Configuration: environment variables, checked once at start, typed from then on. `SETTINGS` is the only list of them:
 * `--help` and the documentation are written from it (`describeSettings`).
 */
import type { z } from 'zod'
import * as value from './config-values.ts'

interface Setting {
  /** One line for people: what it is for. */
  about: string
  schema: z.ZodType<unknown, string>
  /** As it would be written; undefined: no default, the feature is off or an embedded server is used. */
  fallback?: string
  /** Never shown, not even in an error. */
  secret?: true
}

const setting = <S extends z.ZodType<unknown, string>, D extends string | undefined = undefined>(
  about: string,
  schema: S,
  fallback?: D,
  secret?: true,
) => ({ about, schema, fallback: fallback as D, secret }) as const
const secret = (about: string) => setting(about, value.word(/^\S+$/, 'one word without blanks'), undefined, true)

export const SETTINGS = {
  KAFKA_BROKERS: setting('Kafka cluster to use; unset: an embedded one', value.brokers()),
  KAFKA_PREFIX: setting(
    'Put before the names of topics, groups and transactional ids',
    value.word(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'letters, digits and ._- (at most 63)'),
    'postbuch',
  ),
  KAFKA_PARTITIONS: setting('Partitions of each topic; cannot be changed later', value.integer(1, 1000), '6'),
  KAFKA_REPLICATION: setting('Copies of each partition; 3 in production', value.integer(1, 9), '1'),
  KAFKA_MIN_INSYNC: setting('Copies that must confirm a write; 2 in production', value.integer(1, 9), '1'),
  DATABASE_URL: setting(
    'PostgreSQL to use; unset: an embedded one',
    value.url('postgres', 'postgresql'),
    undefined,
    true,
  ),
  MONGODB_URL: setting(
    'MongoDB to use; unset: an embedded server',
    value.url('mongodb', 'mongodb+srv'),
    undefined,
    true,
  ),
  DATA_DIR: setting('Folder for embedded servers and state stores', value.word(/./, 'a path'), '.postbuch/data'),
  ZENDESK_WEBHOOK_SECRET: secret(
    'Signing secret of the Zendesk webhook; without it the public listener refuses to start',
  ),
  ZENDESK_API_EMAIL: setting('Zendesk user whose API token fetches attachments', value.addresses()),
  ZENDESK_API_TOKEN: secret('API token that fetches attachments'),
  ZENDESK_HOSTS: setting(
    'Hosts that attachments may be fetched from, and the only ones that see the token',
    value.hosts(),
  ),
  API_TOKEN: setting(
    'Bearer tokens for what changes something or shows personal data: name:token,name:token, or one token',
    value.apiTokens(),
    undefined,
    true,
  ),
  PUBLIC_HOST: setting('Address of the public listener (webhook)', value.host(), '0.0.0.0'),
  PUBLIC_PORT: setting('Port of the public listener', value.port(), '8080'),
  INTERNAL_HOST: setting('Address of the internal listener (API, web page)', value.host(), '127.0.0.1'),
  INTERNAL_PORT: setting('Port of the internal listener', value.port(), '8081'),
  WORKER_METRICS_PORT: setting("Port of a worker's own /metrics, on INTERNAL_HOST; unset: none", value.port()),
  APPEND_TIMEOUT: setting('How long a request may wait for the log', value.duration(10), '3s'),
  REPLAY_WINDOW: setting(
    "How far a webhook's timestamp may be from now, in both directions",
    value.duration(1000),
    '5min',
  ),
  BODY_LIMIT: setting('Largest webhook body; the topics take no more than 8MiB', value.bytes(8 * 1024 ** 2), '8MiB'),
  LOG_LEVEL: setting(
    'What is logged',
    value.choice('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
  ),
  EXTRACT_CONCURRENCY: setting('Mails read at the same time by one worker', value.integer(1, 64), '3'),
  MATCH_AMOUNT_FACTOR: setting(
    'How many times more, or less, than the client said a claim may be until a person is asked',
    value.integer(2, 1000),
    '5',
  ),
  MATCH_SEVERAL_AMOUNTS_FACTOR: setting(
    'The same for a claim that other sums stand beside',
    value.decimal(1, 1000),
    '1.5',
  ),
  MATCH_DERIVED_AMOUNT_FACTOR: setting(
    'The same for a claim that is one of several figures, of which none proves it',
    value.decimal(1, 1000),
    '1.2',
  ),
  MATCH_SUMMED_AMOUNT_FACTOR: setting(
    'The same for a claim that had to be added up, since the mail states no total',
    value.decimal(1, 1000),
    '1.1',
  ),
  LLM_PROVIDER: setting('Who reads the mails', value.choice('rules', 'claude'), 'rules'),
  ANTHROPIC_API_KEY: secret('Key for LLM_PROVIDER=claude'),
  ANTHROPIC_MODEL: setting(
    'Model for LLM_PROVIDER=claude, unless a published prompt names its own',
    value.word(/^[\w.:@/-]+$/, "a model's name"),
    'claude-sonnet-5-5',
  ),
  ANTHROPIC_BASE_URL: setting("Where Claude answers; unset: Anthropic's own address", value.url('http', 'https')),
  ANTHROPIC_TIMEOUT: setting('How long Claude may take for one mail', value.duration(100), '2min'),
  ANTHROPIC_MAX_TOKENS: setting('Longest answer for one mail, in tokens', value.integer(256, 64_000), '4000'),
  ANTHROPIC_MAX_CHARS: setting(
    'Characters of a mail with its attachments that Claude is sent',
    value.integer(1000, 1_000_000),
    '120000',
  ),
  ANTHROPIC_MAX_PICTURES: setting(
    'Attachments without text (scans, photos) of one mail that Claude is shown',
    value.integer(0, 20),
    '5',
  ),
  ANTHROPIC_MAX_PICTURE_BYTES: setting('Their size in all', value.bytes(24 * 1024 ** 2), '20MiB'),
  SMTP_URL: setting(
    'Mail server; unset: mails are written to DATA_DIR as .eml',
    value.url('smtp', 'smtps'),
    undefined,
    true,
  ),
  MAIL_FROM: setting('Sender of notifications', value.addresses(), 'Postbuch <postbuch@localhost>'),
  NOTIFY_TO: setting('Who is told about updated debts', value.addresses()),
  ADMIN_EMAIL: setting('Who is told about failures', value.addresses()),
  NOTIFY_MAX_AGE: setting('Nobody is told about what happened longer ago', value.duration(), '24h'),
} as const satisfies Record<string, Setting>

type Name = keyof typeof SETTINGS
type Value<N extends Name> = z.output<(typeof SETTINGS)[N]['schema']>
type Values = { [N in Name]: (typeof SETTINGS)[N]['fallback'] extends string ? Value<N> : Value<N> | null }

/** One wrong variable. */
export interface ConfigIssue {
  variable: string
  expected: string
  /** What was there; `(hidden)` for secrets. */
  found: string
}

/** The environment does not fit; the message names every wrong variable, what was expected, what was found, what to do. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID'
  override name = 'ConfigError'
  readonly issues: ConfigIssue[]
  constructor(issues: ConfigIssue[]) {
    const lines = issues.map(({ variable, expected, found }) => `  ${variable} must be ${expected}; found ${found}`)
    super(
      `The configuration is not valid:\n${lines.join('\n')}\nSet or unset ${issues.map(i => i.variable).join(', ')} in the environment and start again.`,
    )
    this.issues = issues
  }
}

export type Config = ReturnType<typeof shape>

/** @throws ConfigError with all that is wrong at once. An empty variable counts as unset. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const issues: ConfigIssue[] = []
  const values: Record<string, unknown> = {}
  for (const [variable, { schema, fallback, secret }] of Object.entries<Setting>(SETTINGS)) {
    const given = env[variable]?.trim() || fallback
    if (given === undefined) {
      values[variable] = null
      continue
    }
    const result = schema.safeParse(given)
    if (result.success) values[variable] = result.data
    else {
      const found = secret ? '(hidden)' : JSON.stringify(given.slice(0, 120))
      issues.push({ variable, expected: result.error.issues[0]!.message, found })
    }
  }
  if (issues.length === 0) issues.push(...contradictions(values as Values))
  if (issues.length > 0) throw new ConfigError(issues)
  return shape(values as Values)
}

/** What is wrong only in combination. */
function* contradictions(v: Values): Generator<ConfigIssue> {
  if (v.KAFKA_MIN_INSYNC > v.KAFKA_REPLICATION)
    yield {
      variable: 'KAFKA_MIN_INSYNC',
      expected: `at most KAFKA_REPLICATION (${v.KAFKA_REPLICATION})`,
      found: `${v.KAFKA_MIN_INSYNC}`,
    }
  if (v.LLM_PROVIDER === 'claude' && !v.ANTHROPIC_API_KEY)
    yield { variable: 'ANTHROPIC_API_KEY', expected: 'set when LLM_PROVIDER is claude', found: 'nothing' }
  if (v.ZENDESK_API_TOKEN && !(v.ZENDESK_HOSTS && v.ZENDESK_API_EMAIL))
    yield {
      variable: 'ZENDESK_HOSTS',
      expected: 'set, with ZENDESK_API_EMAIL, when ZENDESK_API_TOKEN is',
      found: 'nothing',
    }
}

const shape = (v: Values) => ({
  kafka: {
    /** null: embedded. */
    brokers: v.KAFKA_BROKERS,
    prefix: v.KAFKA_PREFIX,
    partitions: v.KAFKA_PARTITIONS,
    replication: v.KAFKA_REPLICATION,
    minInsync: v.KAFKA_MIN_INSYNC,
  },
  /** null: embedded. */
  databaseUrl: v.DATABASE_URL,
  /** null: embedded. */
  mongodbUrl: v.MONGODB_URL,
  dataDir: v.DATA_DIR,
  zendesk: {
    webhookSecret: v.ZENDESK_WEBHOOK_SECRET,
    /** For attachments; `hosts` are the only ones that may see the token. */
    apiEmail: v.ZENDESK_API_EMAIL?.[0] ?? null,
    apiToken: v.ZENDESK_API_TOKEN,
    hosts: v.ZENDESK_HOSTS ?? [],
  },
  api: {
    tokens: v.API_TOKEN ?? [],
    public: { host: v.PUBLIC_HOST, port: v.PUBLIC_PORT },
    internal: { host: v.INTERNAL_HOST, port: v.INTERNAL_PORT },
    /** Of a worker; null: none. */
    workerMetricsPort: v.WORKER_METRICS_PORT,
    /** Milliseconds. */
    appendTimeout: v.APPEND_TIMEOUT,
    /** Milliseconds, both directions. */
    replayWindow: v.REPLAY_WINDOW,
    /** Bytes. */
    bodyLimit: v.BODY_LIMIT,
  },
  logLevel: v.LOG_LEVEL,
  extract: {
    concurrency: v.EXTRACT_CONCURRENCY,
    provider: v.LLM_PROVIDER,
    anthropicApiKey: v.ANTHROPIC_API_KEY,
    /** null: Anthropic's own. */
    anthropicBaseUrl: v.ANTHROPIC_BASE_URL,
    model: v.ANTHROPIC_MODEL,
    limits: {
      /** Milliseconds. */
      timeoutMs: v.ANTHROPIC_TIMEOUT,
      maxTokens: v.ANTHROPIC_MAX_TOKENS,
      maxChars: v.ANTHROPIC_MAX_CHARS,
      maxPictures: v.ANTHROPIC_MAX_PICTURES,
      maxPictureBytes: v.ANTHROPIC_MAX_PICTURE_BYTES,
    },
  },
  matching: {
    amountFactor: v.MATCH_AMOUNT_FACTOR,
    severalAmountsFactor: v.MATCH_SEVERAL_AMOUNTS_FACTOR,
    derivedAmountFactor: v.MATCH_DERIVED_AMOUNT_FACTOR,
    summedAmountFactor: v.MATCH_SUMMED_AMOUNT_FACTOR,
  },
  notify: {
    smtpUrl: v.SMTP_URL,
    from: v.MAIL_FROM[0]!,
    to: v.NOTIFY_TO ?? [],
    admin: v.ADMIN_EMAIL ?? [],
    /** Milliseconds. */
    maxAge: v.NOTIFY_MAX_AGE,
  },
})

/** Each variable for `--help` and the documentation: name, purpose, default. */
export const describeSettings = (): { variable: string; about: string; fallback: string | null; secret: boolean }[] =>
  Object.entries<Setting>(SETTINGS).map(([variable, { about, fallback, secret }]) => ({
    variable,
    about,
    fallback: fallback ?? null,
    secret: secret === true,
  }))
