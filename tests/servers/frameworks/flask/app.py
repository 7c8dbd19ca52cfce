"""A queue for each listener: the recipe for Flask without an extension. Werkzeug sends a response's headers together
with its first bytes, so nothing at all is sent before the first event."""

import os
import queue

from flask import Flask, Response, request


class MessageAnnouncer:
    def __init__(self):
        self.listeners = []
        self.streams = 0

    def listen(self):
        listener = queue.Queue(maxsize=5)
        self.listeners.append(listener)
        self.streams += 1
        return listener

    def announce(self, message):
        # Backwards, because a listener that no longer takes its messages is removed on the way.
        for index in range(len(self.listeners) - 1, -1, -1):
            try:
                self.listeners[index].put_nowait(message)
            except queue.Full:
                del self.listeners[index]


app = Flask(__name__)
announcer = MessageAnnouncer()


def format_sse(data):
    return f"data: {data}\n\n"


@app.get("/stream")
def stream():
    def events():
        messages = announcer.listen()
        while True:
            yield messages.get()

    return Response(events(), mimetype="text/event-stream")


@app.post("/send")
def send():
    announcer.announce(format_sse(request.get_data(as_text=True)))
    return "", 204


@app.get("/streams")
def streams():
    return str(announcer.streams)


app.run(host="127.0.0.1", port=int(os.environ["PORT"]), threaded=True)
