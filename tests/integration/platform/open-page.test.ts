import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openWithXdg } from '../../../electron/platform/system/open-page.ts'

const page = new URL('https://app.example.com/runs/77?a=1&b=$(touch%20x)')

describe.skipIf(process.platform === 'win32')('a page that is opened with xdg-open', () => {
  function program(script: string) {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-open-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const path = join(folder, 'xdg-open')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return { path, output: join(folder, 'output') }
  }

  test('is passed on as it is, with the name of the real desktop', async () => {
    const { path, output } = program(`printf '%s %s' "$1" "$XDG_CURRENT_DESKTOP" > "$(dirname "$0")/output"`)
    const env = { ...process.env, XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }
    expect(await openWithXdg(page, env, 0o022, path)).toBeNull()
    expect(readFileSync(output, 'utf8')).toBe(`${page.href} ubuntu:GNOME`)
  })

  test('is opened by a browser that writes its files as ever, whatever mask the app has', async () => {
    const { path, output } = program('umask > "$(dirname "$0")/output"')
    const before = process.umask(0o077)
    onTestFinished(() => void process.umask(before))
    expect(await openWithXdg(page, process.env, 0o027, path)).toBeNull()
    expect(readFileSync(output, 'utf8').trim()).toBe('0027')
  })

  test('and refused has failed', async () => {
    expect(await openWithXdg(page, process.env, 0o022, program('exit 3').path)).toMatch(/xdg-open: 3$/)
  })

  test('where there is no such program has failed', async () => {
    expect(await openWithXdg(page, process.env, 0o022, '/nowhere/xdg-open')).toMatch(/xdg-open: 127$/)
  })
})
