-- The end of organizations, and what people are in them.

-- Ends a membership where the organization stays: the one way in which one ends. What the person holds here is handed over, what acts in
-- the person's name ends, and an owner is left. Of the role that was held; null where there is no such member.
CREATE FUNCTION app.end_membership(organization uuid, member uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    held text;
BEGIN
    PERFORM FROM organizations o WHERE o.id = organization FOR NO KEY UPDATE;
    SELECT m.role INTO held FROM organization_members m WHERE m.organization_id = organization AND m.user_id = member FOR UPDATE;
    IF held IS NULL THEN
        RETURN NULL;
    ELSIF EXISTS (SELECT FROM profiles p WHERE p.id = member AND p.organization_id = organization) THEN
        RAISE EXCEPTION 'nobody leaves the own default organization'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'profiles_member';
    END IF;
    PERFORM app.end_keys(organization, member);
    PERFORM app.hand_over(organization, member);
    PERFORM app.rest_workflows_of(organization, member);
    PERFORM app.rest_webhook_endpoints_of(organization, member);
    PERFORM app.leave_emails(organization, member);
    PERFORM app.send_home(organization, member);
    UPDATE team_member_history h SET valid_until = greatest(clock_timestamp(), h.began_at)
    WHERE h.organization_id = organization AND h.user_id = member AND h.valid_until IS NULL;
    DELETE FROM organization_members m WHERE m.organization_id = organization AND m.user_id = member;
    PERFORM app.wake_approvals_of(organization, member);
    IF held = 'owner' THEN
        PERFORM app.require_owner(organization);
    END IF;
    PERFORM pg_notify('access_changed', 'user:' || member);
    RETURN held;
END
$$;

-- The same, for a request of the organization's own.
CREATE FUNCTION app.remove_member(organization uuid, member uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN app.end_membership(organization, member);
END
$$;

-- Takes an organization away for good, with all that is its own but the record of what was done.
CREATE FUNCTION app.end_organization(organization uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.send_home(organization, m.user_id) FROM organization_members m WHERE m.organization_id = organization;
    DELETE FROM organizations o WHERE o.id = organization;
    DELETE FROM organization_slugs taken WHERE taken.organization_id = organization;
    PERFORM pg_notify('access_changed', 'organization:' || organization);
END
$$;

SELECT app.declare_permission('organization', 'transfer', 'Give the organization to another owner', '{owner}');
SELECT app.declare_permission('organization', 'delete', 'Delete the organization', '{owner}');
SELECT app.declare_permission('sign-in-policy', 'read', 'See what the organization demands of who signs in', '{owner,admin}');
SELECT app.declare_permission('sign-in-policy', 'update', 'Change what the organization demands of who signs in', '{owner,admin}');

-- Takes back the deletion of an organization that the signed-in person owns; false where there is none to take back.
CREATE FUNCTION app.restore_organization(organization uuid, grace_milliseconds bigint, session uuid, request jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE organizations o SET deleted_at = NULL, version = o.version + 1
    WHERE o.id = organization AND o.deleted_at > now() - grace_milliseconds * interval '1 millisecond'
      AND EXISTS (SELECT FROM app.owners_of(o.id) AS own WHERE own.user_id = auth.uid() AND own.refusal IS NULL);
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM pg_notify('access_changed', 'organization:' || organization);
    PERFORM app.record_action(organization, auth.uid(), session, 'organization.restored', 'configuration', 'info', 'organization restored', 'organization',
                              organization::text, NULL, request);
    RETURN true;
END
$$;

-- Takes away for good what was deleted longer ago than the grace; some at a time. All but the record of what was done goes.
CREATE FUNCTION app.purge_organizations(grace_milliseconds bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    purged       integer := 0;
    organization uuid;
BEGIN
    FOR organization IN SELECT o.id FROM organizations o
                        WHERE o.deleted_at <= now() - grace_milliseconds * interval '1 millisecond' AND NOT EXISTS (SELECT FROM profiles p WHERE p.organization_id = o.id)
                        ORDER BY o.deleted_at LIMIT 5 LOOP
        -- Each by itself: another instance may be at it, or its owner has it restored.
        PERFORM FROM organizations o
        WHERE o.id = organization AND o.deleted_at <= now() - grace_milliseconds * interval '1 millisecond' FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        PERFORM app.end_organization(organization);
        PERFORM app.record_action(organization, NULL, NULL, 'organization.purged', 'configuration', 'warning', 'organization purged', 'organization',
                                  organization::text, NULL, NULL);
        purged := purged + 1;
    END LOOP;
    RETURN purged;
END
$$;

-- What a person is in an organization, beside the profile that all organizations share.
CREATE TABLE user_profiles (
    organization_id          uuid        NOT NULL,
    id                       uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id                  uuid        NOT NULL,
    profile_type             text        NOT NULL,
    specializations          text[],
    experience_years         integer,
    reading_rate             numeric,
    availability_schedule    jsonb,
    certifications           text[],
    languages                text[],
    birth_chart_data         jsonb,
    preferred_readers        uuid[],
    reading_history_count    integer     NOT NULL DEFAULT 0,
    admin_permissions        text[],
    department               text,
    social_links             jsonb,
    notification_preferences jsonb,
    privacy_settings         jsonb,
    version                  integer     NOT NULL DEFAULT 0,
    created_at               timestamptz NOT NULL DEFAULT now(),
    updated_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_profiles_pkey PRIMARY KEY (organization_id, user_id, profile_type),
    CONSTRAINT user_profiles_id_key UNIQUE (organization_id, id),
    CONSTRAINT user_profiles_profile_type_check CHECK (profile_type IN ('client', 'reader', 'admin')),
    CONSTRAINT user_profiles_experience_years_check CHECK (experience_years BETWEEN 0 AND 100),
    CONSTRAINT user_profiles_reading_rate_check CHECK (reading_rate >= 0),
    CONSTRAINT user_profiles_member_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE
);
CREATE INDEX idx_user_profiles_type ON user_profiles (organization_id, profile_type);
CREATE INDEX idx_user_profiles_preferences ON user_profiles USING gin (notification_preferences);
SELECT app.touch_on_update('user_profiles');
SELECT app.protect('user_profiles', 'member');
SELECT app.declare_permission('user-profiles', 'read', 'See one''s own profiles in the organization', '{owner,admin,manager,member,viewer,reader,client,monitor}');
SELECT app.declare_permission('user-profiles', 'update', 'Change one''s own profiles in the organization', '{owner,admin,manager,member,viewer,reader,client,monitor}');

GRANT DELETE ON organizations TO tenantry_provisioner;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.end_membership(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.remove_member(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.end_organization(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.restore_organization(uuid, bigint, uuid, jsonb) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.purge_organizations(bigint) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.remove_member(uuid, uuid) TO tenantry_app;
GRANT EXECUTE ON FUNCTION app.restore_organization(uuid, bigint, uuid, jsonb) TO tenantry_app;
GRANT EXECUTE ON FUNCTION app.purge_organizations(bigint) TO tenantry_auth;
