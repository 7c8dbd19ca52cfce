import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'

/** A plain file server, as anybody may run one for updates. */
export interface UpdateServer {
  /** What was asked for, oldest first. */
  readonly requests: () => readonly string[]
  /** How many bytes of packages have gone out. */
  readonly packageBytes: () => number
  readonly stop: () => Promise<void>
}

/** @param instead what is offered in the place of some files; null: they are missing */
export async function serveUpdates(
  folder: string,
  port: number,
  instead: Readonly<Record<string, string | null>> = {},
): Promise<UpdateServer> {
  const requests: string[] = []
  let packageBytes = 0

  const server = createServer(async (request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname)
    requests.push(`${request.method} ${name}`)
    const other = instead[name]
    if (other !== undefined) {
      response.writeHead(other === null ? 404 : 200, { 'Content-Length': Buffer.byteLength(other ?? '') })
      response.end(other ?? '')
      return
    }
    const file = join(folder, name)
    const size = await stat(file).then(
      (status) => status.size,
      () => null,
    )
    if (size === null) {
      response.writeHead(404).end()
      return
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const start = Number(range?.[1] ?? 0)
    const end = Math.min(range?.[2] ? Number(range[2]) : size - 1, size - 1)
    packageBytes += end - start + 1
    response.writeHead(range === null ? 200 : 206, {
      'Accept-Ranges': 'bytes',
      'Content-Length': end - start + 1,
      ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    })
    createReadStream(file, { start, end }).pipe(response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    requests: () => requests,
    packageBytes: () => packageBytes,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
