import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { startProgram } from './network-programs.ts'

export interface ForwardProxy {
  readonly port: number
  readonly stop: () => Promise<void>
}

/** A forward proxy that requires a user name and a password. */
export async function startTinyproxy(name: string, password: string): Promise<ForwardProxy> {
  const port = await freePort()
  const { stop } = await startProgram('tinyproxy', port, (folder) => {
    const file = join(folder, 'tinyproxy.conf')
    const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'MaxClients 50', `BasicAuth ${name} ${password}`]
    writeFileSync(file, `${lines.join('\n')}\n`)
    return ['-d', '-c', file]
  })
  return { port, stop }
}
