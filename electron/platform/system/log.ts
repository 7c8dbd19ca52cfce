import { join } from 'node:path'
import log from 'electron-log/node'
import type { Log } from '../../model/log.ts'

/** Opens `tidings.log` in `directory`: at most 1 MiB, and one older file. Warnings also go to standard error. */
export function createLog(directory: string): Log {
  log.transports.file.resolvePathFn = () => join(directory, 'tidings.log')
  log.transports.file.maxSize = 1024 * 1024
  log.transports.file.level = 'info'
  log.transports.console.level = 'warn'
  log.transports.console.writeFn = ({ message }) => process.stderr.write(`${message.data.join(' ')}\n`)
  return {
    info: (text) => log.info(text),
    warn: (text) => log.warn(text),
    error: (text, error) =>
      log.error(text, ...(error instanceof Error ? [error.stack ?? error.message] : [])),
  }
}
