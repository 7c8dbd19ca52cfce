import type { Adapter, AdapterPayload } from 'oidc-provider'

/** What one authorization server has issued and knows. The library's own storage is one for all of a process. */
export interface Storage {
  readonly adapter: (model: string) => Adapter
  /** Forgets everything of this kind, like `Grant` or `Client`. */
  readonly clear: (model: string) => void
}

export function createStorage(): Storage {
  const models = new Map<string, Map<string, AdapterPayload>>()
  const ofModel = (model: string) => {
    const items = models.get(model) ?? new Map<string, AdapterPayload>()
    models.set(model, items)
    return items
  }

  const adapter = (model: string): Adapter => {
    const items = ofModel(model)
    const findBy = async (matches: (payload: AdapterPayload) => boolean) =>
      [...items.values()].find((payload) => matches(payload))
    return {
      upsert: async (id, payload) => {
        items.set(id, payload)
      },
      find: async (id) => items.get(id),
      findByUserCode: (userCode) => findBy((payload) => payload.userCode === userCode),
      findByUid: (uid) => findBy((payload) => payload.uid === uid),
      consume: async (id) => {
        const payload = items.get(id)
        if (payload !== undefined) items.set(id, { ...payload, consumed: Math.floor(Date.now() / 1000) })
      },
      destroy: async (id) => {
        items.delete(id)
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, payload] of items) if (payload.grantId === grantId) items.delete(id)
      },
    }
  }

  return { adapter, clear: (model) => ofModel(model).clear() }
}
