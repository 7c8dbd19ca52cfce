import type { Database, Statement } from './database.ts'

/** Returns a function that prepares each statement once. There must not be any number of different ones. */
export function createStatements(database: Database): (sql: string) => Statement {
  const statements = new Map<string, Statement>()
  return (sql) => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
}
