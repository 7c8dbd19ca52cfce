import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { expect, test } from 'vitest'
import { identifyToWindows } from '../../../electron/platform/system/windows-identity.ts'
import { projectFolder } from '../../support/tidings.ts'

const program = 'C:\\Tidings\\Tidings.exe'
const read = (file: string) => readFileSync(join(projectFolder, file), 'utf8')

function identify(isPackaged: boolean, platform: NodeJS.Platform = 'win32') {
  const calls: string[] = []
  const app = {
    isPackaged,
    setAppUserModelId: (id) => calls.push(`id ${id}`),
    setToastActivatorCLSID: (id) => calls.push(`class ${id}`),
  } satisfies Pick<App, 'isPackaged' | 'setAppUserModelId' | 'setToastActivatorCLSID'>
  identifyToWindows({ app, platform, program })
  return calls
}

test('the installed app has the identity that the installer knows', () => {
  const [appId, activator] = identify(true)
  expect(read('electron-builder.yml')).toContain(`appId: ${appId?.replace('id ', '')}\n`)
  expect(read('resources/packaging/installer.nsh')).toContain(`"${activator?.replace('class ', '')}"`)
})

test('an app that is not packaged never takes the place of the installed one', () => {
  expect(identify(false)).toEqual([`id ${program}`])
})

test('an older Electron has no class to set', () => {
  const calls: string[] = []
  const app = { isPackaged: true, setAppUserModelId: (id: string) => calls.push(id) }
  identifyToWindows({ app, platform: 'win32', program })
  expect(calls).toEqual(['example.tidings.app'])
})

test('other systems are not told', () => {
  expect(identify(true, 'linux')).toEqual([])
  expect(identify(true, 'darwin')).toEqual([])
})
