import { expect, test } from 'vitest'
import { appArguments, parseArguments } from '../../electron/cli/parse-arguments.ts'
import { play } from './arbitraries.ts'

const words = [
  '--server',
  '--server=https://app.example.com/sse',
  '--token-file',
  '--user-data-dir',
  '--user-data-dir=/tmp/x',
  '--hidden',
  '--show',
  '--quit',
  '--history',
  '--status',
  '--follow',
  '--source',
  '--source=Billing',
  '--json',
  '--limit',
  '--limit=0',
  '7',
  '--unread',
  '--help',
  '-v',
  '--',
  '-',
  'tidings://open/n-1',
  'tidings://connect?server=https://app.example.com/sse',
]

test('whatever the command line says, it is understood, or refused in one line', () => {
  play(5_000, (arbitrary) => {
    const line = Array.from({ length: arbitrary.number(6) }, () =>
      arbitrary.number(4) === 0 ? arbitrary.text() : arbitrary.spoilText(arbitrary.pick(words)),
    )
    const mixed = line.map((word) => (arbitrary.number(2) === 0 ? arbitrary.pick(words) : word))
    const server = arbitrary.pick([undefined, arbitrary.text(), 'https://app.example.com/'])
    const request = parseArguments(appArguments(['electron', ...mixed], null), { TIDINGS_SERVER: server })
    if (request.kind === 'wrong') expect(request.reason).toMatch(/^[^\n\r]+ See --help\.$/)
    if ('options' in request && request.options.source !== null)
      expect(['https:', 'http:']).toContain(request.options.source.url.protocol)
    if (request.kind === 'history') expect(Number.isInteger(request.limit) && request.limit > 0).toBe(true)
    if (request.kind === 'link') expect(request.link.toLowerCase().startsWith('tidings:')).toBe(true)
  })
})
