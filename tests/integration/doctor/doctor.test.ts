import { expect, onTestFinished, test } from 'vitest'
import { createDoctor } from '../../../electron/doctor/doctor.ts'
import { doctorLimits } from '../../../electron/doctor/limits.ts'
import { createI18n } from '../../../electron/i18n/i18n.ts'
import { parseSource, type Source } from '../../../electron/model/source.ts'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { nodeDoctorNetwork } from '../../support/node-doctor-network.ts'
import { waitFor } from '../../support/wait-for.ts'
import { startFaultyServer, token } from './faulty-server.ts'

const german = createI18n('de')

function sourceOf(url: URL): Source {
  const source = parseSource(url.href)
  if (source.kind === 'invalid') throw new Error(source.address)
  return source
}

function create(source: () => Source | null) {
  const problems: unknown[] = []
  const doctor = createDoctor({
    ...{ source, tokenFor: async () => token, network: nodeDoctorNetwork, clock: systemClock },
    newMark: () => 'mark',
    log: { info: () => {}, warn: () => {}, error: (...problem) => problems.push(problem) },
    onChange: () => {},
    limits: { ...doctorLimits, observeMs: 400, lateEventMs: 10_000, lateHeadersMs: 10_000 },
  })
  onTestFinished(doctor.stop)
  return { doctor, problems }
}

test('the server of the app is examined when the user asks, in the user’s language', async () => {
  const source = sourceOf(await startFaultyServer())
  const { doctor, problems } = create(() => source)
  expect(doctor.current(german)).toBeNull()
  doctor.start()
  expect(doctor.current(german)).toEqual({ kind: 'running' })
  const done = await waitFor('the end', () => {
    const examination = doctor.current(german)
    return examination?.kind === 'done' && examination
  })
  expect(done.isFit).toBe(true)
  expect(done.findings.map(({ text }) => text)).toContain('Ein falsches Zugriffstoken wird abgelehnt.')
  expect(problems).toEqual([])
})

test('without a server nothing starts, and a result is that of its own server', async () => {
  const first = sourceOf(await startFaultyServer())
  const sources: (Source | null)[] = [null]
  const { doctor } = create(() => sources[0] ?? null)
  doctor.start()
  expect(doctor.current(german)).toBeNull()
  sources[0] = first
  doctor.start()
  expect(doctor.current(german)).toEqual({ kind: 'running' })
  sources[0] = sourceOf(await startFaultyServer())
  expect(doctor.current(german)).toBeNull()
})
