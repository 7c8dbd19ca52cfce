import { launch, needsVirtualDesktop, prepare } from '../support/prepare.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'
import { packApp } from './packed-app.ts'
import { smoke } from './smoke.ts'

// `npm run test:smoke [-- unpacked, packed]`: the app itself starts and works on this system, in its main steps. The
// end-to-end tests see more, but need the desktop of Linux.

const kinds = ['unpacked', 'packed'] as const

function kindsOf(names: readonly string[]): readonly (typeof kinds)[number][] {
  const unknown = names.filter((name) => !kinds.some((kind) => kind === name))
  if (unknown.length > 0)
    throw new Error(`There is no "${unknown.join()}": name unpacked, packed, or nothing.`)
  return names.length === 0 ? kinds : kinds.filter((kind) => names.includes(kind))
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

await launch(async () => {
  const chosen = kindsOf(process.argv.slice(2))
  const virtualDesktop = needsVirtualDesktop()
  const { electron } = await prepare({ virtualDesktop })
  const programs = {
    unpacked: async () => ({ executable: electron.executable }),
    packed: async () => ({ executable: await packApp(console.log), isPacked: true }),
  }
  const desktop = virtualDesktop ? await startVirtualDesktop() : null
  try {
    for (const kind of chosen) {
      const program = await programs[kind]()
      console.log(`\n== the app, ${kind}: ${program.executable}`)
      await smoke({ ...program, env: desktop?.env ?? definedOnly(process.env) }, (step) =>
        console.log(`  ${step}`),
      )
    }
  } finally {
    await desktop?.stop()
  }
  return 0
})
