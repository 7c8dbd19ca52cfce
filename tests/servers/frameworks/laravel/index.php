<?php

// Laravel's own parts in one file, so that the controller below can run without an application around it.

require_once 'Illuminate/autoload.php';

use Illuminate\Container\Container;
use Illuminate\Database\Capsule\Manager as Capsule;
use Illuminate\Events\Dispatcher;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use Illuminate\Routing\Controller;
use Illuminate\Routing\Router;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Facade;
use Symfony\Component\HttpFoundation\StreamedResponse;

touch('events.db');
touch('stream-count.txt');
$container = new Container();
$capsule = new Capsule($container);
$capsule->addConnection(['driver' => 'sqlite', 'database' => getcwd() . '/events.db']);
$capsule->setEventDispatcher(new Dispatcher($container));
$container->instance('db', $capsule->getDatabaseManager());
Facade::setFacadeApplication($container);
// A stream that has read the newest id knows where it begins; the tests count it.
DB::listen(fn ($query) => str_contains($query->sql, 'max(') && countStream());
DB::statement('PRAGMA busy_timeout = 5000');
DB::statement('CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL)');

function countStream(): void
{
    file_put_contents('stream-count.txt', '.', FILE_APPEND | LOCK_EX);
}

class NewsController extends Controller
{
    public function stream(Request $request): StreamedResponse
    {
        $newest = DB::table('events')->max('id') ?? 0;
        $last = (int) $request->header('Last-Event-ID', $newest);
        $known = $last <= $newest;

        return new StreamedResponse(function () use ($last, $known) {
            set_time_limit(0);
            $write = function (string $text) {
                echo $text;
                if (ob_get_level() > 0) {
                    ob_flush();
                }
                flush();
            };
            $greeting = json_encode(['type' => 'connected', 'heartbeat' => 15, 'replay' => $known]);
            $write("data: {$greeting}\n\n");
            $position = $known ? $last : 0;
            $silentSince = time();
            while (!connection_aborted()) {
                $events = DB::table('events')->where('id', '>', $position)->orderBy('id')->limit(100)->get();
                foreach ($events as $event) {
                    $write("id: {$event->id}\ndata: {$event->data}\n\n");
                    $position = $event->id;
                    $silentSince = time();
                }
                if (time() - $silentSince > 15) {
                    $write(":\n\n");
                    $silentSince = time();
                }
                usleep(500_000);
            }
        }, 200, [
            'Content-Type' => 'text/event-stream',
            'Cache-Control' => 'no-cache, no-transform',
            'X-Accel-Buffering' => 'no',
        ]);
    }

    // Where something happens, in your application.
    public function send(Request $request): Response
    {
        DB::table('events')->insert(['data' => $request->getContent()]);
        return new Response('', 204);
    }
}

$router = new Router(new Dispatcher($container), $container);
$router->get('/stream', [NewsController::class, 'stream']);
$router->post('/send', [NewsController::class, 'send']);
$router->get('/streams', fn () => new Response((string) filesize('stream-count.txt')));

$request = Request::capture();
$container->instance(Request::class, $request);
$router->dispatch($request)->send();
