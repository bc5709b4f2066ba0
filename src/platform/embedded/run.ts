import { spawn } from 'node:child_process'

export interface RunOptions {
  input?: string
  env?: NodeJS.ProcessEnv
  cwd?: string
  uid?: number
  gid?: number
}

/** Runs a program to its end; `output` is what it wrote, stdout and stderr together. Never rejects. */
export function run(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<{ ok: boolean; output: string }> {
  const { input = '', env, ...rest } = options
  return new Promise(resolve => {
    const child = spawn(command, args, { ...rest, env: { ...process.env, ...env }, stdio: 'pipe' })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.stdin.once('error', () => {})
    child.stdin.end(input)
    child.once('error', error => resolve({ ok: false, output: error.message }))
    child.once('close', code => resolve({ ok: code === 0, output: output.trim() }))
  })
}
