#!/bin/sh
# Prints what makes the roles and the database of an owner who may not create roles; for psql, as somebody who may.
# TENANTRY_SECRET is the application's, OWNER_PASSWORD that of tenantry_owner.
set -eu
: "${TENANTRY_SECRET:?the secret that the application will have}"
: "${OWNER_PASSWORD:?a password for tenantry_owner}"
quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"; }

echo "create role tenantry_owner login password $(quoted "$OWNER_PASSWORD");"
echo "create role tenantry_search nologin; create role tenantry_provisioner nologin;"
echo "grant tenantry_search, tenantry_provisioner to tenantry_owner;"
for role in tenantry_app tenantry_auth tenantry_admin tenantry_worker; do
  password=$(printf %s "$role" | openssl dgst -sha256 -hmac "$TENANTRY_SECRET" -r | cut -d' ' -f1)
  echo "create role $role login password '$password';"
done
echo "create database tenantry owner tenantry_owner;"
