import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { startProgram } from './network-programs.ts'

/** Debian's names for nginx and the module. */
export const nchanPackages: readonly string[] = ['nginx', 'libnginx-mod-nchan']

/** nginx with Nchan, the messages in its memory. */
export interface Nchan {
  readonly port: number
  /** @param name the SSE event name; none: the message has none */
  readonly publish: (channel: string, message: string, name?: string) => Promise<void>
  /** Ends nginx, with all messages, and starts it again on the same port. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** How many messages of a channel it keeps. */
export const keptMessages = 5

const configuration = (folder: string, port: number) => `
  load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
  daemon off;
  worker_processes 1;
  ${process.getuid?.() === 0 ? 'user root;' : ''}
  pid ${folder}/nginx.pid;
  error_log stderr warn;
  events {}
  http {
    access_log off;
    ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join('\n')}
    server {
      listen 127.0.0.1:${port};
      location = /both {
        nchan_subscriber eventsource;
        nchan_channel_id exports billing;
      }
      location ~ /listen/(\\w+)$ {
        nchan_subscriber eventsource;
        nchan_channel_id $1;
        nchan_eventsource_ping_interval 1s;
      }
      location ~ /publish/(\\w+)$ {
        nchan_publisher;
        nchan_channel_id $1;
        nchan_message_buffer_length ${keptMessages};
      }
    }
  }`

export async function startNchan(): Promise<Nchan> {
  const port = await freePort()
  const start = () =>
    startProgram('nginx', port, (folder) => {
      const file = join(folder, 'nginx.conf')
      writeFileSync(file, configuration(folder, port))
      return ['-p', folder, '-e', 'stderr', '-c', file]
    })
  let running = await start()
  return {
    port,
    publish: async (channel, message, name) => {
      const response = await fetch(`http://127.0.0.1:${port}/publish/${channel}`, {
        method: 'POST',
        headers: { Connection: 'close', ...(name === undefined ? {} : { 'X-EventSource-Event': name }) },
        body: message,
      })
      if (!response.ok) throw new Error(`Nchan answered ${response.status}.`)
    },
    restart: async () => {
      await running.stop()
      running = await start()
    },
    stop: () => running.stop(),
  }
}
