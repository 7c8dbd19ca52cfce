import { describe, expect, test } from 'vitest'
import { decideFetch, type FetchFacts } from '../../../electron/downloads/fetch-decision.ts'
import type { Download, DownloadOffer } from '../../../electron/model/download.ts'
import type { ByRule } from '../../../electron/store/history-reader.ts'
import { buildItem } from '../../support/build-item.ts'

const offer: DownloadOffer = {
  url: 'https://a.example/f',
  filename: 'orders.csv',
  size: 5_000_000,
  sha256: null,
  expiresAt: null,
}
const rule = { maxMegabytes: 10, folder: null }
const result = { type: 'job', state: 'succeeded', notification: 'pending', offer } as const
const decide = (item: Parameters<typeof buildItem>[0] = {}, facts: Partial<FetchFacts> = {}) =>
  decideFetch({
    item: buildItem({ ...result, ...item }),
    ...{ stored: null, rule: () => rule, isFirstConnect: false, active: 0, now: 2_000 },
    ...facts,
  })
const stored = (download: Download, startedBy?: ByRule) => ({
  ...{ download, file: null, validator: null },
  ...(startedBy !== undefined && { startedBy }),
})
const interrupted = (kind: 'ended' | 'cut-off'): Download => ({
  ...{ kind: 'interrupted', received: 1, total: null },
  reason: { kind },
})

test('the result of a job is downloaded as its rule says', () => {
  expect(decide()).toEqual({ kind: 'fetch', rule })
})

test.each<[string, Parameters<typeof buildItem>[0]]>([
  ['a job that has not ended', { state: 'running' }],
  ['a job that has failed', { state: 'failed' }],
  ['a job without a result', { offer: null }],
  ['a result that was announced before', { notification: 'shown' }],
  ['a result that was read', { notification: 'none' }],
  ['a result that has expired', { offer: { ...offer, expiresAt: 1_999 } }],
])('%s is left alone, without a look at the rules', (_name, item) => {
  const rules = () => {
    throw new Error('not needed')
  }
  expect(decide(item, { rule: rules })).toEqual({ kind: 'none' })
})

test('where no rule says so nothing is downloaded, and nothing is said about it', () => {
  expect(decide({}, { rule: () => null })).toEqual({ kind: 'none' })
})

describe('a download', () => {
  test('is not begun when the first connection to the server brings it', () => {
    expect(decide({}, { isFirstConnect: true })).toEqual({ kind: 'skip', reason: { kind: 'old-result' } })
  })

  test('is not begun of a file that is larger than the rule allows', () => {
    const reason = { kind: 'over-limit', max: 10_000_000, size: 10_000_001 }
    expect(decide({ offer: { ...offer, size: 10_000_001 } })).toEqual({ kind: 'skip', reason })
    expect(decide({ offer: { ...offer, size: 10_000_000 } }).kind).toBe('fetch')
  })

  test('is begun of a file whose size is not known', () => {
    expect(decide({ offer: { ...offer, size: null } }).kind).toBe('fetch')
  })

  test('is not begun while twenty others run or wait', () => {
    expect(decide({}, { active: 20 })).toEqual({ kind: 'skip', reason: { kind: 'too-many' } })
    expect(decide({}, { active: 19 }).kind).toBe('fetch')
  })
})

describe('what is known of a download means that it is never begun again by itself', () => {
  test.each<[string, Download, ByRule | undefined]>([
    ['it is done', { kind: 'done', fileName: 'f', bytes: 1, verified: true, at: 1 }, 'rule'],
    ['it failed', { kind: 'failed', reason: { kind: 'damaged' } }, 'rule'],
    ['it was not begun', { kind: 'skipped', reason: { kind: 'metered' } }, undefined],
    ['the user has cancelled it', { kind: 'skipped', reason: { kind: 'cancelled' } }, 'rule'],
    ['the connection broke', interrupted('cut-off'), 'rule'],
    ['the user had begun it', interrupted('ended'), undefined],
    ['it was interrupted by the end of the app twice', interrupted('ended'), 'rule-again'],
  ])('%s', (_name, download, startedBy) => {
    expect(decide({}, { stored: stored(download, startedBy) })).toEqual({ kind: 'none' })
  })
})

test.each<[string, Download]>([
  ['that the end of the app has interrupted', interrupted('ended')],
  ['that ran when the app was killed', { kind: 'running', received: 1, total: null, perSecond: null }],
  ['that waited when the app was killed', { kind: 'queued', received: 0, total: null }],
])('a download %s goes on', (_name, download) => {
  expect(decide({}, { stored: stored(download, 'rule') }).kind).toBe('fetch')
})
