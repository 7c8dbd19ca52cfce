import { openStore } from '../../../electron/store/open-store.ts'

// Reads a history as another process does, and prints the result as one line of JSON.
const [path = '', source = ''] = process.argv.slice(2)
const opened = openStore(path, { now: Date.now, readOnly: true })
if (opened.kind !== 'open') {
  console.log(JSON.stringify(opened))
} else {
  const { store } = opened
  const { items } = store.page({ before: null, limit: 500, unreadOnly: false })
  const status = store.latestStatus(source)
  console.log(
    JSON.stringify({
      ids: items.map((item) => item.id),
      unread: store.unread(),
      cursor: store.cursor(source),
      status,
    }),
  )
  store.close()
}
