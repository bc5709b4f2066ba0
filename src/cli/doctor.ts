import { examine } from '../app/doctor.ts'
import { plainTable } from '../app/start/report.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'

const MARK = { ok: 'ok', warn: 'WARN', fail: 'FAIL' } as const

/** `postbuch doctor`. Exit code 1 if a check failed. */
export const run: Verb = async io => {
  const findings = await withSession(io, 'postbuch-doctor', ({ config, attached, connections }) =>
    examine(config, attached.addresses, connections),
  )
  const table = plainTable(['', 'check', 'found'])
  for (const { status, check, found } of findings) table.push([MARK[status], check, found])
  io.print(table.toString())
  for (const { status, check, expected, mend } of findings) {
    if (status !== 'ok') io.print(`${MARK[status]} ${check}: expected ${expected}. ${mend}`)
  }
  return { document: findings, exitCode: findings.some(({ status }) => status === 'fail') ? 1 : 0 }
}
