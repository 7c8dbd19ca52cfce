import { launch } from '../support/prepare.ts'
import { testPackages } from './test-packages.ts'

// `npm run test:package`: packs two versions and tests them installed for real, on this very system.

/** The packages that the tests need, beside those of the virtual desktop. */
const tools: readonly string[] = [
  'appstream',
  'desktop-file-utils',
  'groff',
  'libglib2.0-bin',
  'lintian',
  'man-db',
  'rpm',
  'rpmlint',
  'sudo',
  'xdg-utils',
]

await launch(() => testPackages('package', tools, process.argv.slice(2)))
