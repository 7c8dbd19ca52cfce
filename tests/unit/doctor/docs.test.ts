import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'
import { findingKinds } from '../../../electron/model/finding.ts'
import { projectFolder } from '../../support/tidings.ts'

const documentation = readFileSync(join(projectFolder, 'resources/docs/backend.md'), 'utf8')

test('the documentation has every code, in order, with its check and severity', () => {
  const rows = [...documentation.matchAll(/^\| ([a-z0-9-]+) \| `([a-z0-9-]+)` \| ([a-z]+) \| \S/gm)]
  const documented = rows.map(([, check, code, severity]) => [code, check, severity])
  const known = Object.entries(findingKinds).map(([code, [check, severity]]) => [code, check, severity])
  expect(documented).toEqual(known)
})

test('the workflow is valid, and its command is understood', () => {
  const [, source = ''] = /```yaml\n([\s\S]*?)```/.exec(documentation) ?? []
  const workflow: unknown = parse(source)
  expect(workflow).toMatchObject({ jobs: { doctor: { steps: expect.any(Array) } } })
  const [, line = ''] = /run: tidings (.*)/.exec(source) ?? []
  expect(parseArguments(line.split(' '), {})).toMatchObject({
    kind: 'doctor',
    isStrict: true,
    junit: 'doctor.xml',
  })
})

test('the other commands in the documentation are understood', () => {
  const [, line = ''] = /```sh\ntidings (--doctor .*)\n/.exec(documentation) ?? []
  expect(parseArguments(line.split(' '), {})).toMatchObject({ kind: 'doctor' })
})
