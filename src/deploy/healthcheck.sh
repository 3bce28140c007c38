#!/bin/bash
# Asks the application whether it is ready; bash speaks TCP itself, so the image needs no HTTP client.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8080}"
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[[ $status == 200 ]]
