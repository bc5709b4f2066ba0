import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { say } from './report.mjs'

/** Does the work while no other set-up of this repository is at work; the lock of one that was killed is taken over. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${file}.${process.pid}`
  const release = () => {
    if (holder(file) === process.pid) rmSync(file, { force: true })
    rmSync(mine, { force: true })
  }
  writeFileSync(mine, String(process.pid))
  process.once('exit', release)
  let said = false
  while (!take(mine, file)) {
    const other = holder(file)
    if (other !== undefined && !isAlive(other)) rmSync(file, { force: true })
    else if (!said) say(`waiting for another set-up, process ${other}`)
    said = true
    await delay(200)
  }
  try {
    return await work()
  } finally {
    release()
  }
}

// A link to a finished file: nobody ever sees a lock without its holder's number.
function take(mine, file) {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
