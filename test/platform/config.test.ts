import { describe, expect, test } from 'vitest'
import { ConfigError, describeSettings, loadConfig, SETTINGS } from '../../src/platform/config.ts'
import { createLogger } from '../../src/platform/logging.ts'

const failing = (env: Record<string, string>) => {
  try {
    loadConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error(`accepted: ${JSON.stringify(env)}`)
}

describe('configuration', () => {
  test('an empty environment gives the documented defaults', () => {
    const config = loadConfig({})
    expect(config.kafka).toEqual({ brokers: null, prefix: 'postbuch', partitions: 6, replication: 1, minInsync: 1 })
    expect(config.api).toMatchObject({
      appendTimeout: 3000,
      replayWindow: 300_000,
      bodyLimit: 8 * 1024 * 1024,
      internal: { host: '127.0.0.1' },
      tokens: [],
    })
    expect(config.notify.maxAge).toBe(86_400_000)
    expect(config.extract.concurrency).toBe(3)
    expect(config.zendesk.webhookSecret).toBeNull()
  })

  test('an empty variable counts as unset', () => {
    expect(loadConfig({ KAFKA_BROKERS: '', PUBLIC_PORT: ' ' })).toEqual(loadConfig({}))
  })

  test('reads what is given', () => {
    const config = loadConfig({
      KAFKA_BROKERS: 'a:9092, b:9093,[::1]:9094',
      APPEND_TIMEOUT: '250ms',
      REPLAY_WINDOW: '1.5min',
      BODY_LIMIT: '1024',
      API_TOKEN: 'Anna Müller:0123456789abcdef,ben:fedcba9876543210',
      MONGODB_URL: 'mongodb://a:1,b:2/?replicaSet=r',
      NOTIFY_TO: 'Kanzlei <k@example.org>, b@example.org',
    })
    expect(config.kafka.brokers).toEqual(['a:9092', 'b:9093', '[::1]:9094'])
    expect(config.api).toMatchObject({ appendTimeout: 250, replayWindow: 90_000, bodyLimit: 1024 })
    expect(config.api.tokens.map(({ name }) => name)).toEqual(['Anna Müller', 'ben'])
    expect(config.mongodbUrl).toBe('mongodb://a:1,b:2/?replicaSet=r')
    expect(config.notify.to).toHaveLength(2)
    expect(loadConfig({ API_TOKEN: '0123456789abcdef' }).api.tokens).toEqual([
      { name: 'operator', token: '0123456789abcdef' },
    ])
  })

  test.each([
    ['APPEND_TIMEOUT', '3'],
    ['APPEND_TIMEOUT', '1ms'],
    ['REPLAY_WINDOW', '-5min'],
    ['BODY_LIMIT', '8 megs'],
    ['BODY_LIMIT', '9MiB'],
    ['KAFKA_PARTITIONS', '0'],
    ['KAFKA_PARTITIONS', '6.5'],
    ['PUBLIC_PORT', '70000'],
    ['PUBLIC_HOST', 'http://x'],
    ['KAFKA_BROKERS', 'broker'],
    ['KAFKA_BROKERS', 'a:9092,,b:9092'],
    ['LOG_LEVEL', 'loud'],
    ['ADMIN_EMAIL', 'nobody'],
    ['LLM_PROVIDER', 'gpt'],
  ])('%s=%s is refused by name, with what was found', (variable, given) => {
    const error = failing({ [variable]: given })
    expect(error.issues.map(issue => issue.variable)).toEqual([variable])
    expect(error.message).toContain(`${variable} must be `)
    expect(error.message).toContain(JSON.stringify(given))
    expect(error.message).toContain(`Set or unset ${variable}`)
  })

  test('names everything that is wrong at once', () => {
    expect(failing({ PUBLIC_PORT: 'x', INTERNAL_PORT: 'y' }).issues.map(i => i.variable)).toEqual([
      'PUBLIC_PORT',
      'INTERNAL_PORT',
    ])
  })

  test('names contradictions', () => {
    expect(failing({ KAFKA_MIN_INSYNC: '2' }).message).toContain('at most KAFKA_REPLICATION (1)')
    expect(failing({ LLM_PROVIDER: 'claude' }).message).toContain('ANTHROPIC_API_KEY')
    expect(failing({ ZENDESK_API_TOKEN: 'abc' }).message).toContain('ZENDESK_HOSTS')
  })

  test('never shows a secret', () => {
    for (const [variable, { secret }] of Object.entries(SETTINGS)) {
      if (!secret) continue
      const error = failing({ [variable]: 'hunter2 hunter2', PUBLIC_PORT: 'x' })
      expect(error.message + JSON.stringify(error)).not.toContain('hunter2')
    }
  })

  test('every setting is described, and every default is valid', () => {
    for (const { variable, about } of describeSettings()) expect(about, variable).toMatch(/\S{3}/)
    expect(() => loadConfig({})).not.toThrow()
  })
})

describe('logging', () => {
  const lines: string[] = []
  const log = createLogger({ process: 'test', level: 'debug', destination: { write: line => void lines.push(line) } })

  test('keeps ids, hides personal data and secrets at three levels', () => {
    log.info({ emailId: 'e-1', subject: 'Mahnung', event: { fromEmail: 'a@b.de', data: { clientName: 'Anna' } } }, 'x')
    log.info({ req: { headers: { authorization: 'Bearer abc' } }, a: { b: { password: 'pw', aktenzeichen: '1/2' } } })
    const text = lines.splice(0).join('')
    expect(text).toContain('e-1')
    for (const word of ['Mahnung', 'a@b.de', 'Anna', 'Bearer', '"pw"', '1/2']) expect(text).not.toContain(word)
  })

  test('an error keeps its code and place, not rows, credentials or addresses', () => {
    const error = Object.assign(new Error('connect postgres://u:p/w@db:5432/x failed for a.b@example.org'), {
      code: 'ECONNREFUSED',
      detail: 'Key (client_name)=(Anna) already exists.',
    })
    log.error({ err: error })
    const line = JSON.parse(lines.splice(0).join(''))
    expect(line).toMatchObject({ level: 'error', process: 'test', err: { code: 'ECONNREFUSED', type: 'Error' } })
    expect(line.err.message).toBe('connect postgres://(hidden)@db:5432/x failed for (address)')
    expect(JSON.stringify(line)).not.toContain('Anna')
    expect(line.err.stack).toContain('config.test.ts')
  })
})
