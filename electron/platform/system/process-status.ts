import type { SandboxState } from '../../window/contract.ts'

/**
 * Whether Chromium's sandbox confines a process. It has two layers on Linux: namespaces, which hide the system from the
 * process, and a filter of system calls.
 *
 * @param status the content of `/proc/<pid>/status` (proc_pid_status(5)); empty: it could not be read
 */
export function sandboxInStatus(status: string): SandboxState {
  const valueNamed = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.trim()
  const filter = valueNamed('Seccomp')
  // The process id in each namespace of processes, from ours inwards: more than one, if it is in one of its own.
  const processIds = valueNamed('NSpid')
  if (filter === undefined || processIds === undefined) return 'unknown'
  return filter === '2' && processIds.split(/\s+/).length > 1 ? 'on' : 'off'
}
