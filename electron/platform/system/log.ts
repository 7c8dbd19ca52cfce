import { join } from 'node:path'
import log from 'electron-log/node'
import { limits } from '../../model/limits.ts'
import type { Log } from '../../model/log.ts'
import { printableLog } from '../../model/printable.ts'

/** Opens `tidings.log` in `directory`: at most 1 MiB, and one older file. Warnings also go to standard error. */
export function createLog(directory: string): Log {
  log.transports.file.resolvePathFn = () => join(directory, 'tidings.log')
  log.transports.file.maxSize = limits.printed.logFile.max
  log.transports.file.level = 'info'
  log.transports.console.level = 'warn'
  log.transports.console.writeFn = ({ message }) => process.stderr.write(`${message.data.join(' ')}\n`)
  return {
    info: (text) => log.info(printableLog(text)),
    warn: (text) => log.warn(printableLog(text)),
    error: (text, error) =>
      log.error(
        printableLog(text),
        ...(error instanceof Error ? [printableLog(error.stack ?? error.message)] : []),
      ),
  }
}
