#!/bin/sh
# Chromium reports to the terminal whatever it misses of the desktop, before the app can tell it not to.
exec /opt/${productName}/${executable} --log-level=3 "$@"
