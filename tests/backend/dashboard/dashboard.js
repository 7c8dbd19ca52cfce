const find = (selector) => document.querySelector(selector)
const stateNames = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

const unfinished = ['queued', 'running']

/** Calls the API; throws an Error whose message is meant for the user. */
async function call(method, path, body) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const response = await fetch(`/api${path}`, { method, headers, body: JSON.stringify(body) }).catch(() => {
    throw new Error('The server does not answer.')
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

const exportList = find('#exports')
let jobs = []

/** Rows are updated in place, so that focus and progress don't jump. */
function draw() {
  find('#no-exports').hidden = jobs.length > 0
  jobs.forEach((job, at) => {
    const row = document.getElementById(job.id) ?? newRow(job)
    if (exportList.children[at] !== row) exportList.insertBefore(row, exportList.children[at] ?? null)
    drawRow(row, job)
  })
}

function newRow(job) {
  const row = find('#export-item').content.firstElementChild.cloneNode(true)
  row.id = job.id
  row.querySelector('[data-part=cancel]').addEventListener('click', () => {
    act('#export-answer', () => call('DELETE', `/exports/${job.id}`))
  })
  return row
}

function drawRow(row, job) {
  const part = (name) => row.querySelector(`[data-part=${name}]`)
  const isOver = !unfinished.includes(job.state)
  const size = job.download && `${(job.download.size / 1e6).toFixed(1)} MB`
  row.dataset.state = job.state
  part('title').textContent = job.title
  part('state').textContent = stateNames[job.state]
  part('message').textContent = size ? `${job.rows.toLocaleString('en-US')} rows, ${size}` : job.message
  part('cancel').hidden = isOver
  part('download').hidden = job.download === undefined
  if (job.download) part('download').href = new URL(job.download.url).pathname
  const progress = row.querySelector('progress')
  progress.hidden = isOver
  progress.value = job.progress ?? 0
  progress.setAttribute('aria-label', `${job.title}: ${job.message}`)
}

let asking
let askAgain = false

/** Asks for the list; however many events ask for it meanwhile, it is asked for once more. */
function refresh() {
  askAgain = asking !== undefined
  asking ??= call('GET', '/exports')
    .then((answer) => {
      jobs = answer
      draw()
    })
    .catch((error) => {
      find('#export-answer').textContent = error.message
    })
    .finally(() => {
      asking = undefined
      if (askAgain) refresh()
    })
  return asking
}

/** Does what a button asks for and writes into `answer` when it was refused. */
async function act(answer, work, done = '') {
  const line = find(answer)
  try {
    await work()
    line.dataset.state = 'done'
    line.textContent = done
    await refresh()
  } catch (error) {
    line.dataset.state = 'refused'
    line.textContent = error.message
  }
}

find('#export-form').addEventListener('submit', (event) => {
  event.preventDefault()
  const { rows, outcome } = Object.fromEntries(new FormData(event.target))
  const order = { rows: Number(rows), ...(outcome === 'fails' && { failAt: 0.5 }) }
  act('#export-answer', () => call('POST', '/exports', order))
})

find('#notify-form').addEventListener('submit', (event) => {
  event.preventDefault()
  const given = [...new FormData(event.target)].filter(([, value]) => value !== '')
  act('#notify-answer', () => call('POST', '/notifications', Object.fromEntries(given)), 'Sent.')
})

// The page listens to the same stream as the desktop app. Every event makes it load the list again.
const stream = new EventSource('/api/notifications')
stream.addEventListener('message', refresh)
stream.addEventListener('open', () => connection('open', 'Connected'))
stream.addEventListener('error', () => {
  const isOver = stream.readyState === EventSource.CLOSED
  connection('lost', isOver ? 'Signed out; reload the page' : 'No connection; trying again…')
})

// A stream in the simple dialect is silent about progress.
setInterval(() => {
  if (jobs.some((job) => unfinished.includes(job.state))) refresh()
}, 1_000)

function connection(state, words) {
  find('#connection').dataset.state = state
  find('#connection').textContent = words
}
