import { spawn } from 'node:child_process'
import { ensurePackages, networkPackages } from './packages.ts'
import { launch, prepare } from './prepare.ts'
import { projectFolder } from './tidings.ts'

// `npm test`: everything. On Linux the app is tested on virtual desktops, whether or not there is a screen.
// `npm run test:e2e [-- <playwright's arguments>]`: only the end-to-end tests, or some of them.
// `npm run test:hostile`: only the attacks on the app; the same arguments.

interface Step {
  readonly name: string
  readonly command: readonly string[]
}

const playwright = ['npx', 'playwright', 'test', '--config', 'tests/e2e/playwright.config.ts']
const endToEnd: Step = { name: 'end-to-end tests', command: [...playwright, '--project=e2e'] }
const hostile: Step = { name: 'attacks', command: [...playwright, '--project=hostile'] }

const everything: readonly Step[] = [
  { name: 'format, lint, types, unused code, architecture', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'unit and integration tests', command: ['npx', 'vitest', 'run'] },
  { name: 'end-to-end tests and attacks', command: playwright },
]

function stepsOf([what, ...args]: readonly string[]): readonly Step[] {
  switch (what) {
    case undefined:
      return everything
    case 'e2e':
      return [{ ...endToEnd, command: [...endToEnd.command, ...args] }]
    case 'hostile':
      return [{ ...hostile, command: [...hostile.command, ...args] }]
    default:
      throw new Error(`There are no tests "${what}": name e2e, hostile, or nothing for all.`)
  }
}

function run({ command: [program = '', ...args] }: Step, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    // On Windows npm and npx are scripts, which only a shell starts; it takes the words apart unless they are quoted.
    const shell = process.platform === 'win32'
    const quoted = shell ? args.map((text) => JSON.stringify(text)) : args
    const child = spawn(program, quoted, { cwd: projectFolder, stdio: 'inherit', env, shell })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

await launch(async () => {
  const steps = stepsOf(process.argv.slice(2))
  const { electron } = await prepare({ virtualDesktop: process.platform === 'linux' })
  if (process.platform === 'linux') {
    const network = await ensurePackages(console.log, networkPackages)
    if (network.kind === 'failed') {
      // Where nobody reads the log, a test that is skipped is a test that is not there.
      if (process.env.CI) throw new Error(`The tests behind proxies can't be run. ${network.advice}`)
      console.log(`The tests behind proxies will be skipped. ${network.advice}`)
    }
  }
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron.directory }
  for (const step of steps) {
    console.log(`\n== ${step.name} (${step.command.join(' ')})`)
    const exitCode = await run(step, env)
    if (exitCode !== 0) {
      console.error(`\n${step.name}: failed`)
      return exitCode
    }
  }
  console.log('\nEverything passed.')
  return 0
})
