#!/bin/bash
# Run once by the PostgreSQL image on an empty data directory: what only a superuser can do. The application then works
# with the owner, who is none and cannot pass row security.
set -euo pipefail
psql --no-psqlrc -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres <<'SQL'
\getenv password TENANTRY_OWNER_PASSWORD
create role tenantry_owner login createrole nosuperuser nobypassrls password :'password';
create database tenantry owner tenantry_owner template template0 encoding 'UTF8'
  locale_provider builtin builtin_locale 'C.UTF-8' locale 'C.UTF-8';
\connect tenantry
create extension pg_stat_statements;
SQL
