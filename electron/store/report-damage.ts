import type { Database, Statement } from './database.ts'
import { isDamage } from './store-error.ts'

/**
 * The same database, which also reports that the file is damaged: at the first statement that meets the damage, and
 * only once. That statement still throws.
 */
export function reportDamage(database: Database, onDamaged: () => void): Database {
  let isReported = false

  function guard<Arguments extends readonly unknown[], Result>(run: (...given: Arguments) => Result) {
    return (...given: Arguments): Result => {
      try {
        return run(...given)
      } catch (error) {
        if (!isReported && isDamage(error)) {
          isReported = true
          onDamaged()
        }
        throw error
      }
    }
  }

  const guardStatement = (statement: Statement): Statement => ({
    run: guard((...values) => statement.run(...values)),
    get: guard((...values) => statement.get(...values)),
    all: guard((...values) => statement.all(...values)),
  })
  return {
    get isOpen() {
      return database.isOpen
    },
    get isTransaction() {
      return database.isTransaction
    },
    prepare: guard((sql: string) => guardStatement(database.prepare(sql))),
    exec: guard((sql: string) => database.exec(sql)),
    enableDefensive: (active) => database.enableDefensive(active),
    close: () => database.close(),
  }
}
