import { dirname, join } from 'node:path'
import { addedSize } from '../../resources/packaging/package-sizes.ts'
import { packApp } from '../smoke/packed-app.ts'
import { prepare } from '../support/prepare.ts'
import type { Quantity } from './report/quantity.ts'
import type { Measured } from './report/write-report.ts'

/** `npm run bench -- size`: what the packed app adds to the bare Electron, unpacked. */
export async function benchSize(): Promise<Measured> {
  await prepare({ virtualDesktop: false })
  const program = await packApp(console.log)
  const resources = join(dirname(program), process.platform === 'darwin' ? '../Resources' : 'resources')
  const parts = await addedSize(resources)
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0)
  const quantity = (name: string, bytes: number): Quantity => ({
    ...{ name, unit: 'MB', samples: { Tidings: [bytes / 1e6] }, subject: 'Tidings' },
  })
  return {
    isExact: true,
    quantities: [
      { ...quantity('the app over bare Electron', sum), bar: { kind: 'at-most', most: 5 } },
      ...parts.map(({ name, bytes }) => quantity(name, bytes)),
    ],
  }
}
