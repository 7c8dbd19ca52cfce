import 'reflect-metadata'
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  type MessageEvent,
  Module,
  Post,
  Sse,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { interval, map, merge, Observable, of } from 'rxjs'
import { isKnown, newestId, publish, subscribe, subscriptionCount } from '../event-log.js'

@Controller()
class NewsController {
  @Sse('stream')
  stream(@Headers('last-event-id') lastId = newestId()): Observable<MessageEvent> {
    let sent = isKnown(lastId) ? lastId : '0'
    const greeting = { type: 'connected', heartbeat: 15, replay: isKnown(lastId) }
    const events = new Observable<MessageEvent>((listener) =>
      subscribe(lastId, (id: string, data: string) => {
        sent = id
        listener.next({ id, data })
      }),
    )
    // Nest numbers a message without an id by itself. So all carry one: that of the last event.
    const heartbeats = interval(15_000).pipe(map(() => ({ id: sent, type: 'ping', data: '{}' })))
    return merge(of({ id: sent, data: greeting }), events, heartbeats)
  }

  // Where something happens, in your application.
  @Post('send')
  @HttpCode(204)
  send(@Body() event: object): void {
    publish(event)
  }

  @Get('streams')
  streams(): string {
    return String(subscriptionCount())
  }
}

@Module({ controllers: [NewsController] })
class NewsModule {}

const app = await NestFactory.create(NewsModule, { logger: ['error'] })
await app.listen(Number(process.env.PORT), '127.0.0.1')
