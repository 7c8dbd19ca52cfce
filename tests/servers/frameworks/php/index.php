<?php

// One event a response, then the script ends, as most PHP examples do: a worker that waited would be lost to all other
// requests. The browser, or Tidings, comes back after `retry`. What is sent waits in a mailbox (here a file, in an
// application a table of unread messages) until it is fetched.

const MAILBOX = 'mailbox.jsonl';

function put(string $message): void
{
    file_put_contents(MAILBOX, $message . "\n", FILE_APPEND | LOCK_EX);
}

function takeOldest(): ?string
{
    $messages = is_file(MAILBOX) ? file(MAILBOX) : [];
    $oldest = array_shift($messages);
    file_put_contents(MAILBOX, implode('', $messages), LOCK_EX);
    return $oldest === null ? null : trim($oldest);
}

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/send':
        put(file_get_contents('php://input'));
        http_response_code(204);
        break;

    case '/stream':
        header('Content-Type: text/event-stream');
        header('Cache-Control: no-cache');
        $message = takeOldest();
        echo "retry: 2000\n";
        echo $message === null ? "event: ping\ndata: {}\n\n" : "data: {$message}\n\n";
        flush();
        break;

    default:
        http_response_code(404);
}
