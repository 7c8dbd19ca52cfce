import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { projectFolder } from '../../support/tidings.ts'

const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  env: z.record(z.string(), z.unknown()).default({}),
})
const job = z.looseObject({
  steps: z.array(step).default([]),
  permissions: z.record(z.string(), z.string()).default({}),
})
const workflow = z.looseObject({
  jobs: z.record(z.string(), job),
  permissions: z.record(z.string(), z.string()),
})

const folder = join(projectFolder, '.github/workflows')
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  return { name, text, content: workflow.parse(parse(text)) }
})
const release = workflows.find(({ name }) => name === 'release.yml')?.content
const releaseJobs = Object.values(release?.jobs ?? {})

const mayWrite = ({ permissions }: z.infer<typeof job>) => permissions.contents === 'write'

describe.each(workflows)('$name', ({ text, content }) => {
  const steps = Object.values(content.jobs).flatMap((one) => one.steps)

  test('takes every action by its commit, with its version beside', () => {
    const uses = text.split('\n').filter((line) => /uses: (?!\.\/)/.test(line))
    expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('keeps no credentials in the checkout, where install scripts could read them', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    for (const checkout of checkouts) expect(checkout.with['persist-credentials']).toBe(false)
  })

  test('may only read, unless a job says otherwise', () => {
    expect(content.permissions).toEqual({ contents: 'read' })
  })
})

test('no job that may write runs anything of npm', () => {
  const jobs = workflows.flatMap(({ content }) => Object.values(content.jobs))
  expect(JSON.stringify(jobs.filter(mayWrite))).not.toContain('npm')
})

describe('a release', () => {
  test('gives each secret to the one step of the one system that needs it', () => {
    const withSecrets = releaseJobs
      .flatMap(({ steps }) => steps)
      .filter(({ env }) =>
        Object.values(env).some((value) => /^\$\{\{ secrets\.\w+ \}\}$/.test(String(value))),
      )
    const needed = withSecrets.map(({ if: condition, run, env }) => ({
      step: condition ?? run,
      secrets: Object.keys(env).filter((name) => name.endsWith('KEY') || !name.startsWith('TIDINGS_')),
    }))
    expect(needed).toEqual([
      { step: "runner.os == 'Windows'", secrets: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'] },
      {
        step: "runner.os == 'macOS'",
        secrets: ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
      },
      { step: 'npm run sign-release -- sign release', secrets: ['TIDINGS_UPDATE_KEY'] },
    ])
  })

  test('has one job that writes to it', () => {
    expect(releaseJobs.filter(mayWrite)).toHaveLength(1)
  })
})
