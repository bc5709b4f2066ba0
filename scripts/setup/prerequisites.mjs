import { join } from 'node:path'
import { outputOf, which } from './command.mjs'
import { SetupError } from './report.mjs'

const DOCKER = 'or run everything in containers with `docker compose up`'

/** Node 20 runs this set-up; the application then runs on the Node 24 that npm installs. */
export function requireNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= 20) return
  throw new SetupError(`Postbuch needs Node 20 or newer, and this is Node ${version}: install a newer one, ${DOCKER}.`)
}

/** A Java of version 17 or newer, from JAVA_HOME or the PATH. */
export function requireJava() {
  const places = [process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin', 'java'), which('java')].filter(Boolean)
  const found = []
  for (const java of places) {
    const version = /version "(?:1\.)?(\d+)[^"]*"/.exec(outputOf(java, ['-version']) ?? '')
    if (version && Number(version[1]) >= 17) return java
    if (version) found.push(`Java ${version[1]} (${java})`)
  }
  throw missing('Java 17 or newer, to run Apache Kafka', found, 'apt install openjdk-17-jre-headless', 'KAFKA_BROKERS')
}

/** Maven fetches Kafka's jars; it is needed only until they are there. */
export function requireMaven() {
  const maven = which('mvn')
  if (maven) return maven
  throw missing("Maven (`mvn`), to fetch Apache Kafka's jars", [], 'apt install maven', 'KAFKA_BROKERS')
}

/** A Python of version 3.11 or newer that can make virtual environments. */
export function requirePython() {
  const found = []
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11']) {
    const python = which(name)
    if (!python) continue
    const version = /(\d+)\.(\d+)\.\d+/.exec(outputOf(python, ['-V']) ?? '')
    if (!version) continue
    const fits = Number(version[1]) === 3 && Number(version[2]) >= 11
    if (fits && outputOf(python, ['-c', 'import venv, ensurepip']) !== undefined) return python
    found.push(`Python ${version[0]} ${fits ? 'without venv ' : ''}(${python})`)
  }
  const what = 'Python 3.11 or newer with venv, to run the MongoDB-wire server'
  throw missing(what, found, 'apt install python3 python3-venv', 'MONGODB_URL')
}

function missing(what, found, mend, variable) {
  const seen = found.length > 0 ? `found only ${found.join(' and ')}` : 'found none'
  return new SetupError(
    `Postbuch needs ${what}, and ${seen}: install it (${mend}), set ${variable} to a server of your own, ${DOCKER}.`,
  )
}
