require 'logger'
require 'action_controller/railtie'

# ActionController::Live and its SSE class, as in the Rails API documentation, in the smallest application there is.
# The headers are sent together with the first event.

class NewsApp < Rails::Application
  config.root = __dir__
  config.eager_load = false
  config.secret_key_base = 'only for tests'
  config.logger = Logger.new($stderr, level: :error)
  config.hosts.clear

  routes.append do
    get 'stream', to: 'news#stream'
    post 'send', to: 'news#create'
    get 'streams', to: 'news#streams'
  end
end

class Announcer
  attr_reader :streams

  def initialize
    @listeners = []
    @streams = 0
    @lock = Mutex.new
  end

  def listen
    queue = Thread::Queue.new
    @lock.synchronize do
      @listeners << queue
      @streams += 1
    end
    queue
  end

  def leave(queue)
    @lock.synchronize { @listeners.delete(queue) }
  end

  def announce(message)
    @lock.synchronize { @listeners.each { |queue| queue << message } }
  end
end

ANNOUNCER = Announcer.new

class NewsController < ActionController::Base
  include ActionController::Live
  protect_from_forgery with: :null_session

  def stream
    response.headers['Content-Type'] = 'text/event-stream'
    # Otherwise Rack::ETag of Rack 2.2 holds the response back to its end; the documentation says so too.
    response.headers['Last-Modified'] = Time.now.httpdate
    sse = SSE.new(response.stream, retry: 300, event: 'news')
    queue = ANNOUNCER.listen
    loop { sse.write(queue.pop) }
  rescue ActionController::Live::ClientDisconnected
    # The client has closed the stream.
  ensure
    ANNOUNCER.leave(queue)
    sse.close
  end

  def create
    ANNOUNCER.announce(request.raw_post)
    head :no_content
  end

  def streams
    render plain: ANNOUNCER.streams
  end
end

NewsApp.initialize!
run NewsApp
