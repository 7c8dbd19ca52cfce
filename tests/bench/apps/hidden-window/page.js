const source = new EventSource(new URLSearchParams(location.search).get('server'))
source.addEventListener('message', ({ data }) => {
  const event = JSON.parse(data)
  if (event.type === 'notification') new Notification(event.title, { body: event.message })
})
