import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wireFormat } from '../../../electron/feed/wire-format.ts'
import {
  connectedEvent,
  jobEvent,
  notificationEvent,
  readEvent,
  type WireEvent,
  withdrawEvent,
} from '../../../resources/backend-kit/events.ts'
import { createMemoryBus } from '../../../resources/backend-kit/memory-bus.ts'
import { publishEvent } from '../../../resources/backend-kit/publish.ts'
import { generatedFiles } from '../../support/wire-format/generated-files.ts'
import { parseWireFormat } from '../../support/wire-format/schema.ts'
import { typesModule } from '../../support/wire-format/types-module.ts'

const read = (path: string) => readFileSync(path, 'utf8')

test('types, builders and the tables of fields are as `npm run wire-format` writes them', () => {
  for (const { path, text } of generatedFiles(read)) expect(read(path)).toBe(text)
})

test('what the builders make is what the wire format asks for', () => {
  const events: readonly WireEvent[] = [
    connectedEvent(),
    notificationEvent({ id: 'n-1', message: 'Hello', priority: 'high', createdAt: '2026-11-22T10:00:00Z' }),
    jobEvent({ id: 'exp-1', state: 'succeeded', download: { url: 'https://app.example.com/f', size: 1 } }),
    readEvent({ ids: ['n-1'] }),
    withdrawEvent({ ids: ['n-1'] }),
  ]
  for (const event of events) expect(wireFormat.parse(event)).toEqual(event)
})

test('a field of several types, a list and a nested object become their types', () => {
  const id = {
    anyOf: [{ type: 'string', minLength: 1, maxLength: 9 }, { type: 'number' }],
    description: 'Its id',
  }
  const properties = { type: { type: 'string', const: 'tick' }, id, ids: { type: 'array', items: id } }
  const source = typesModule(
    parseWireFormat({ oneOf: [{ type: 'object', properties, required: ['type', 'id'] }] }),
  )
  expect(source).toContain('  /** Its id; 1 to 9 characters */\n  readonly id: string | number\n')
  expect(source).toContain('readonly ids?: readonly (string | number)[]')
})

test('an event that no client would read is refused where it is published', async () => {
  const bus = createMemoryBus()
  const event = notificationEvent({ message: 'x'.repeat(1024 * 1024) })
  await expect(publishEvent(bus, 'alice', event)).rejects.toThrow('larger than')
})
