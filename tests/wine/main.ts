import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { launch } from '../support/prepare.ts'
import { projectFolder } from '../support/tidings.ts'
import { checkUninstaller } from './check-uninstaller.ts'
import { wineGaps } from './gaps.ts'
import { copyProject, places } from './windows-project.ts'
import { openWine } from './wine.ts'

// `npm run test:wine [-- <vitest's arguments>]`: what vitest runs, with the Node of Windows under wine, and the app's part
// of the uninstaller. Not the app itself, which `npm run test:smoke` starts on a real Windows.

const resultsFile = '/tidings/results.json'
const logFile = join(projectFolder, 'artifacts/wine/vitest.txt')

const resultsSchema = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

type Results = z.infer<typeof resultsSchema>

/** The failed tests; a file that could not even be loaded counts as one. */
function failedIn({ testResults }: Results) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = name.slice(name.indexOf('tests/'))
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [{ file, title: 'can be loaded' }]
    return failed.map(({ fullName }) => ({ file, title: fullName }))
  })
}

await launch(async () => {
  const chosen = process.argv.slice(2)
  const wine = await openWine(console.log)
  await copyProject(wine, console.log)

  console.log('The uninstaller …')
  const problems = [...(await checkUninstaller(wine))]

  console.log('Unit, integration, renderer and fuzz tests with Node for Windows (5 to 15 minutes) …')
  rmSync(join(wine.root, resultsFile), { force: true })
  const vitest = [
    ...['wine', places.node, 'node_modules/vitest/vitest.mjs', 'run', ...chosen],
    // A process takes seconds to start under wine.
    ...['--no-isolate', '--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`],
  ]
  const { output } = await wine.run(vitest, { folder: places.project })
  mkdirSync(join(logFile, '..'), { recursive: true })
  writeFileSync(logFile, output)
  if (!existsSync(join(wine.root, resultsFile)))
    throw new Error(`The tests did not end: ${output.slice(-2_000)}`)
  const results = resultsSchema.parse(JSON.parse(readFileSync(join(wine.root, resultsFile), 'utf8')))

  const failed = failedIn(results)
  const gapOf = ({ file, title }: (typeof failed)[number]) =>
    wineGaps.find((gap) => gap.file === file && gap.title.test(title))
  for (const gap of wineGaps) {
    const count = failed.filter((test) => gapOf(test) === gap).length
    if (count > 0) console.log(`  ${count} in ${gap.file} fail under wine: ${gap.because}`)
    else if (chosen.length === 0)
      problems.push(`${gap.file}: no gap of wine any more, see tests/wine/gaps.ts`)
  }
  problems.push(
    ...failed.filter((test) => gapOf(test) === undefined).map(({ file, title }) => `${file}: ${title}`),
  )
  console.log(
    `${results.numPassedTests} passed, ${results.numPendingTests} skipped; the whole output: ${logFile}`,
  )
  for (const problem of problems) console.error(`Failed: ${problem}`)
  return problems.length === 0 ? 0 : 1
})
