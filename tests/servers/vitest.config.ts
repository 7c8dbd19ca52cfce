import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

// Started by main.ts. Not part of `npm test`.
export default defineConfig({
  root: path('../..'),
  test: {
    include: ['tests/servers/*.spec.ts'],
    // Ends for what hangs; no test waits for them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
