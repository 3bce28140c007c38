#!/bin/sh
# Settles ahead of any start what Spring finds out at each: which beans there are, and how they are made. ahead.sh FOLDER JDK
# What it generates goes into FOLDER/tenantry.jar, and is heeded where spring.aot.enabled is set. Conditions are settled, too: for the
# settings that are there now, which are none.
set -eu
app=$(cd "$1" && pwd)
jdk=$2
log=$app/ahead.log
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
mkdir classes resources sources
# There are hardly any repositories, and to settle theirs would take Hibernate without the application's beans.
"$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dspring.aot.repositories.enabled=false -cp "$app/tenantry.jar:$app/lib/*" \
  org.springframework.boot.SpringApplicationAotProcessor dev.tenantry.Tenantry sources resources classes dev.tenantry tenantry >"$log" 2>&1
find sources -name '*.java' >files
"$jdk/bin/javac" -J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 -nowarn -parameters -proc:none -d classes -cp "classes:$app/tenantry.jar:$app/lib/*" @files >>"$log" 2>&1
"$jdk/bin/jar" --update --file "$app/tenantry.jar" -C classes . >>"$log" 2>&1
touch "$app/ahead"
