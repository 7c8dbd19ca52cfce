import { defineConfig } from 'playwright/test'

export default defineConfig({
  projects: [
    { name: 'e2e', testDir: '.' },
    { name: 'hostile', testDir: '../hostile' },
  ],
  outputDir: '../../artifacts/e2e',
  // The desktops are private, but two cores carry only so many of them at once.
  workers: 2,
  fullyParallel: true,
  // Each wait inside a test gives up sooner, and says what it waited for.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
})
