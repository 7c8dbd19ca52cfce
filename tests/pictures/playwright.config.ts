import { defineConfig } from 'playwright/test'

export default defineConfig({
  // Of a picture that has changed: what was expected, what came, and the difference.
  outputDir: '../../artifacts/pictures',
  snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
  // Only when asked for: a reference that is missing is a failure.
  updateSnapshots: 'none',
  // They share a page.
  workers: 1,
  timeout: 120_000,
  expect: {
    // On a busy machine a picture takes long to stand still.
    timeout: 30_000,
    toHaveScreenshot: {
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
      // How far a colour may be off, and how many pixels may be further off: less than two states, or an icon.
      threshold: 0.05,
      maxDiffPixels: 8,
    },
  },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
})
