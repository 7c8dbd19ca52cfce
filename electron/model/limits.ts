/**
 * What a server may send, and how much of that is stored, shown and printed. It comes from somebody else's program:
 * whatever has no limit here ends up in memory, on the disk or on the screen. `resources/docs/backend.md` has this as a
 * table (`npm run wire-format`), and a test compares the two. Times are in feed/limits.ts.
 */
export interface Limit {
  readonly max: number
  /** Characters are UTF-16 code units, as `length` counts them. */
  readonly unit: 'bytes' | 'characters' | 'levels' | 'lines' | 'number'
  readonly what: string
  /** What happens to what is beyond it. */
  readonly beyond: string
  readonly reason: string
  /** The file of the test below `tests/`, and its title or a part of that. */
  readonly test: readonly [file: string, title: string]
}

const mebibyte = 1024 * 1024

const signInTest = 'integration/accounts/bad-answers.test.ts'

/** What may arrive. */
const arriving = {
  event: {
    ...{ max: mebibyte, unit: 'bytes', what: 'One event: its `data` and `event` lines' },
    beyond: 'set aside unread',
    reason: 'A whole event is held in memory',
    test: ['unit/feed/sse-parser.test.ts', 'set aside for its size only beyond the limit'],
  },
  dropped: {
    ...{ max: 64 * mebibyte, unit: 'bytes', what: 'What is read of an event that is too large' },
    beyond: 'the connection is ended',
    reason: 'A line without an end would keep the connection busy for ever',
    test: ['unit/feed/sse-parser.test.ts', 'an event without an end closes the connection'],
  },
  shortLine: {
    ...{ max: 2_048, unit: 'bytes', what: 'An `id` or `retry` line' },
    beyond: 'ignored',
    reason: 'No valid id or number is longer',
    test: ['unit/feed/sse-parser.test.ts', 'an id that can not be sent back counts as none'],
  },
  id: {
    ...{
      max: 1_024,
      unit: 'bytes',
      what: 'An id, of an event or of an item: in UTF-8, no control characters',
    },
    beyond: 'counts as none',
    reason: 'Cut, it could be the id of another item; a longer one exceeds the limit of servers for headers',
    test: ['unit/feed/decode.test.ts', 'an invalid id counts as none'],
  },
  ids: {
    ...{ max: 10_000, unit: 'number', what: 'Ids of one `read` or `withdraw`' },
    beyond: 'only the first ones count',
    reason: 'Each is checked and looked up',
    test: ['unit/feed/decode.test.ts', 'only the first ten thousand ids of a list count'],
  },
  values: {
    ...{ max: 20_000, unit: 'number', what: 'Values in the JSON of one event' },
    beyond: 'set aside',
    reason: 'To parse more would hold up the app',
    test: ['unit/feed/decode.test.ts', 'more values than any event needs'],
  },
  depth: {
    ...{ max: 100, unit: 'levels', what: 'Nesting in the JSON of one event' },
    beyond: 'set aside',
    reason: 'To parse deep nesting would hold up the app',
    test: ['unit/feed/decode.test.ts', 'however deep it is nested'],
  },
  eventName: {
    ...{ max: 200, unit: 'characters', what: 'The SSE event name' },
    beyond: 'cut',
    reason: 'It is stored with an event that is set aside',
    test: ['integration/servers/ingest-limits.test.ts', 'the name of an event is stored cut'],
  },
  title: { max: 300, ...shownText('`title`') },
  message: { max: 4_000, ...shownText('`message`') },
  category: { max: 100, ...shownText('`category`') },
  filename: { max: 255, ...shownText('`download.filename`') },
  url: {
    ...{ max: 4_096, unit: 'characters', what: 'An address, with its special characters escaped' },
    beyond: 'counts as none',
    reason: 'Cut, it would be another address',
    test: ['unit/feed/decode.test.ts', 'an address that is too long counts as none'],
  },
  header: {
    ...{ max: 200, unit: 'characters', what: 'A text from a response header, like its content type' },
    beyond: 'cut',
    reason: 'It is shown, logged and stored with each failure',
    test: ['integration/servers/ingest-limits.test.ts', 'a header is stored cut'],
  },
  validator: {
    ...{ max: 1_024, unit: 'characters', what: 'The `ETag` of a download' },
    beyond: 'counts as none',
    reason: 'It is stored, and sent back to resume the download',
    test: ['unit/downloads/resume.test.ts', 'an ETag that is too long'],
  },
  redirects: {
    ...{ max: 5, unit: 'number', what: 'Redirects of one request' },
    beyond: 'the request fails',
    reason: 'They may lead in a circle',
    test: ['integration/feed/feed-failures.test.ts', 'a redirect in a circle ends'],
  },
  overlapEvents: {
    ...{ max: 2_000, unit: 'number', what: 'Events that are compared while the stream gets a new token' },
    beyond: 'the oldest are not compared; those without an id may come twice',
    reason: 'Two streams are open then, and both bring the same events',
    test: ['unit/feed/overlap.test.ts', 'only the last two thousand events are compared'],
  },
  overlapText: {
    ...{ max: 4 * mebibyte, unit: 'characters', what: 'The same, all of them together' },
    beyond: 'the oldest are not compared; those without an id may come twice',
    reason: 'They are held in memory',
    test: ['unit/feed/overlap.test.ts', 'as many as their text has room for'],
  },
  signInAnswer: {
    ...{ max: 256 * 1024, unit: 'bytes', what: 'One answer of an authorization server' },
    beyond: 'the sign-in fails',
    reason: 'A whole answer is held in memory',
    test: [signInTest, 'an answer that is too large'],
  },
  signInRedirects: {
    ...{ max: 3, unit: 'number', what: 'Redirects of its metadata, within its origin' },
    beyond: 'the sign-in fails',
    reason: 'They may lead in a circle',
    test: [signInTest, 'endless redirects'],
  },
  signInText: {
    ...{ max: 300, unit: 'characters', what: 'What an authorization server says of an error' },
    beyond: 'cut, with an ellipsis',
    reason: 'It stands in a sentence of ours',
    test: ['unit/accounts/account-error.test.ts', 'is one short line'],
  },
  policy: {
    ...{ max: mebibyte, unit: 'bytes', what: 'The policy of an organization' },
    beyond: 'not used at all, and the window says so',
    reason: 'It is read before anything else starts',
    test: ['unit/platform/policy-file.test.ts', 'is too large'],
  },
} as const satisfies Limits

function shownText<const What extends string>(what: What) {
  return {
    unit: 'characters',
    what,
    beyond: 'cut',
    reason: 'It is there to be read at a glance',
    test: ['unit/feed/decode.test.ts', 'every text is cut at its limit'],
  } as const
}

const retentionTest = 'integration/store/retention-limits.test.ts'

/** What is stored, of each server or in all. */
const stored = {
  historyBytes: {
    ...{ max: 2 * 1024 * mebibyte, unit: 'bytes', what: 'The history, search index included' },
    beyond: 'the oldest items are deleted',
    reason: 'The number of items that the user chose may be of any size',
    test: [retentionTest, 'the file has a limit in bytes'],
  },
  openJobs: {
    ...{ max: 1_000, unit: 'number', what: 'Jobs that have not ended' },
    beyond: 'those without news for the longest time are deleted; they come back with their next update',
    reason: 'They are spared by the limit of items, so they need one of their own',
    test: [retentionTest, 'jobs that never end'],
  },
  pending: {
    ...{ max: 10_000, unit: 'number', what: 'Items that wait for their notification' },
    beyond: 'the oldest are deleted, once the history is full',
    reason: 'They are spared by the limit of items as long as the desktop shows no notifications',
    test: [retentionTest, 'items that wait for their notification'],
  },
  rejectedEvents: {
    ...{ max: 500, unit: 'number', what: 'Events that were set aside, of each server' },
    beyond: 'the oldest are deleted',
    reason: 'They are for diagnostics only',
    test: ['integration/store/sources.test.ts', 'is deleted when there are five hundred newer ones'],
  },
  rejectedBytes: {
    ...{ max: 4 * mebibyte, unit: 'bytes', what: 'The same, all of them together' },
    beyond: 'the oldest are deleted',
    reason: 'A broken server must not fill the disk',
    test: ['integration/store/sources.test.ts', 'takes no more than 4 MiB together'],
  },
  rejectedEventBytes: {
    ...{ max: 64 * 1024, unit: 'bytes', what: 'The same, each of them' },
    beyond: 'cut',
    reason: 'The beginning tells what it is',
    test: ['integration/store/sources.test.ts', 'cut to 64 KiB'],
  },
  tombstones: {
    ...{
      max: 10_000,
      unit: 'number',
      what: 'Ids of items that were read or withdrawn before they came, of each server',
    },
    beyond: 'the oldest are forgotten',
    reason: 'Enough for every item of a busy month',
    test: ['integration/store/sources.test.ts', 'remembered for the newest ten thousand'],
  },
  receipts: {
    ...{ max: 5_000, unit: 'number', what: 'Receipts that wait until a server takes them, of each server' },
    beyond: 'the oldest are dropped and counted',
    reason: 'A server that takes none must not fill the disk',
    test: ['integration/store/receipts.test.ts', 'the newest five thousand'],
  },
  receiptReason: {
    ...{ max: 300, unit: 'characters', what: 'The `reason` of a receipt that the app sends' },
    beyond: 'cut',
    reason: 'It comes from the desktop, and may be of any length',
    test: ['integration/store/receipts.test.ts', 'says why'],
  },
  fileName: {
    ...{ max: 180, unit: 'bytes', what: 'The name of a downloaded file, in UTF-8' },
    beyond: 'cut before its extension',
    reason: 'File systems allow 255, and a number may have to be added',
    test: ['unit/downloads/file-name.test.ts', 'is cut between characters, and keeps its extension'],
  },
  connectionLog: {
    ...{ max: 200, unit: 'number', what: 'Changes of the connection, of each server' },
    beyond: 'the oldest are deleted',
    reason: 'They are for diagnostics only',
    test: ['integration/store/sources.test.ts', 'has the last 200 changes of each server'],
  },
  fetches: {
    ...{
      max: 20,
      unit: 'number',
      what: 'Files that are downloaded by themselves at the same time, or wait for that',
    },
    beyond: 'only offered; the user can download them',
    reason: 'The replay after an absence may bring hundreds',
    test: ['unit/downloads/fetch-decision.test.ts', 'is not begun while twenty others run or wait'],
  },
  coursePoints: {
    ...{ max: 60, unit: 'number', what: 'Points of the course of a job' },
    beyond: 'those closest together are forgotten',
    reason: 'As many as its picture can show',
    test: ['unit/store/job-course.test.ts', 'has sixty points at most'],
  },
} as const satisfies Limits

/** What is shown. */
const shown = {
  notificationTitle: {
    ...{ max: 80, unit: 'characters', what: 'The title of a notification on the desktop' },
    beyond: 'cut, with an ellipsis',
    reason: 'Desktops cut in their own ways, without one',
    test: ['unit/notifications/item-notification.test.ts', 'a long title and a long text are cut'],
  },
  notificationBody: {
    ...{ max: 240, unit: 'characters', what: 'The text of a notification on the desktop' },
    beyond: 'cut, with an ellipsis',
    reason: 'It leaves space for the buttons',
    test: ['unit/notifications/item-notification.test.ts', 'a long title and a long text are cut'],
  },
  digestName: {
    ...{ max: 60, unit: 'characters', what: 'The name of an item in a summary' },
    beyond: 'cut, with an ellipsis',
    reason: 'Each has one line',
    test: ['unit/notifications/digest.test.ts', 'a long name is cut'],
  },
  trayLabel: {
    ...{ max: 48, unit: 'characters', what: 'The name of an item in the tray’s menu' },
    beyond: 'cut, with an ellipsis',
    reason: 'The menu is as wide as its widest entry',
    test: ['unit/tray/tray-model.test.ts', 'are cut to one short line'],
  },
  gapId: {
    ...{ max: 100, unit: 'characters', what: 'An id in the notice that events may be missing' },
    beyond: 'cut',
    reason: 'The notice has one line',
    test: ['integration/servers/ingest-limits.test.ts', 'a header is stored cut'],
  },
  accountName: {
    ...{ max: 100, unit: 'characters', what: 'The name of the account that is signed in' },
    beyond: 'cut, with an ellipsis',
    reason: 'It has one line',
    test: ['unit/accounts/grant.test.ts', 'is one short line'],
  },
  categories: {
    ...{ max: 100, unit: 'number', what: 'Categories in the window’s list' },
    beyond: 'not in the list',
    reason: 'Nobody chooses from more',
    test: ['integration/store/search.test.ts', 'the categories in use are listed once each'],
  },
  links: {
    ...{ max: 20, unit: 'number', what: 'Links in a message' },
    beyond: 'plain text',
    reason: 'Nobody follows more',
    test: ['unit/model/links.test.ts', 'are at most twenty'],
  },
  policyProblems: {
    ...{ max: 50, unit: 'number', what: 'Keys of an organization’s policy that are not used' },
    beyond: 'not in the list',
    reason: 'The first ones tell enough',
    test: ['unit/policy/policy.test.ts', 'the first fifty problems are listed'],
  },
  rejectedEvents: {
    ...{ max: 50, unit: 'number', what: 'Events that were set aside, under diagnostics' },
    beyond: 'only counted',
    reason: 'The newest tell enough',
    test: ['unit/window/diagnostics.test.ts', 'the newest events that were set aside, cut'],
  },
  rejectedEventText: {
    ...{ max: 2_000, unit: 'characters', what: 'The same, each of them' },
    beyond: 'cut',
    reason: 'The beginning tells what it is',
    test: ['unit/window/diagnostics.test.ts', 'the newest events that were set aside, cut'],
  },
} as const satisfies Limits

/** What reaches a terminal or the log. */
const printed = {
  line: {
    ...{ max: 4_000, unit: 'characters', what: 'A line of the log' },
    beyond: 'cut',
    reason: 'It is kept for the cause of a problem, not for content',
    test: ['unit/model/printable.test.ts', 'a line of the log is cut'],
  },
  logFile: {
    ...{ max: mebibyte, unit: 'bytes', what: 'The log file' },
    beyond: 'a new one begins, and one older file is kept',
    reason: 'A server that fails again and again must not fill the disk',
    test: ['unit/platform/log.test.ts', 'the log begins a new file'],
  },
} as const satisfies Limits

type Limits = Readonly<Record<string, Limit>>

export const limits = { arriving, stored, shown, printed } as const
