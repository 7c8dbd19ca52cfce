import { z } from 'zod'
import { lockable } from '../model/policy.ts'
import { settingsSchema } from '../settings/settings-schema.ts'

const { address, name, colour, clientId } = settingsSchema.shape.servers.element.shape

/** A server of a policy. */
export const policyServerSchema = z.strictObject({
  address,
  name: name.unwrap().exactOptional(),
  colour: colour.exactOptional(),
  clientId: clientId.unwrap().exactOptional(),
})

/** The settings that can be locked. */
export const lockableSchema = settingsSchema.pick(lockable)
