/**
 * Secrets of an installation that nobody configured (the demonstration, a first trial): made once, kept in the data
 * folder, readable by its owner only. A configured one always wins.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface LocalSecrets {
  webhookSecret: string
  apiToken: string
  /** What the demonstration's attachment server asks for. */
  attachmentToken: string
}

/** Reads `secrets.json` of the data folder, or makes it. */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LocalSecrets
  } catch {
    const word = () => randomBytes(24).toString('base64url')
    const secrets = { webhookSecret: word(), apiToken: word(), attachmentToken: word() }
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
    chmodSync(file, 0o600)
    return secrets
  }
}
