import { describe, expect, test } from 'vitest'
import { createFileWait, maxWaitMs } from '../../../electron/downloads/file-wait.ts'
import { manualClock } from '../feed/manual-clock.ts'

function start() {
  const clock = manualClock()
  let releases = 0
  const wait = createFileWait(clock, () => {
    releases += 1
  })
  return { clock, wait, releases: () => releases }
}

test('a notification waits until its file is there', () => {
  const { wait, releases } = start()
  wait.add(1)
  expect(wait.has(1)).toBe(true)
  expect(wait.has(2)).toBe(false)
  expect(wait.end(1)).toBe(true)
  expect(wait.has(1)).toBe(false)
  expect(releases()).toBe(1)
  expect(wait.end(1)).toBe(false)
})

test('it waits five minutes at most', () => {
  const { clock, wait, releases } = start()
  wait.add(1)
  clock.pass(maxWaitMs - 1)
  expect(wait.has(1)).toBe(true)
  clock.pass(1)
  expect(wait.has(1)).toBe(false)
  expect(releases()).toBe(1)
  expect(wait.end(1)).toBe(false)
})

describe('notifications that come in a row', () => {
  test('wait for all of their files', () => {
    const { clock, wait, releases } = start()
    wait.add(1)
    clock.pass(900)
    wait.add(2)
    expect(wait.end(1)).toBe(true)
    expect(wait.has(1)).toBe(true)
    expect(releases()).toBe(0)
    wait.end(2)
    expect(wait.has(1)).toBe(false)
    expect(releases()).toBe(1)
  })

  test('wait no longer than five minutes from the first', () => {
    const { clock, wait } = start()
    wait.add(1)
    clock.pass(900)
    wait.add(2)
    clock.pass(maxWaitMs - 900)
    expect(wait.has(2)).toBe(false)
  })

  test('do not wait for what comes later', () => {
    const { clock, wait } = start()
    wait.add(1)
    clock.pass(1_100)
    wait.add(2)
    wait.end(1)
    expect(wait.has(1)).toBe(false)
    expect(wait.has(2)).toBe(true)
  })
})

test('after it was stopped nothing waits and no timer is left', () => {
  const { clock, wait } = start()
  wait.add(1)
  wait.stop()
  expect(wait.has(1)).toBe(false)
  expect(clock.pending()).toBe(0)
})
