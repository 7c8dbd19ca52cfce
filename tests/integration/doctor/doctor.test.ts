import { expect, onTestFinished, test } from 'vitest'
import { createDoctor } from '../../../electron/doctor/doctor.ts'
import { doctorLimits } from '../../../electron/doctor/limits.ts'
import { parseSource, type Source } from '../../../electron/model/source.ts'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { createI18n } from '../../support/i18n.ts'
import { nodeDoctorNetwork } from '../../support/node-doctor-network.ts'
import { waitFor } from '../../support/wait-for.ts'
import { startFaultyServer, token } from './faulty-server.ts'

const german = createI18n('de')

function sourceOf(url: URL): Source {
  const source = parseSource(url.href)
  if (source.kind === 'invalid') throw new Error(source.address)
  return source
}

function create() {
  const problems: unknown[] = []
  const doctor = createDoctor({
    ...{ tokenFor: async () => token, network: nodeDoctorNetwork, clock: systemClock },
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
  const { doctor, problems } = create()
  expect(doctor.current(source.id, german)).toBeNull()
  doctor.start(source)
  expect(doctor.current(source.id, german)).toEqual({ kind: 'running' })
  const done = await waitFor('the end', () => {
    const examination = doctor.current(source.id, german)
    return examination?.kind === 'done' && examination
  })
  expect(done.isFit).toBe(true)
  expect(done.findings.map(({ text }) => text)).toContain('Ein falsches Zugriffstoken wird abgelehnt.')
  expect(problems).toEqual([])
})

test('the result is that of the examined server, and examining another one replaces it', async () => {
  const first = sourceOf(await startFaultyServer())
  const second = sourceOf(await startFaultyServer())
  const { doctor } = create()
  doctor.start(first)
  expect(doctor.current(first.id, german)).toEqual({ kind: 'running' })
  expect(doctor.current(second.id, german)).toBeNull()
  doctor.start(second)
  expect(doctor.current(first.id, german)).toBeNull()
  expect(doctor.current(second.id, german)).toEqual({ kind: 'running' })
})
