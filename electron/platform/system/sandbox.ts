import { readFileSync } from 'node:fs'
import { app } from 'electron'
import type { SandboxState } from '../../window/contract.ts'
import { sandboxInStatus } from './process-status.ts'

/**
 * Whether a process of the app runs in a sandbox. The operating system is asked, because Chromium starts without its
 * sandbox when `--no-sandbox` is given, and a launcher may add that without telling the user.
 *
 * @param processId of a renderer; null: there is none
 */
export function sandboxOf(processId: number | null): SandboxState {
  if (app.commandLine.hasSwitch('no-sandbox')) return 'off'
  if (processId === null) return 'unknown'
  if (process.platform === 'linux') return sandboxInStatus(readStatus(processId))
  const isSandboxed = app.getAppMetrics().find(({ pid }) => pid === processId)?.sandboxed
  return isSandboxed === undefined ? 'unknown' : isSandboxed ? 'on' : 'off'
}

function readStatus(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/status`, 'utf8')
  } catch {
    return ''
  }
}
