import { launch } from '../support/prepare.ts'
import { soak } from './soak.ts'

// `npm run test:soak`: 1,000 reconnects, or as many as SOAK_RECONNECTS says, in the main process of Electron.

await launch(async () => {
  const { before, after, connections, requests, problems } = await soak(
    Number(process.env.SOAK_RECONNECTS ?? 1_000),
    console.log,
  )
  console.table({ before, after })
  console.log(`${connections} connections, ${requests} requests`)
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log('All ended where it began.')
  return problems.length === 0 ? 0 : 1
})
