import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A temporary schemas folder, gone after the test. `files`: `'DigestSent.v1'` → its fields. */
export function schemaFolder(files: Record<string, unknown[]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'postbuch-schemas-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [file, fields] of Object.entries(files)) {
    const record = { type: 'record', name: file.split('.')[0], namespace: 'postbuch.events', fields }
    writeFileSync(join(folder, `${file}.avsc`), JSON.stringify(record))
  }
  return folder
}
