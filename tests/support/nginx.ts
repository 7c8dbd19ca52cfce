import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate } from './certificates.ts'
import { freePort } from './free-port.ts'
import { startProgram } from './network-programs.ts'

export interface NginxOptions {
  /** Where the backend listens. */
  readonly backendPort: number
  /** Where more instances of it listen. Requests go to each in turn, and past one that does not answer. */
  readonly otherBackendPorts?: readonly number[]
  /** Directives for the backend's location, each with its semicolon. */
  readonly settings?: readonly string[]
  /** With one it speaks TLS and HTTP/2. */
  readonly certificate?: Certificate
  /** Default: a free one. */
  readonly port?: number
}

/** nginx in front of a backend, with its settings of old but for those given. */
export interface Nginx {
  readonly port: number
  readonly origin: string
  /** The protocols of the requests that have ended, like `HTTP/2.0`. */
  readonly protocols: () => readonly string[]
  readonly stop: () => Promise<void>
}

/** The settings that the README recommends to backend teams. */
export const recommendedSettings: readonly string[] = [
  'proxy_http_version 1.1;',
  'proxy_set_header Connection "";',
  'proxy_buffering off;',
  'proxy_cache off;',
  'proxy_read_timeout 1h;',
]

export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const { backendPort, otherBackendPorts = [], settings = [], certificate, port = await freePort() } = options
  const tls = certificate === undefined ? '' : ' ssl http2'
  const config = (folder: string) => `
    daemon off;
    worker_processes 1;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    pid ${folder}/nginx.pid;
    error_log stderr warn;
    events {}
    http {
      log_format protocol '$server_protocol';
      access_log ${folder}/access.log protocol;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join('\n')}
      upstream backend {
        ${[backendPort, ...otherBackendPorts].map((each) => `server 127.0.0.1:${each} fail_timeout=1s;`).join('\n')}
      }
      server {
        listen 127.0.0.1:${port}${tls};
        ${certificate === undefined ? '' : `ssl_certificate ${certificate.certificate};`}
        ${certificate === undefined ? '' : `ssl_certificate_key ${certificate.key};`}
        location / {
          proxy_pass http://backend;
          # As without a group. The stand-in backend does not serve other names.
          proxy_set_header Host 127.0.0.1:${backendPort};
          ${settings.join('\n')}
        }
      }
    }`
  const { folder, stop } = await startProgram('nginx', port, (place) => {
    const file = join(place, 'nginx.conf')
    writeFileSync(file, config(place))
    return ['-p', place, '-e', 'stderr', '-c', file]
  })
  return {
    port,
    origin: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    protocols: () =>
      readFileSync(join(folder, 'access.log'), 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    stop,
  }
}
