import { expect, test } from 'vitest'
import type { ServerCheck } from '../../../electron/model/source.ts'
import { type ConnectDeps, createConnect } from '../../../electron/servers/connect.ts'

/** Connects to a server that the user agrees to, and whose check ends like this. */
async function connectAfter(kind: ServerCheck['result']['kind']): Promise<readonly string[]> {
  const used: string[] = []
  const deps: ConnectDeps = {
    checks: { check: async () => kind, current: () => null, refuse: () => {} },
    consent: { isGiven: () => false, ask: async () => true },
    refusal: () => null,
    use: (source) => {
      used.push(source.id)
      throw new Error('no server is needed here')
    },
  }
  await createConnect(deps)('https://app.example.com/events', null, undefined).catch(() => {})
  return used
}

test.each(['stream', 'sign-in-offered', 'certificate-needed'] as const)(
  'a server is added whose check ends with %s',
  async (kind) => {
    expect(await connectAfter(kind)).toEqual(['https://app.example.com/events'])
  },
)

test.each(['problem', 'proxy-login', 'token-rejected'] as const)(
  'nothing is stored for a server whose check ends with %s',
  async (kind) => {
    expect(await connectAfter(kind)).toEqual([])
  },
)
