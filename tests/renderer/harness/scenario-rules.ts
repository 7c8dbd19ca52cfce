import type { Rule } from '../../../electron/model/rule.ts'
import { buildMute, buildRule } from '../../support/build-rule.ts'

/** One of each kind, and one that never counts. */
export const someRules: readonly Rule[] = [
  buildRule({ id: 4, when: { category: 'export', words: 'invoice' }, sound: 'off', keepOnScreen: true }),
  buildMute('operations', 1),
  buildRule({ id: 5, when: { words: 'backup failed' }, notify: 'always', sound: 'on' }),
  buildRule({ id: 6, when: { category: 'Export' }, fetch: { maxMegabytes: 100, folder: null } }),
  buildRule({ id: 7, when: { category: 'operations', words: 'night' }, sound: 'on' }),
]

/** Rules about one of several servers. */
export const serverRules: readonly Rule[] = [
  buildRule({
    id: 2,
    when: { source: 'https://billing.example.com/sse', category: 'export', words: 'invoice' },
    ...{ sound: 'off', keepOnScreen: true },
  }),
  buildRule({ id: 3, when: { source: 'https://crm.example.com/api/v2/stream' }, notify: 'always' }),
]
