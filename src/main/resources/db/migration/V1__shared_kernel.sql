-- The tenancy kernel: who may see a row is decided here and nowhere else.
-- The run-time roles (tenantry_app, _auth, _admin, _worker) and the NOLOGIN owners of the definer functions
-- (tenantry_search, tenantry_provisioner) exist before the first migration: see RoleProvisioner.

CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE SCHEMA app;
CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA app TO tenantry_app, tenantry_auth, tenantry_admin, tenantry_worker, tenantry_search, tenantry_provisioner;
GRANT USAGE ON SCHEMA auth TO tenantry_app, tenantry_auth, tenantry_admin, tenantry_provisioner;
GRANT USAGE ON SCHEMA public TO tenantry_app, tenantry_auth, tenantry_admin, tenantry_worker, tenantry_search, tenantry_provisioner;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Strict on purpose: without a context current_setting raises (or the cast does, on the blank it leaves behind).
CREATE FUNCTION app.org_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN current_setting('app.org_id')::uuid;

-- The signed-in user; null where the work is nobody's in particular (a schedule, a webhook). As strict without a context.
CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.user_id'), 'nobody')::uuid;

GRANT EXECUTE ON FUNCTION app.org_id(), auth.uid() TO PUBLIC;

CREATE FUNCTION public.update_updated_at_column() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END
$$;
GRANT EXECUTE ON FUNCTION public.update_updated_at_column() TO PUBLIC;

-- Row security for a table, in one of three scopes:
--   organization  rows belong to the tenant: organization_id = app.org_id()
--   user          besides, each row belongs to one member: user_id = auth.uid()
--   self          rows belong to a person, whatever the tenant: <key> = auth.uid()
-- The application's privileges are named, so that an append-only table simply is not granted more.
-- Administrators get a policy of their own (their grants are given table by table).
CREATE FUNCTION app.protect(relation regclass, scope text DEFAULT 'organization', privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
                            key name DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    tenant_key name := CASE WHEN scope = 'self' THEN coalesce(key, 'user_id') ELSE coalesce(key, 'organization_id') END;
    identity_function text := CASE WHEN scope = 'self' THEN 'auth.uid()' ELSE 'app.org_id()' END;
    sequence text;
BEGIN
    IF scope NOT IN ('organization', 'user', 'self') THEN
        RAISE EXCEPTION 'app.protect: unknown scope %', scope;
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY tenant_isolation ON %s FOR ALL TO tenantry_app USING (%I = %s) WITH CHECK (%I = %s)',
                   relation, tenant_key, identity_function, tenant_key, identity_function);
    IF scope = 'user' THEN
        EXECUTE format('CREATE POLICY user_isolation ON %s AS RESTRICTIVE FOR ALL TO tenantry_app '
                       'USING (user_id = auth.uid()) WITH CHECK (user_id = auth.uid())', relation);
    END IF;
    EXECUTE format('CREATE POLICY admin_access ON %s FOR ALL TO tenantry_admin USING (true) WITH CHECK (true)', relation);
    EXECUTE format('GRANT %s ON %s TO tenantry_app', privileges, relation);
    EXECUTE format('GRANT SELECT ON %s TO tenantry_admin', relation);
    -- Ids are drawn in blocks, before the insert.
    FOR sequence IN SELECT d.objid::regclass FROM pg_depend d WHERE d.refobjid = relation AND d.deptype = 'i' AND d.classid = 'pg_class'::regclass
            AND (SELECT relkind FROM pg_class WHERE oid = d.objid) = 'S' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO tenantry_app', sequence);
    END LOOP;
END
$$;

-- Opens a protected table to one more role, which sees every tenant's rows: for the worker's queues (and
-- whether to serve them) and for the NOLOGIN owners of definer functions, whose bodies carry the tenant predicate themselves.
CREATE FUNCTION app.open_to(relation regclass, grantee name, privileges text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    IF grantee NOT IN ('tenantry_worker', 'tenantry_search', 'tenantry_provisioner', 'tenantry_auth') THEN
        RAISE EXCEPTION 'app.open_to: % serves requests in a tenant''s name', grantee;
    END IF;
    EXECUTE format('CREATE POLICY %I ON %s FOR ALL TO %I USING (true) WITH CHECK (true)', grantee || '_access', relation, grantee);
    EXECUTE format('GRANT %s ON %s TO %I', privileges, relation, grantee);
END
$$;

-- Keeps updated_at true for writers that forget it.
CREATE FUNCTION app.touch_on_update(relation regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('CREATE TRIGGER update_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()', relation);
END
$$;
