import { installCommand } from './apt.ts'
import { desktopPackages, networkPackages } from './packages.ts'

// Prints the command that installs what the virtual desktop and the tests behind proxies need:
// `npx tsx tests/support/list-packages.ts | sh`.
console.log(await installCommand([...desktopPackages, ...networkPackages]))
