import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

// Started by tests/package/main.ts. Not part of `npm test`.
export default defineConfig({
  root: path('../..'),
  test: {
    include: ['tests/debian/*.spec.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each test goes on where the one before has left the system.
    bail: 1,
  },
})
