import { expect, test } from 'vitest'
import { failure } from '../../../electron/cli/run-command.ts'

test('a problem is printed as one line, with nothing that controls the terminal', () => {
  expect(failure(1, 'not read: \u001b]0;x\u0007\nno\u202e.').error).toBe(
    'tidings: not read: \\u001b]0;x\\u0007 no\\u202e.\n',
  )
})
