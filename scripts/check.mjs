// `npm run check`: everything that can be said about the code without running it. Each step has a name, all are run,
// and the last line says what came of it. A file in scripts/checks/ is a step of its own.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const bin = (...path) => join(root, 'node_modules', ...path)

const steps = [
  ['types', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', root]],
  ['lint and format', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', root]],
]
const direction = ['.dependency-cruiser.mjs', '.dependency-cruiser.js', '.dependency-cruiser.cjs'].find(file =>
  existsSync(join(root, file)),
)
if (direction) {
  const program = bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  steps.push(["the folders' direction", [program, '--config', direction, '--output-type', 'err', 'src']])
}
const own = join(root, 'scripts', 'checks')
for (const file of existsSync(own)
  ? readdirSync(own)
      .filter(name => /\.(ts|mjs)$/.test(name))
      .sort()
  : []) {
  steps.push([file.replace(/\.\w+$/, '').replaceAll('-', ' '), [join(own, file)]])
}

const failed = []
for (const [name, args] of steps) {
  const begun = performance.now()
  console.log(`── ${name}`)
  const flags = ['--disable-warning=ExperimentalWarning']
  const { status } = spawnSync(process.execPath, [...flags, ...args], { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`   ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`)
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? `check: all ${steps.length} steps ok` : `check: FAILED: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
