#!/bin/sh
# Trains the cache that the extracted application starts from: train.sh FOLDER
# It starts what is in the folder, takes the tour until most of what a server does first has been done, and stops it in
# good order, which writes FOLDER/tenantry.aot. The database is the one that the environment names, an embedded one that is
# thrown away otherwise. The cache is good for the JDK and the class path that it was made with; another is ignored.
set -eu
app=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
java=${TENANTRY_JAVA:-java}
tours=${TENANTRY_TRAINING_TOURS:-3}
log=$app/training.log
data=$(mktemp -d)
ahead=false
[ ! -e "$app/ahead" ] || ahead=true
server=

finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$data"
}
trap finish EXIT

cd "$app"
# One collector for training and service, since the cache holds objects.
TENANTRY_EMBEDDED_DATA_DIR=$data SERVER_ADDRESS=127.0.0.1 SERVER_PORT=0 LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_BOOT_TOMCAT=info \
  "$java" -Dspring.aot.enabled=$ahead -XX:AOTCacheOutput="$app/tenantry.aot" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "$app/tenantry.jar" >"$log" 2>&1 &
server=$!

port=
while [ -z "$port" ]; do
  kill -0 "$server" 2>/dev/null || { tail -n 20 "$log" >&2; exit 1; }
  sleep 0.2
  port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$log" | head -n 1)
done
until curl -sf "http://127.0.0.1:$port/actuator/health/readiness" >"$data/ready"; do sleep 0.2; done

i=0
while [ $i -lt "$tours" ]; do
  sh "$here/../docs/tour.sh" "http://127.0.0.1:$port" >"$data/tour"
  i=$((i + 1))
done

kill "$server"
wait "$server" || true
server=
[ -s tenantry.aot ]
