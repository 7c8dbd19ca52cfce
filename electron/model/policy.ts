import type { ServerSettings, Settings } from './settings.ts'
import type { SourceId } from './source.ts'

/** The settings that an organization can decide for its users. */
export const lockable = {
  updates: true,
  startAtLogin: true,
  retention: true,
  deleteHistoryAtSignOut: true,
  encryptHistory: true,
  hideContent: true,
  sendReceipts: true,
  quietHours: true,
  waitWhileAway: true,
  repeatCritical: true,
  sounds: true,
  stalledAfterMinutes: true,
  language: true,
  theme: true,
} as const satisfies Partial<Readonly<Record<keyof Settings, true>>>

export type LockableSetting = keyof typeof lockable

export function isLockable(key: string): key is LockableSetting {
  return Object.hasOwn(lockable, key)
}

export const lockableSettings: readonly LockableSetting[] = Object.keys(lockable).filter(isLockable)

/** What the organization has decided, as far as it was understood. */
export interface Policy {
  /** They come before the user's own ones; no two have the same `SourceId`. */
  readonly servers: readonly ServerSettings[]
  /** False: the user's own servers are not used, and none can be added. */
  readonly allowOtherServers: boolean
  /** Settings that the user can't change. */
  readonly settings: Partial<Pick<Settings, LockableSetting>>
}

export const noPolicy: Policy = { servers: [], allowOtherServers: true, settings: {} }

/** Why a key of a policy, or all of it, is not used. */
export type PolicyProblemKind =
  /** Of a key. */
  | 'unknown'
  | 'wrong'
  | 'characters'
  | 'address'
  | 'secret'
  | 'duplicate'
  | 'too-many'
  /** Of all of it. */
  | 'syntax'
  | 'not-object'
  | 'too-large'
  | 'owner'
  | 'writable'
  | 'no-file'
  | 'unreadable'
  | 'timeout'

export interface PolicyProblem {
  /** Like `retention` or `servers.1.name`, as one printable line; null: it concerns all of the policy. */
  readonly key: string | null
  readonly kind: PolicyProblemKind
}

/** A policy that was found, and where. */
export interface ManagedBy {
  /** A path, or a key of the registry. */
  readonly place: string
  readonly policy: Policy
  /** What of it is not used. */
  readonly problems: readonly PolicyProblem[]
}

/** What there is at the place of the policy. */
export type PolicyContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'values'; readonly place: string; readonly values: unknown }
  /** It is not used at all. */
  | { readonly kind: 'refused'; readonly place: string; readonly why: PolicyProblemKind }

/** Which servers the organization has set, and whether others can be used too. */
export interface ServerPolicy {
  readonly managed: readonly SourceId[]
  readonly allowsOthers: boolean
}

/** The names of the settings that the user can't change. */
export function lockedSettings({ settings }: Policy): readonly LockableSetting[] {
  return lockableSettings.filter((name) => settings[name] !== undefined)
}

/** Whether nothing of the policy could be used. */
export function isRefused({ problems }: Pick<ManagedBy, 'problems'>): boolean {
  return problems.some(({ key }) => key === null)
}
