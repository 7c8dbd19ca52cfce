require 'logger'
require 'active_record/railtie'
require 'action_controller/railtie'

# An application in one file. The controller and the model are those of any other.

ENV['DATABASE_URL'] = 'sqlite3:events.db'

class NewsApp < Rails::Application
  config.root = Dir.pwd
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
NewsApp.initialize!

ActiveRecord::Base.connection_pool.disconnect!
ActiveRecord::Base.establish_connection(adapter: 'sqlite3', database: 'events.db', pool: 64, timeout: 5_000)
ActiveRecord::Schema.verbose = false
unless ActiveRecord::Base.connection.table_exists?(:events)
  ActiveRecord::Schema.define { create_table(:events) { |table| table.text :data, null: false } }
end

class Event < ActiveRecord::Base
end

class NewsController < ActionController::Base
  include ActionController::Live
  protect_from_forgery with: :null_session
  STREAMS = Concurrent::AtomicFixnum.new

  def stream
    response.headers['Content-Type'] = 'text/event-stream'
    response.headers['Cache-Control'] = 'no-cache, no-transform'
    response.headers['X-Accel-Buffering'] = 'no'
    # Otherwise Rack::ETag holds the response back to its end.
    response.headers['Last-Modified'] = Time.now.httpdate
    newest = Event.maximum(:id) || 0
    last = (request.headers['Last-Event-ID'] || newest).to_i
    known = last <= newest
    last = 0 unless known

    # Written at once, so that the headers go out before the first event.
    write({ type: 'connected', heartbeat: 15, replay: known }.to_json)
    silent_since = Time.now
    loop do
      Event.uncached { Event.where('id > ?', last).order(:id).limit(100).to_a }.each do |event|
        write(event.data, event.id)
        last = event.id
        silent_since = Time.now
      end
      if Time.now - silent_since > 15
        response.stream.write(":\n\n")
        silent_since = Time.now
      end
      sleep 0.5
    end
  rescue ActionController::Live::ClientDisconnected, IOError
    # The client has closed the stream.
  ensure
    response.stream.close
  end

  # Where something happens, in your application.
  def create
    Event.create!(data: request.raw_post)
    head :no_content
  end

  def streams
    render plain: STREAMS.value
  end

  private

  # The greeting is the only message without an id; the tests count it.
  def write(data, id = nil)
    STREAMS.increment if id.nil?
    response.stream.write("#{"id: #{id}\n" unless id.nil?}data: #{data}\n\n")
  end
end

run NewsApp
