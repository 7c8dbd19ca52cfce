import { spawn } from 'node:child_process'
import { ensurePackages, networkPackages } from './packages.ts'
import { launch, prepare } from './prepare.ts'
import { projectFolder } from './tidings.ts'

// `npm test`: everything. On Linux the app is tested on virtual desktops, whether or not there is a screen.

interface Step {
  readonly name: string
  readonly command: readonly string[]
}

const steps: readonly Step[] = [
  { name: 'format, lint, types, architecture', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'unit and integration tests', command: ['npx', 'vitest', 'run'] },
  {
    name: 'end-to-end tests',
    command: ['npx', 'playwright', 'test', '--config', 'tests/e2e/playwright.config.ts'],
  },
]

function run({ command: [program = '', ...args] }: Step, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    // A shell finds npm and npx on Windows, where they are scripts; the words are ours alone.
    const shell = process.platform === 'win32'
    const child = spawn(program, args, { cwd: projectFolder, stdio: 'inherit', env, shell })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

await launch(async () => {
  const { electron } = await prepare({ virtualDesktop: process.platform === 'linux' })
  if (process.platform === 'linux') {
    const network = await ensurePackages(console.log, networkPackages)
    if (network.kind === 'failed') console.log(`The tests behind proxies will be skipped. ${network.advice}`)
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
