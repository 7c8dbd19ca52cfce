import { describe, expect, test } from 'vitest'
import type { Item } from '../../electron/model/item.ts'
import { buildRows, type RowsOptions } from '../../renderer/history/build-rows.ts'
import type { Group, HistoryRow } from '../../renderer/history/rows.ts'
import { job, notification } from './items.ts'

const noon = new Date(2026, 10, 22, 12).getTime()
const hour = 60 * 60_000
const day = 24 * hour

const rowsOf = (items: readonly Item[], options: Partial<RowsOptions> = {}) =>
  buildRows(items, {
    ...{ groupBy: 'day', folded: new Set(), unfolded: new Set(), gaps: [], complete: true },
    ...options,
  })

function nameOf({ name }: Group): string {
  if (name.kind === 'day') return `day ${new Date(name.dayStart).getDate()}`
  return name.kind === 'category' ? `category ${name.category}` : `job ${name.title ?? name.id}`
}

function written(row: HistoryRow): string {
  switch (row.kind) {
    case 'heading':
      return `${nameOf(row.group)} (${row.count})${row.folded ? ' folded' : ''}`
    case 'item': {
      const times = row.run === null ? '' : ` ${row.run.count} times${row.run.open ? ', open' : ''}`
      return `${row.nested ? '  ' : ''}${row.item.key}${times}`
    }
    case 'gap':
      return `gap of ${row.servers.join(' and ')}`
    case 'more':
      return `more than ${row.count}`
    default:
      return row satisfies never
  }
}

const lines = (...parameters: Parameters<typeof rowsOf>) => rowsOf(...parameters).rows.map(written)

describe('items by day', () => {
  const items = [
    notification({ key: 4, receivedAt: noon }),
    notification({ key: 3, receivedAt: noon - hour }),
    notification({ key: 2, receivedAt: noon - day }),
    notification({ key: 1, receivedAt: noon - 3 * day }),
  ]

  test('stand below the day on which they came', () => {
    expect(lines(items)).toEqual(['day 22 (2)', '4', '3', 'day 21 (1)', '2', 'day 19 (1)', '1'])
  })

  test('stand below one heading for each day, even when a clock went back in between', () => {
    const times = [noon, noon - day, noon - day + 13 * hour, noon - 2 * day]
    const items = times.map((receivedAt, index) => notification({ key: 9 - index, receivedAt }))
    expect(lines(items)).toEqual(['day 22 (1)', '9', 'day 21 (2)', '8', '7', 'day 20 (1)', '6'])
  })

  test('are hidden by folding their day, at whose heading one stops then', () => {
    const { rows, stops } = rowsOf(items, { folded: new Set([`day ${new Date(2026, 10, 22).getTime()}`]) })
    expect(rows.map(written)).toEqual(['day 22 (2) folded', 'day 21 (1)', '2', 'day 19 (1)', '1'])
    expect(stops.map(written)).toEqual(['day 22 (2) folded', '2', '1'])
    expect(stops.map(({ stop }) => stop)).toEqual([0, 1, 2])
  })

  test('go on by themselves, unless the last day is folded', () => {
    expect(rowsOf(items, { complete: false }).endless).toBe(true)
    const folded = new Set([`day ${new Date(2026, 10, 19).getTime()}`])
    expect(rowsOf(items, { complete: false, folded }).endless).toBe(false)
    expect(lines(items, { complete: false, folded }).at(-1)).toBe('more than 4')
  })

  test('have a gap where it lies in time', () => {
    const at = (time: number) => lines(items, { gaps: [{ server: 1, at: time }] })
    expect(at(noon - 1)).toEqual(['day 22 (2)', '4', 'gap of 1', '3', ...lines(items).slice(3)])
    expect(at(noon + day)[0]).toBe('gap of 1')
    expect(at(noon - 2 * day)).toEqual([...lines(items).slice(0, 5), 'gap of 1', 'day 19 (1)', '1'])
    expect(at(noon - 9 * day).at(-1)).toBe('gap of 1')
  })

  test('do not have a gap yet that lies below what is loaded', () => {
    expect(lines(items, { complete: false, gaps: [{ server: 1, at: noon - 9 * day }] })).not.toContain(
      'gap of 1',
    )
  })

  test('have one row for gaps that nothing came between', () => {
    const gaps = [2, 1].map((server) => ({ server, at: noon - server }))
    expect(lines(items, { gaps }).slice(0, 4)).toEqual(['day 22 (2)', '4', 'gap of 1 and 2', '3'])
  })

  test('have several gaps, the newest first', () => {
    const gaps = [
      { server: 1, at: noon - 2 * hour },
      { server: 2, at: noon - 1 },
    ]
    expect(lines(items, { gaps }).slice(0, 5)).toEqual(['day 22 (2)', '4', 'gap of 2', '3', 'gap of 1'])
  })
})

describe('items by category', () => {
  const items = [
    notification({ key: 5, receivedAt: noon, category: 'export' }),
    notification({ key: 4, receivedAt: noon }),
    notification({ key: 3, receivedAt: noon, category: 'billing' }),
    notification({ key: 2, receivedAt: noon, category: 'export' }),
    notification({ key: 1, receivedAt: noon }),
  ]

  test('stand together, the category with the newest first', () => {
    expect(lines(items, { groupBy: 'category' })).toEqual([
      ...['category export (2)', '5', '2'],
      ...['category null (2)', '4', '1'],
      ...['category billing (1)', '3'],
    ])
  })

  test('keep the order of their groups as older ones are loaded, and those are loaded on request', () => {
    const before = lines(items.slice(0, 3), { groupBy: 'category', complete: false })
    const after = lines(items, { groupBy: 'category', complete: false })
    const headings = (all: readonly string[]) => all.filter((line) => line.startsWith('category'))
    expect(headings(before).map((line) => line.slice(0, -4))).toEqual(
      headings(after).map((line) => line.slice(0, -4)),
    )
    expect([before.at(-1), after.at(-1)]).toEqual(['more than 3', 'more than 5'])
  })

  test('have a gap above them', () => {
    expect(lines(items, { groupBy: 'category', gaps: [{ server: 1, at: noon - day }] })[0]).toBe('gap of 1')
  })
})

describe('items by job', () => {
  const run = (key: number, title: string, id = `run-${key}`) =>
    job({ key, id, receivedAt: noon, state: 'succeeded', title, message: `Number ${key}` })

  test('stand together when they are runs of the same job, or about it', () => {
    const items = [
      run(6, 'Nightly backup'),
      notification({ key: 5, receivedAt: noon, id: 'run-3', title: 'Slower than usual' }),
      run(4, 'Orders'),
      run(3, 'Nightly backup'),
      notification({ key: 2, receivedAt: noon }),
    ]
    expect(lines(items, { groupBy: 'job' })).toEqual([
      ...['job Nightly backup (3)', '6', '  5', '  3'],
      ...['4', '2'],
    ])
  })

  test('of different servers are different jobs', () => {
    const items = [run(2, 'Orders', 'a'), { ...run(1, 'Orders', 'a'), source: 'https://other.example.com/' }]
    expect(lines(items, { groupBy: 'job' })).toEqual(['2', '1'])
  })
})

describe('equal items in a row', () => {
  const hello = (key: number, parts: Partial<Item> = {}) =>
    notification({ key, receivedAt: noon + key, title: 'Hello', ...parts })
  const items = [hello(5), hello(4), hello(3), notification({ key: 2, receivedAt: noon - hour }), hello(1)]

  test('fold into one row, which stands for all of them', () => {
    const { rows } = rowsOf(items)
    expect(rows.map(written)).toEqual(['day 22 (5)', '5 3 times', '2', '1'])
    expect(rows[1]).toMatchObject({ first: 0, last: 2, items: items.slice(0, 3) })
  })

  test('unfold, and stay so when another one comes', () => {
    const unfolded = new Set([5, 4, 3])
    expect(lines(items, { unfolded }).slice(1, 4)).toEqual(['5 3 times, open', '  4', '  3'])
    expect(lines([hello(6), ...items], { unfolded })[1]).toBe('6 4 times, open')
  })

  test('do not fold across the end of a day, or a gap', () => {
    const items = [hello(3), hello(2), hello(1, { receivedAt: noon - day, updatedAt: noon - day })]
    expect(lines(items)).toEqual(['day 22 (2)', '3 2 times', 'day 21 (1)', '1'])
    const gaps = [{ server: 1, at: noon + 2.5 }]
    expect(lines([hello(3), hello(2)], { gaps })).toEqual(['day 22 (2)', '3', 'gap of 1', '2'])
  })

  test.each<[string, Partial<Item>]>([
    ['is read', { read: true }],
    ['has another message', { message: 'Another' }],
    ['is more important', { priority: 'critical' }],
    ['is pinned', { pinned: true }],
    ['is to come again', { heldUntil: noon }],
    ['is from elsewhere', { source: 'https://other.example.com/' }],
  ])('do not fold with one that %s', (_, parts) => {
    expect(lines([hello(2), hello(1, parts)])).toEqual(['day 22 (2)', '2', '1'])
  })

  test('do not fold while they run, or where each has a file', () => {
    const running = [2, 1].map((key) => job({ key, receivedAt: noon, state: 'running', title: 'Orders' }))
    const offer = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt: null }
    const done = running.map((item) => ({ ...item, state: 'succeeded' as const, offer }))
    expect(lines(running)).toHaveLength(3)
    expect(lines(done)).toHaveLength(3)
  })

  test('do not have all of the history loaded by folding it', () => {
    const many = Array.from({ length: 150 }, (_, index) => hello(200 - index))
    expect(rowsOf(many, { complete: false }).endless).toBe(false)
    expect(rowsOf(many.slice(0, 50), { complete: false }).endless).toBe(true)
  })
})
