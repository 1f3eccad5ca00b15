#!/bin/sh
# Runs once, at PostgreSQL's first start: HAPI gets a role and a database of its own, and can't read the gateway's.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$HAPI_DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE hapi LOGIN PASSWORD :'password';
CREATE DATABASE hapi OWNER hapi;
REVOKE CONNECT ON DATABASE hapi FROM PUBLIC;
REVOKE CONNECT ON DATABASE passerelle FROM PUBLIC;
SQL
