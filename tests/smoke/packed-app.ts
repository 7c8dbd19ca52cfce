import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pack } from '../../resources/packaging/pack.ts'
import { projectFolder } from '../support/tidings.ts'

const output = join(projectFolder, 'artifacts/smoke')

/**
 * Packs the app for this system without making an installer of it; the bundles in dist/ have to be there.
 *
 * @returns its program
 */
export async function packApp(report: (line: string) => void): Promise<string> {
  await rm(output, { recursive: true, force: true })
  // Only what is signed for a release needs a certificate.
  process.env.CSC_IDENTITY_AUTO_DISCOVERY ??= 'false'
  await pack({ request: { dir: true }, output, updateKeys: [], report })
  switch (process.platform) {
    case 'win32':
      return join(output, 'win-unpacked/Tidings.exe')
    case 'darwin':
      return programOfBundle()
    default:
      return join(output, 'linux-unpacked/tidings')
  }
}

/** @throws Error when the bundle would show an icon in the dock without a window */
async function programOfBundle(): Promise<string> {
  const contents = join(output, process.arch === 'arm64' ? 'mac-arm64' : 'mac', 'Tidings.app/Contents')
  const properties = await readFile(join(contents, 'Info.plist'), 'utf8')
  if (!/<key>LSUIElement<\/key>\s*<true\/>/.test(properties)) throw new Error('LSUIElement is not set.')
  return join(contents, 'MacOS/Tidings')
}
