import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { limits } from '../../model/limits.ts'
import type { PolicyContent } from '../../model/policy.ts'
import { parsePolicy, readPolicyFile, readTrustedFile } from './policy-file.ts'
import { parseRegistry } from './registry.ts'

/** Runs a program; resolves to what it printed, or to its exit code, which is null when it could not be run. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'failed'; readonly code: number | null }
>

/**
 * Where each system keeps the policy. No setting or variable changes these places: a user who could choose another place
 * could choose another policy. Tests change the file system around the app instead.
 */
const places = {
  linux: '/etc/tidings/policy.json',
  windows: 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Tidings',
  mac: '/Library/Managed Preferences/example.tidings.app.plist',
} as const

const timeLimitMs = 5_000

/** Reads the policy of the organization. It never fails, and never takes longer than a few seconds. */
export async function readSystemPolicy(
  platform: NodeJS.Platform,
  { run = runProgram, limitMs = timeLimitMs } = {},
): Promise<PolicyContent> {
  const place = placeOn(platform)
  const isLate = new AbortController()
  const late = setTimeout(limitMs, undefined, { signal: isLate.signal }).then(
    (): PolicyContent => ({ kind: 'refused', place, why: 'timeout' }),
  )
  const content = readFrom(place, platform, run).catch(
    (): PolicyContent => ({ kind: 'refused', place, why: 'unreadable' }),
  )
  const first = await Promise.race([content, late])
  late.catch(() => {})
  isLate.abort()
  return first
}

function placeOn(platform: NodeJS.Platform): string {
  if (platform === 'win32') return places.windows
  return platform === 'darwin' ? places.mac : places.linux
}

function readFrom(place: string, platform: NodeJS.Platform, run: RunProgram): Promise<PolicyContent> {
  if (platform === 'win32') return readRegistry(place, run)
  return platform === 'darwin' ? readManagedPreferences(place, run) : readPolicyFile(place)
}

async function readRegistry(key: string, run: RunProgram): Promise<PolicyContent> {
  const result = await run(registryProgram(), ['query', key, '/s'])
  if (result.kind === 'output') return parseRegistry(key, result.text)
  // reg.exe exits with 1 when the key does not exist. Its message is translated, so only the code can be compared.
  return result.code === 1 ? { kind: 'none' } : { kind: 'refused', place: key, why: 'unreadable' }
}

/** By its full path, so that a program of the same name somewhere else is not run. */
function registryProgram(): string {
  const usual = 'C:\\Windows\\System32\\reg.exe'
  return existsSync(usual) ? usual : `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\reg.exe`
}

/** @param owner whose the file has to be */
export async function readManagedPreferences(
  path: string,
  run: RunProgram,
  owner?: number,
): Promise<PolicyContent> {
  const file = await readTrustedFile(path, owner)
  if (file === null) return { kind: 'none' }
  if (file.kind === 'refused') return { kind: 'refused', place: path, why: file.why }
  const result = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', '--', path])
  if (result.kind === 'failed') return { kind: 'refused', place: path, why: 'syntax' }
  const content = parsePolicy(path, result.text)
  if (content.kind !== 'values' || typeof content.values !== 'object' || content.values === null)
    return content
  // What the system adds to every profile.
  const own = Object.entries(content.values).filter(([key]) => !key.startsWith('Payload'))
  return { ...content, values: Object.fromEntries(own) }
}

const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    const options = { timeout: timeLimitMs, maxBuffer: limits.arriving.policy.max, windowsHide: true }
    execFile(program, [...args], options, (error, text) => {
      if (error === null) resolve({ kind: 'output', text })
      else resolve({ kind: 'failed', code: typeof error.code === 'number' ? error.code : null })
    })
  })
