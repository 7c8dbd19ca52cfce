import { closeSync, openSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { errorCodeOf } from '../../model/error-code.ts'
import { parseJson } from '../../model/parse-json.ts'

// The running instance listens on a socket in its own folder. Chromium has one too, but in the system's folder of
// temporary files: when that is cleaned up, Chromium takes the next start for the only one.

const fileName = 'instance.sock'
/** Of Linux; macOS allows four fewer. */
const maxPathBytes = 103
const maxMessageLength = 64 * 1024

/**
 * Sends a message to the instance that runs in this folder. Resolves to false when there is none.
 *
 * @param message null: only find out whether there is one
 */
export async function sendToInstance(folder: string, message: unknown): Promise<boolean> {
  const place = openPlace(folder)
  return place === null ? false : connect(place.path, message).finally(place.close)
}

/** Connects to a socket and sends a message, unless it is null. False: nobody listens there. */
export function connect(path: string, message: unknown = null): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(path)
    const finish = (isConnected: boolean) => {
      connection.destroy()
      resolve(isConnected)
    }
    // It is not waited for what becomes of the message: the other process may hang.
    connection.once('connect', () => {
      if (message === null) finish(true)
      else connection.end(JSON.stringify(message), () => finish(true))
    })
    connection.on('error', () => finish(false))
  })
}

/**
 * Listens in this folder until the process ends; nobody else may listen there. Resolves to why that is not possible (a
 * file system may know no sockets), or null.
 */
export async function listenForMessages(
  folder: string,
  onMessage: (message: unknown) => void,
): Promise<string | null> {
  const place = openPlace(folder)
  if (place === null) return 'ENOTSUP'
  const server = createServer((connection) => {
    let text = ''
    connection.setEncoding('utf8')
    connection.on('data', (part) => {
      text += part
      if (text.length > maxMessageLength) connection.destroy()
    })
    connection.on('error', () => {})
    connection.on('end', () => {
      const message = parseJson(text)
      if (message !== undefined) onMessage(message)
    })
  })
  server.unref()
  const code = await listen(server, place.path)
  // What a process left behind that was killed.
  if (code === 'EADDRINUSE') rmSync(place.path, { force: true })
  return code === 'EADDRINUSE' ? listen(server, place.path) : code
}

/** Resolves to the code of an error, or null. */
function listen(server: Server, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const onError = (error: Error) => resolve(errorCodeOf(error) ?? error.message)
    server.once('error', onError)
    server.listen(path, () => {
      server.off('error', onError)
      server.on('error', () => {})
      resolve(null)
    })
  })
}

/**
 * The path of the socket in this folder; null: there is none. The address of a socket is short: a longer path leads
 * through a descriptor of the folder, which has to stay open.
 */
function openPlace(folder: string): { readonly path: string; readonly close: () => void } | null {
  if (process.platform === 'win32') return null
  const path = join(folder, fileName)
  if (Buffer.byteLength(path) <= maxPathBytes) return { path, close: () => {} }
  if (process.platform !== 'linux') return null
  try {
    const descriptor = openSync(folder, 'r')
    return { path: `/proc/self/fd/${descriptor}/${fileName}`, close: () => closeSync(descriptor) }
  } catch {
    return null
  }
}
