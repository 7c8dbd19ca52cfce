import { z } from 'zod'
import type { LockableSetting } from '../../../electron/model/policy.ts'
import { maxServers } from '../../../electron/model/settings.ts'
import { lockableSchema, policyServerSchema } from '../../../electron/policy/policy-schema.ts'

const server = policyServerSchema.shape
const settings = lockableSchema.shape

const describedServer = z.strictObject({
  address: server.address.describe(
    'The address of its stream. It may end in #format=mercure, ntfy, nchan or cloudevents. No tokens: everybody on the computer can read a policy.',
  ),
  name: server.name.describe('What it is called; otherwise by its host.'),
  colour: server.colour.describe('By which it is told apart from others.'),
  clientId: server.clientId.describe(
    'The OAuth client registered for Tidings; otherwise Tidings registers itself at the first sign-in.',
  ),
})

const describedSettings = z.strictObject({
  updates: settings.updates.describe(
    'Check for updates automatically. Switch it off where your own tools distribute packages.',
  ),
  startAtLogin: settings.startAtLogin.describe('Start when the user signs in to the computer.'),
  retention: settings.retention.describe('For how many days, and how many items, the history is kept.'),
  deleteHistoryAtSignOut: settings.deleteHistoryAtSignOut.describe(
    'A server’s history is deleted when the user signs out of it or removes it, and when the policy no longer names it.',
  ),
  encryptHistory: settings.encryptHistory.describe(
    'What items say is stored encrypted, with a key from the system’s keychain. Without a keychain it is not, and Tidings says so.',
  ),
  hideContent: settings.hideContent.describe('Show notifications without their content.'),
  sendReceipts: settings.sendReceipts.describe(
    'Tell servers that ask for it which of their notifications were shown, clicked and read.',
  ),
  quietHours: settings.quietHours.describe(
    'Times without notifications: days from 0 (Sunday) to 6, and minutes since midnight.',
  ),
  waitWhileAway: settings.waitWhileAway.describe('Notifications wait while nobody is at the computer.'),
  repeatCritical: settings.repeatCritical.describe('Critical notifications come again until they were seen.'),
  sounds: settings.sounds.describe('Which notifications play a sound.'),
  stalledAfterMinutes: settings.stalledAfterMinutes.describe(
    'A job without an update for this long is shown as stalled.',
  ),
  language: settings.language.describe('The language of the app; “system”: that of the computer.'),
  theme: settings.theme.describe('Light or dark; “system”: as the computer.'),
} satisfies Record<LockableSetting, z.ZodType>)

/** A whole policy. The app reads it key by key; the published JSON Schema describes it at once. */
export const policySchema = z
  .strictObject({
    $schema: z.string().describe('The JSON Schema, for editors.'),
    servers: z
      .array(z.union([server.address, describedServer]))
      .max(maxServers)
      .describe('Your servers: objects, or only addresses. The user can’t remove them.'),
    allowOtherServers: z
      .boolean()
      .describe('False: the user can add no others, and those that they have added before are not used.'),
    ...describedSettings.shape,
  })
  .exactPartial()
  .meta({ title: 'A policy of Tidings' })

/** The text of `resources/policy/policy.schema.json`. */
export function policySchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(policySchema, { io: 'input' }), null, 2)}\n`
}
