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

describe('a release', () => {
  test('gives each secret to the one step of the one system that needs it', () => {
    const withSecrets = releaseJobs
      .flatMap(({ steps }) => steps)
      .filter(({ env }) =>
        Object.values(env).some((value) => /^\$\{\{ secrets\.\w+ \}\}$/.test(String(value))),
      )
    expect(withSecrets.map((one) => one.if)).toEqual(["runner.os == 'Windows'", "runner.os == 'macOS'"])
    for (const { env, if: condition } of withSecrets)
      for (const name of Object.keys(env))
        expect(name.startsWith('WIN_')).toBe(condition === "runner.os == 'Windows'")
  })

  test('has one job that writes to it, and that job runs nothing of npm', () => {
    const writing = releaseJobs.filter(({ permissions }) => permissions.contents === 'write')
    expect(writing).toHaveLength(1)
    expect(JSON.stringify(writing)).not.toContain('npm')
  })
})
