import { expect, test } from 'vitest'
import { sandboxInStatus } from '../../../electron/platform/system/process-status.ts'

/** The lines of `/proc/<pid>/status` that matter, among others. */
const status = (seccomp: number, ...processIds: readonly number[]) =>
  [
    'Name:\telectron',
    'Pid:\t4711',
    `NSpid:\t${processIds.join('\t')}`,
    'NoNewPrivs:\t1',
    `Seccomp:\t${seccomp}`,
    '',
  ].join('\n')

test.each([
  ['a filter and a namespace', status(2, 4711, 12), 'on'],
  ['neither, as with --no-sandbox', status(0, 4711), 'off'],
  ['a namespace alone', status(0, 4711, 12), 'off'],
  ['a filter alone, as a container has', status(2, 4711), 'off'],
  ['a file that could not be read', '', 'unknown'],
  ['a kernel that does not say', 'Name:\telectron\nSeccomp:\t2\n', 'unknown'],
])('%s: %j means %s', (_what, text, state) => {
  expect(sandboxInStatus(text)).toBe(state)
})
