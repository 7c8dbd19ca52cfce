import { describe, expect, test } from 'vitest'
import { chooseFormat, formatOfEvent } from '../../../../electron/feed/formats/choose-format.ts'
import { formats } from '../../../../electron/feed/formats/formats.ts'
import type { FormatName } from '../../../../electron/model/source.ts'
import { event } from './read-fixture.ts'

const ntfy = { id: 'a', time: 1764150020, event: 'open', topic: 'exports' }
const cloudEvent = { specversion: '1.0', id: 'a', source: '/s', type: 't' }

describe('an event shows the format', () => {
  test.each([
    ['ntfy', event(ntfy, { type: 'open' })],
    ['ntfy', event({ ...ntfy, event: 'message', message: 'a' })],
    ['cloudevents', event(cloudEvent)],
    ['nchan', event('Ready', { eventId: '1764150020:0' })],
    ['nchan', event('Ready', { eventId: '1764150020:[0],-' })],
  ] as const)('%s', (name, content) => {
    expect(formatOfEvent(content)).toBe(name)
  })

  test.each([
    ['ours', event({ type: 'notification', message: 'a' })],
    ['ours, with fields of ntfy', event({ ...ntfy, type: 'notification', message: 'a' })],
    ['ours, with fields of CloudEvents', event({ ...cloudEvent, type: 'notification', message: 'a' })],
    ['ours, with an id like those of Nchan', event({ message: 'a' }, { eventId: '1764150020:0' })],
    ['a text', event('Ready', { eventId: '7' })],
    ['what is too large', event('', { tooLarge: true, eventId: '1764150020:0' })],
  ])('not %s', (_name, content) => {
    expect(formatOfEvent(content)).toBeNull()
  })
})

function choice(address: string, format: FormatName | null = null) {
  const recognized: FormatName[] = []
  return { ...chooseFormat({ url: new URL(address), format }, (name) => recognized.push(name)), recognized }
}

test('it is our own until something else is shown, once', () => {
  const { current, of, recognized } = choice('https://app.example.com/sse')
  expect(of(event({ type: 'connected' }))).toBe(formats.tidings)
  expect(of(event(cloudEvent))).toBe(formats.cloudevents)
  expect(of(event(ntfy))).toBe(formats.cloudevents)
  expect(current()).toBe(formats.cloudevents)
  expect(recognized).toEqual(['cloudevents'])
})

test('the well-known address of a Mercure hub shows it', () => {
  expect(choice('https://hub.example.com/.well-known/mercure?match=exports').current()).toBe(formats.mercure)
})

test('what the address names counts, whatever comes', () => {
  const { current, of, recognized } = choice('https://hub.example.com/.well-known/mercure', 'tidings')
  expect(current()).toBe(formats.tidings)
  expect(of(event(ntfy))).toBe(formats.tidings)
  expect(recognized).toEqual([])
})
