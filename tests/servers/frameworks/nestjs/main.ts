import 'reflect-metadata'
import { Body, Controller, Get, HttpCode, type MessageEvent, Module, Post, Sse } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { defer, map, type Observable, Subject } from 'rxjs'

// @Sse() as in docs.nestjs.com/http/server-sent-events. Without an `id` in the MessageEvent, Nest numbers the events
// itself: from 1, again for each connection.

@Controller()
class NewsController {
  readonly #news = new Subject<object>()
  #streams = 0

  @Sse('stream')
  stream(): Observable<MessageEvent> {
    return defer(() => {
      this.#streams += 1
      return this.#news.pipe(map((data) => ({ data })))
    })
  }

  @Post('send')
  @HttpCode(204)
  send(@Body() data: object): void {
    this.#news.next(data)
  }

  @Get('streams')
  streams(): string {
    return String(this.#streams)
  }
}

@Module({ controllers: [NewsController] })
class NewsModule {}

const app = await NestFactory.create(NewsModule, { logger: ['error'] })
await app.listen(Number(process.env.PORT), '127.0.0.1')
