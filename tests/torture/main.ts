import { launch, prepare } from '../support/prepare.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'
import { findingsAsText, isFlawless } from './findings.ts'
import { torture } from './torture.ts'

// `npm run test:torture [-- <seed>]`: the app, the server, both and the notification daemon are killed at random moments;
// nothing may be lost or notify twice.

const seed = Number(process.argv[2] ?? Math.floor(Math.random() * 1_000_000))
const rounds = [
  { victims: 'app', kills: 100, maxLifeMs: 3_000 },
  { victims: 'server', kills: 40, maxLifeMs: 3_500 },
  { victims: 'both', kills: 30, maxLifeMs: 3_000 },
  { victims: 'notification daemon', kills: 40, maxLifeMs: 2_500 },
] as const

await launch(async () => {
  const { electron } = await prepare({ virtualDesktop: true })
  console.log(`seed ${seed}`)
  let flaws = 0
  for (const round of rounds) {
    const desktop = await startVirtualDesktop({ panel: false, notifications: false })
    try {
      const { executable } = electron
      const found = await torture({
        ...round,
        desktop,
        executable,
        seed,
        report: (line) => console.log(line),
      })
      console.log(findingsAsText(found))
      if (isFlawless(found)) continue
      flaws += 1
      for (const line of [...found.wrong, ...found.duplicates, ...found.notifiedTwice].slice(0, 20))
        console.log(`  ${line}`)
    } finally {
      await desktop.stop()
    }
  }
  return flaws === 0 ? 0 : 1
})
