import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface SharedServers {
  /** Kafka's `host:port`. */
  kafka: string
  /** PostgreSQL as superuser, its database `postbuch`: use `freshDatabase` instead, to write. */
  postgres: string
  mongodb: string
}

type Kind = keyof SharedServers

/**
 * The servers that all test files of a run share; each is started when it is first asked for (Kafka takes 4 s), so
 * name those you need. Call it in `beforeAll`. Keep to a fresh prefix or database: others are at work beside you.
 */
export async function sharedServers<K extends Kind = Kind>(...kinds: K[]): Promise<Pick<SharedServers, K>> {
  const wanted = kinds.length > 0 ? kinds : (['kafka', 'postgres', 'mongodb'] as K[])
  const found = await Promise.all(wanted.map(async kind => [kind, await ask(kind)] as const))
  return Object.fromEntries(found) as Pick<SharedServers, K>
}

async function ask(kind: Kind): Promise<string> {
  const answer = await fetch(`${inject('serverDesk')}/${kind}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

/** A name that no other test has: for topics (as their prefix), groups and databases. */
export function freshPrefix(): string {
  return `t${randomBytes(5).toString('hex')}`
}

/** The address of a MongoDB database of the test's own; it comes into being by its first write. */
export async function freshMongo(): Promise<{ url: string; database: string }> {
  const { mongodb } = await sharedServers('mongodb')
  const database = freshPrefix()
  const url = new URL(mongodb)
  url.pathname = `/${database}`
  return { url: url.href, database }
}

export interface Template {
  name: string
  /** Fills the template (migrations, fixed rows) the first time it is asked for in this run; must end its connections. */
  prepare: (url: string) => Promise<void>
}

export interface FreshDatabase {
  url: string
  name: string
  /** Fails if connections are still open, which then is a leak of the test. */
  drop(): Promise<void>
}

/** A PostgreSQL database of the test's own: empty, or a copy (30 ms) of a template that is prepared once a run. */
export async function freshDatabase(template?: Template): Promise<FreshDatabase> {
  const { postgres } = await sharedServers('postgres')
  const at = (name: string) => Object.assign(new URL(postgres), { pathname: `/${name}` }).href
  const name = freshPrefix()
  await asAdmin(postgres, async admin => {
    const source = template ? `template_${template.name}` : 'template0'
    if (template) await prepareOnce(admin, source, () => template.prepare(at(source)))
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${source}`)
  })
  return {
    url: at(name),
    name,
    drop: () => asAdmin(postgres, admin => admin.query(`DROP DATABASE ${name}`)).then(() => {}),
  }
}

async function prepareOnce(admin: pg.Client, name: string, prepare: () => Promise<void>): Promise<void> {
  // A lock of the session, held until the copy is made: nobody else prepares or copies at the same time.
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [name])
  const done = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name])
  if (done.rowCount) return
  await admin.query(`DROP DATABASE IF EXISTS ${name}`)
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  await prepare()
  await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`)
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
