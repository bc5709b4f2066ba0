import { writeSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Prints `N passed, N failed` as the very last line on stdout, for machines that read it. Counts test cases; a file
 * that does not load, a failed hook and an error outside any test each count as one failure.
 */
export default class LastLineReporter implements Reporter {
  #passed = 0
  #failed = 0

  onInit(): void {
    // At the process's end, since vitest itself and the servers' teardown still print after the run.
    process.once('exit', code => {
      if (code !== 0) this.#failed = Math.max(1, this.#failed)
      print(`${this.#passed} passed, ${this.#failed} failed\n`)
    })
  }

  onTestRunStart(): void {
    this.#passed = 0
    this.#failed = 0
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#failed += unhandledErrors.length
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') this.#passed++
        if (state === 'failed') this.#failed++
      }
      for (const group of [module, ...module.children.allSuites()]) if (group.errors().length > 0) this.#failed++
    }
  }
}

// Synchronous, for nothing else is written once the process is exiting; a full pipe says EAGAIN.
function print(line: string): void {
  for (let tries = 0; tries < 1_000; tries++) {
    try {
      return void writeSync(1, line)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
