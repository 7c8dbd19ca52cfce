import type { NextRequest } from 'next/server'

// The least that works: a stream with a timer, no ids, no replay. Not built on the kit.

export const dynamic = 'force-dynamic'

export async function GET(req: NextRequest) {
  const encoder = new TextEncoder()

  const stream = new ReadableStream({
    start(controller) {
      const send = (data: object) => {
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(data)}\n\n`))
      }

      send({ type: 'connected', message: 'SSE Stream Active' })

      const timer = setInterval(() => {
        send({ type: 'notification', message: 'Your export is ready!' })
      }, 5000)

      req.signal.addEventListener('abort', () => {
        clearInterval(timer)
        controller.close()
      })
    },
  })

  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      Connection: 'keep-alive',
    },
  })
}
