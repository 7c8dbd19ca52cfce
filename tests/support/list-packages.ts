import { installCommand } from './apt.ts'
import { desktopPackages } from './packages.ts'

// Prints the command that installs what the virtual desktop needs: `npx tsx tests/support/list-packages.ts | sh`.
console.log(await installCommand(desktopPackages))
