import { testPackages } from '../package/test-packages.ts'
import { launch } from '../support/prepare.ts'

// `npm run test:debian`: the deb on a clean Debian 12 and 13, from installation to removal without a trace.

await launch(() => testPackages('debian', ['debootstrap', 'xdotool'], process.argv.slice(2)))
