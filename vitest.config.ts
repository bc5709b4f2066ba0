import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/global-setup.ts'],
    // The second one's line is the last on stdout: "N passed, N failed".
    reporters: ['default', './test/support/reporter.ts'],
    // Two cores and real servers: files run one after the other, tests inside a file as they say.
    fileParallelism: false,
    pool: 'forks',
  },
})
