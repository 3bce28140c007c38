-- What must cross the fence does so here: in functions owned by a role that nobody can sign in as.

GRANT INSERT, UPDATE ON permissions TO tenantry_provisioner;

-- Declares a permission and the built-in roles that hold it, in organizations to come and in those that exist.
CREATE FUNCTION app.declare_permission(resource text, action text, description text, granted_to text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    declared integer;
BEGIN
    INSERT INTO permissions (resource, action, description, granted_to)
    VALUES (declare_permission.resource, declare_permission.action, declare_permission.description, declare_permission.granted_to)
    RETURNING id INTO declared;
    INSERT INTO role_permissions (organization_id, role_id, permission_id)
    SELECT r.organization_id, r.id, declared FROM roles r WHERE r.is_system AND r.slug = ANY (declare_permission.granted_to);
END
$$;

-- Takes down what a person did, from outside of the tenant's own context: in the log of this organization and, where it is a matter of the person's account,
-- of each that the person belongs to, up to a thousand. Whoever acts as somebody else does so in one alone. The request: as RequestJson has it.
CREATE FUNCTION app.record_action(organization uuid, person uuid, session uuid, action text, category text, severity text, description text,
                                  resource_type text, resource_id text, new_values jsonb, request jsonb, everywhere boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    INSERT INTO audit_logs (organization_id, user_id, impersonator_id, session_id, api_key_id, action_type, action_category, severity_level,
                            action_description, resource_type, resource_id, new_values, request_id, correlation_id, request_method, request_path, ip_address,
                            geo_location, user_agent, retention_period_days)
    SELECT log.id, person, (request ->> 'impersonator')::uuid, nullif(session::text, request ->> 'api_key'), (request ->> 'api_key')::uuid, action,
           category, severity, description, record_action.resource_type, record_action.resource_id, record_action.new_values, request ->> 'id',
           request ->> 'correlation_id', request ->> 'method', request ->> 'path', (request ->> 'address')::inet, request -> 'location',
           request ->> 'user_agent', app.retention_days(log.id, category, action, true)
    FROM (SELECT organization AS id
          UNION
          (SELECT m.organization_id FROM organization_members m
           WHERE everywhere AND m.user_id = person AND request ->> 'impersonator' IS NULL ORDER BY m.created_at, m.organization_id LIMIT 1000)) AS log;
END
$$;

-- What an organization is called in addresses at first: its name as far as it can be spelled so, or its kind; and some of its id, all of it where
-- another organization has that much in common with it.
CREATE FUNCTION app.organization_slug(organization uuid, name text, kind text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    spelled text := trim(BOTH '-' FROM left(regexp_replace(lower(unaccent(normalize(organization_slug.name, NFKC))), '[^a-z0-9]+', '-', 'g'), 40));
    digits  text := replace(organization::text, '-', '');
    candidate text := coalesce(nullif(spelled, ''), organization_slug.kind) || '-' || right(digits, 8);
BEGIN
    IF EXISTS (SELECT FROM organization_slugs taken WHERE taken.slug = candidate) THEN
        RETURN digits;
    END IF;
    RETURN candidate;
END
$$;

-- Calls the current organization otherwise in addresses; 23505 where another one is called so.
CREATE FUNCTION app.take_slug(organization uuid, slug text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    INSERT INTO organization_slugs AS taken (organization_id, slug) VALUES (organization, take_slug.slug)
    ON CONFLICT (organization_id) DO UPDATE SET slug = excluded.slug;
    UPDATE organizations o SET slug = take_slug.slug WHERE o.id = organization;
END
$$;

-- An organization with its settings, built-in roles, first owner and first pipeline.
CREATE FUNCTION app.provision_organization(organization uuid, name text, kind text, is_test boolean, owner uuid, session uuid, request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    address text := app.organization_slug(organization, provision_organization.name, provision_organization.kind);
BEGIN
    INSERT INTO organization_slugs (organization_id, slug) VALUES (organization, address);
    INSERT INTO organizations (id, name, slug, kind, is_test)
    VALUES (organization, provision_organization.name, address, provision_organization.kind, provision_organization.is_test);
    INSERT INTO organization_settings (organization_id) VALUES (organization);
    INSERT INTO roles (organization_id, name, slug, description, is_system)
    SELECT organization, initcap(built_in.slug), built_in.slug, built_in.description, true
    FROM (VALUES ('owner', 'Everything, the organization itself included', NULL),
                 ('admin', 'Everything but ownership', NULL),
                 ('manager', 'Runs the daily work and its automations', NULL),
                 ('member', 'Does the daily work', NULL),
                 ('viewer', 'Looks, and changes nothing', NULL),
                 ('reader', 'Offers readings', 'marketplace'),
                 ('client', 'Books readings', 'marketplace'),
                 ('monitor', 'Watches over quality', 'marketplace')) AS built_in (slug, description, only_in)
    WHERE built_in.only_in IS NULL OR built_in.only_in = provision_organization.kind;
    INSERT INTO role_permissions (organization_id, role_id, permission_id)
    SELECT organization, r.id, p.id
    FROM roles r JOIN permissions p ON r.slug = ANY (p.granted_to)
    WHERE r.organization_id = organization;
    PERFORM app.add_member(organization, owner, 'owner');
    PERFORM app.provision_pipeline(organization);
    PERFORM app.record_action(organization, owner, session, 'organization.created', 'configuration', 'info', 'organization created', 'organization',
                              organization::text, jsonb_build_object('name', provision_organization.name, 'kind', provision_organization.kind,
                                                                          'isTest', provision_organization.is_test), request);
END
$$;

-- One more member, or a first one. What the person may do is read again by every instance.
CREATE FUNCTION app.add_member(organization uuid, member uuid, role text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    INSERT INTO organization_members (organization_id, user_id, role) VALUES (organization, member, add_member.role);
    INSERT INTO user_roles (organization_id, user_id, role_id)
    SELECT organization, member, r.id FROM roles r WHERE r.organization_id = organization AND r.slug = add_member.role;
    PERFORM pg_notify('access_changed', 'user:' || member);
END
$$;

-- Sign-up: the person's profile and personal organization, in the transaction that creates the user.
CREATE FUNCTION app.provision_person(person uuid, organization uuid, email text, name text, request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.provision_organization(organization, coalesce(nullif(provision_person.name, ''), split_part(provision_person.email, '@', 1), 'Personal'),
                                       'personal', false, person, NULL, request);
    INSERT INTO profiles (id, organization_id, role, email, name)
    VALUES (person, organization, 'owner', provision_person.email, provision_person.name);
END
$$;

-- A further organization for the signed-in user.
CREATE FUNCTION app.create_organization(organization uuid, name text, kind text, is_test boolean, session uuid, request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    IF auth.uid() IS NULL THEN
        RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.provision_organization(organization, create_organization.name, create_organization.kind, create_organization.is_test, auth.uid(),
                                       session, request);
END
$$;

-- The organizations of the signed-in user. That one is deleted is for its owners to know, who can restore it.
CREATE FUNCTION app.my_organizations()
    RETURNS TABLE (id uuid, name text, slug text, kind text, is_test boolean, role text, created_at timestamptz, deleted_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT o.id, o.name, o.slug, o.kind, o.is_test, m.role, o.created_at, o.deleted_at
    FROM organization_members m JOIN organizations o ON o.id = m.organization_id
    WHERE m.user_id = auth.uid() AND (o.deleted_at IS NULL OR m.role = 'owner');
END
$$;

-- The memberships of a person, the default organization first: what a session can be for, and for how long at most.
CREATE FUNCTION app.memberships(person uuid) RETURNS TABLE (organization_id uuid, role text, session_length_seconds integer, is_personal boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT m.organization_id, m.role, s.session_length_seconds, o.kind = 'personal'
    FROM organization_members m
    JOIN organizations o ON o.id = m.organization_id
    LEFT JOIN profiles p ON p.id = m.user_id AND p.organization_id = m.organization_id
    LEFT JOIN sign_in_policies s ON s.organization_id = m.organization_id
    WHERE m.user_id = person
    ORDER BY p.id NULLS LAST, m.created_at, m.organization_id;
END
$$;

CREATE FUNCTION app.count_sign_in(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE profiles SET login_count = login_count + 1 WHERE id = person;
END
$$;

DO $$
DECLARE
    definer regprocedure;
BEGIN
    GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
    FOR definer IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.prosecdef LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO tenantry_provisioner', definer);
    END LOOP;
    REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
END
$$;
GRANT EXECUTE ON FUNCTION app.declare_permission(text, text, text, text[]) TO tenantry_owner;
GRANT EXECUTE ON FUNCTION app.record_action(uuid, uuid, uuid, text, text, text, text, text, text, jsonb, jsonb, boolean),
    app.provision_person(uuid, uuid, text, text, jsonb), app.memberships(uuid), app.count_sign_in(uuid) TO tenantry_auth;
GRANT EXECUTE ON FUNCTION app.create_organization(uuid, text, text, boolean, uuid, jsonb), app.my_organizations(),
    app.take_slug(uuid, text) TO tenantry_app;

SELECT app.declare_permission('organization', 'read', 'See the organization, its settings and roles', '{owner,admin,manager,member,viewer,reader,client,monitor}');
SELECT app.declare_permission('organization', 'update', 'Change the organization and its settings', '{owner,admin}');
SELECT app.declare_permission('organization', 'create', 'Found further organizations', '{owner,admin,manager,member,viewer,reader,client,monitor}');
SELECT app.declare_permission('members', 'read', 'See who the members are', '{owner,admin,manager,member,viewer,monitor}');
SELECT app.declare_permission('members', 'update', 'Change and remove members', '{owner,admin}');
SELECT app.declare_permission('audit-logs', 'read', 'Read the audit log', '{owner,admin,monitor}'),
       app.declare_permission('audit-retention', 'read', 'See for how long the audit log is kept', '{owner,admin,monitor}'),
       app.declare_permission('audit-retention', 'update', 'Change for how long the audit log is kept', '{owner,admin}');
SELECT app.declare_permission('personal-data', 'read', 'See personal data in the audit log', '{owner,admin}');
SELECT app.declare_permission('data-classifications', 'read', 'See how sensitive what is stored is, and where it is masked', '{owner,admin,monitor}');
SELECT app.declare_permission('data-classifications', 'manage', 'Say how sensitive what is stored is', '{owner,admin}');
SELECT app.declare_permission('debug-logs', 'read', 'See lines of the log that the organization''s own work leaves', '{owner,admin}');
SELECT app.declare_permission('debug-logs', 'manage', 'Have such lines kept for a while', '{owner,admin}');
SELECT app.declare_permission('audit-log-exports', 'read', 'See exports of the audit log and have their files', '{owner,admin}');
SELECT app.declare_permission('audit-log-exports', 'create', 'Export the audit log', '{owner,admin}');
SELECT app.declare_permission('audit-log-exports', 'delete', 'Delete exports of the audit log', '{owner,admin}');
SELECT app.declare_permission('audit-sinks', 'read', 'See where the audit log goes besides', '{owner,admin}');
SELECT app.declare_permission('audit-sinks', 'create', 'Have the audit log go to a server', '{owner,admin}');
SELECT app.declare_permission('audit-sinks', 'update', 'Change where the audit log goes', '{owner,admin}');
SELECT app.declare_permission('audit-sinks', 'delete', 'Have the audit log no longer go to a server', '{owner,admin}');
