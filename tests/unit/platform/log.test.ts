import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { limits } from '../../../electron/model/limits.ts'
import { createLog } from '../../../electron/platform/system/log.ts'

test('the log begins a new file at its limit, keeps one older, and no line of it controls a terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const log = createLog(folder)
  const line = `waiting: \u001b[31m${'x'.repeat(20_000)}`
  for (let times = 0; times < 1_000; times += 1) log.info(line)
  const files = readdirSync(folder)
  expect(files).toHaveLength(2)
  for (const file of files) {
    const path = join(folder, file)
    expect(statSync(path).size).toBeLessThan(limits.printed.logFile.max + 2 * limits.printed.line.max)
    expect(readFileSync(path, 'utf8')).not.toMatch(/(?!\n)\p{Cc}/u)
  }
})
