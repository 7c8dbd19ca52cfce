import { createServer, type ServerResponse } from 'node:http'

/** How a server of updates answers a request for a file: with this content, or as it likes. */
export type UpdateAnswer = string | Buffer | ((response: ServerResponse) => void)

/** A server of updates on loopback, whose answers the test chooses. */
export interface UpdateFiles {
  /** The folder, with a slash at its end. */
  readonly url: string
  /** What is there from now on, by file name. Everything else is 404. */
  readonly offer: (files: Readonly<Record<string, UpdateAnswer>>) => void
  /** What was asked for, oldest first. */
  readonly requests: () => readonly string[]
  readonly headers: () => readonly Readonly<Record<string, unknown>>[]
  readonly stop: () => Promise<void>
}

export async function serveUpdateFiles(port = 0): Promise<UpdateFiles> {
  let files: Readonly<Record<string, UpdateAnswer>> = {}
  const requests: string[] = []
  const headers: Readonly<Record<string, unknown>>[] = []
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1)
    requests.push(name)
    headers.push(request.headers)
    const answer = files[name]
    if (answer === undefined) response.writeHead(404).end()
    else if (typeof answer === 'function') answer(response)
    else response.writeHead(200, { 'Content-Length': Buffer.byteLength(answer) }).end(answer)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const ownPort = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${ownPort}/`,
    offer: (offered) => {
      files = offered
    },
    requests: () => requests,
    headers: () => headers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Redirects to another address. */
export function redirectTo(location: string): UpdateAnswer {
  return (response) => response.writeHead(302, { Location: location }).end()
}

/** Sends without an end, and without saying how much. */
export function sendForEver(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, ' ')
  const send = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.writeHead(200)
  response.on('drain', send)
  send()
}
