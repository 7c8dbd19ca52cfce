#!/bin/sh
# PHP behind nginx, as it is usually run, in the current folder and on $PORT. Each stream holds a process of PHP.
here=$(pwd)
script=$(dirname "$(readlink -f "$0")")/index.php

cat >fpm.conf <<END
[global]
error_log = $here/fpm.log
daemonize = no
[www]
listen = $here/fpm.sock
listen.mode = 0666
user = $(id -un)
group = $(id -gn)
pm = static
pm.max_children = 32
chdir = $here
END

cat >nginx.conf <<END
user $(id -un) $(id -gn);
pid $here/nginx.pid;
error_log $here/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path $here/body;
  fastcgi_temp_path $here/fastcgi;
  proxy_temp_path $here/proxy;
  uwsgi_temp_path $here/uwsgi;
  scgi_temp_path $here/scgi;
  server {
    listen 127.0.0.1:$PORT;
    location / {
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $script;
      fastcgi_param SCRIPT_NAME /index.php;
      fastcgi_read_timeout 1h;
      fastcgi_pass unix:$here/fpm.sock;
    }
  }
}
END

"$(ls /usr/sbin/php-fpm* | head -n 1)" --allow-to-run-as-root --fpm-config fpm.conf &
# Before PHP listens, nginx would answer with an error.
until [ -S fpm.sock ]; do sleep 0.1; done
exec /usr/sbin/nginx -p "$here" -c "$here/nginx.conf" -g 'daemon off;'
