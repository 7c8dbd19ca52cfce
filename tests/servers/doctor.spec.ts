import { describe, expect, onTestFinished, test } from 'vitest'
import type { FindingCode } from '../../electron/model/finding.ts'
import { codesOf, examineServer, problemsOf } from '../integration/doctor/examine-server.ts'
import { nodeDoctorNetwork } from '../support/node-doctor-network.ts'
import { startDashboard } from './dashboard/start-dashboard.ts'
import { type Framework, frameworks } from './frameworks.ts'
import { type RunningServer, startServer } from './start-server.ts'

/** What is wrong with each framework's own example, and its ids. */
const expected: Readonly<Record<string, { readonly problems: FindingCode[]; readonly ids: FindingCode }>> = {
  'Node, with ids and replay': { problems: [], ids: 'ids-ok' },
  'NestJS @Sse()': { problems: ['ids-restart', 'replay-missing'], ids: 'ids-restart' },
  'Express with compression, flushed': { problems: [], ids: 'ids-missing' },
  'Express with compression, never flushed': { problems: [], ids: 'ids-missing' },
  // Their headers come with the first event.
  'Flask with a queue for each listener': { problems: ['headers-late'], ids: 'ids-missing' },
  'Rails ActionController::Live': { problems: ['headers-late'], ids: 'ids-missing' },
  'PHP, one event a response': { problems: [], ids: 'ids-missing' },
  'Hono streamSSE()': { problems: ['replay-missing'], ids: 'ids-ok' },
  'better-sse': { problems: ['replay-missing'], ids: 'ids-ok' },
}

/** The server as it would be with the one header that offers a test event. */
function withTestEvent(server: Pick<RunningServer, 'send'>) {
  return {
    ...nodeDoctorNetwork,
    fetch: async (url: string, init: RequestInit) => {
      const response = await fetch(url, init)
      const headers = new Headers(response.headers)
      headers.set('Tidings-Test-Event', '/test')
      return new Response(response.body, { status: response.status, headers })
    },
    post: async (_: string, { body }: { readonly body: string }) => {
      await server.send(JSON.parse(body).message)
      return 204
    },
  }
}

async function start(framework: Framework) {
  const server = await startServer(framework)
  onTestFinished(server.stop)
  return { server, url: new URL(server.streamUrl) }
}

describe('the doctor', () => {
  test.each(frameworks)('$name', async (framework) => {
    const { server, url } = await start(framework)
    const network = withTestEvent(server)
    const { problems, ids } = expected[framework.name] ?? { problems: [], ids: 'ids-ok' }
    const isLate = problems.includes('headers-late')
    const limits = isLate
      ? { observeMs: 12_000, lateHeadersMs: 1_000, trialMs: 3_000 }
      : { observeMs: 6_000, trialMs: 5_000 }
    const examined = examineServer(url, { network, limits })
    if (isLate) setTimeout(() => void server.send('The first event'), 3_000)
    const findings = await examined
    expect({ problems: problemsOf(findings), ids: codesOf(findings) }).toEqual({
      problems,
      ids: expect.arrayContaining([ids, framework.stream === 'stays-open' ? 'delivery-ok' : 'planned-ends']),
    })
  })

  test('Next.js on the backend kit, and its minimal route', async () => {
    const dashboard = await startDashboard()
    onTestFinished(dashboard.stop)
    const { token, notify } = await dashboard.signIn('alice')
    const network = withTestEvent({ send: async (message) => void (await notify(message)) })
    const limits = { observeMs: 17_000, trialMs: 5_000 }
    const [full, minimal] = await Promise.all([
      examineServer(new URL(dashboard.streamUrl), { token, network, limits }),
      examineServer(new URL(dashboard.minimalUrl), { limits }),
    ])
    expect({ problems: problemsOf(full), codes: codesOf(full) }).toEqual({
      problems: [],
      codes: expect.arrayContaining(['delivery-ok', 'heartbeat-ok', 'ids-ok', 'replay-ok', 'wrong-token-ok']),
    })
    expect({ problems: problemsOf(minimal), codes: codesOf(minimal) }).toEqual({
      problems: [],
      codes: expect.arrayContaining(['ids-missing']),
    })
  })

  test.each(frameworks.filter(({ name }) => /^(Flask|Rails)/.test(name)))(
    '$name, while nothing is sent',
    async (framework) => {
      const { url } = await start(framework)
      expect(problemsOf(await examineServer(url, { limits: { observeMs: 2_000 } }))).toEqual(['no-answer'])
    },
  )
})
