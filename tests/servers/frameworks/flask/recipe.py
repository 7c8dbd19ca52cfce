import json
import os
import sqlite3
import time

from flask import Flask, Response, request

app = Flask(__name__)
streams = 0


def database():
    connection = sqlite3.connect("events.db", isolation_level=None)
    connection.execute("CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL)")
    return connection


@app.get("/stream")
def stream():
    connection = database()
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]
    last = request.headers.get("Last-Event-ID", type=int, default=newest)
    is_known = last <= newest
    last = last if is_known else 0

    def events():
        greeting = {"type": "connected", "heartbeat": 15, "replay": is_known}
        yield f"data: {json.dumps(greeting)}\n\n"
        position, silent_since = last, time.monotonic()
        while True:
            # Works with any number of processes: they share the table.
            rows = connection.execute("SELECT id, data FROM event WHERE id > ? ORDER BY id LIMIT 100", [position])
            for position, data in rows.fetchall():
                yield f"id: {position}\ndata: {data}\n\n"
                silent_since = time.monotonic()
            if time.monotonic() - silent_since > 15:
                yield ":\n\n"
                silent_since = time.monotonic()
            time.sleep(0.5)

    headers = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
    return Response(events(), mimetype="text/event-stream", headers=headers)


# Where something happens, in your application.
@app.post("/send")
def send():
    database().execute("INSERT INTO event (data) VALUES (?)", [json.dumps(request.get_json())])
    return "", 204


@app.after_request
def count_stream(response):
    global streams
    streams += request.path == "/stream"
    return response


@app.get("/streams")
def count():
    return str(streams)


if __name__ == "__main__":
    database()
    app.run(host="127.0.0.1", port=int(os.environ["PORT"]), threaded=True)
