import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../support/tidings.ts'

const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')

test('the server in the README is the one that the end-to-end test starts', () => {
  const [, section = ''] = read('README.md').split('## Send your first notification')
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(section) ?? []
  expect(code).toBe(read('tests/servers/frameworks/node/first.js'))
})
