CREATE TABLE organizations (
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    slug       text        NOT NULL,
    kind       text        NOT NULL,
    -- Since when, and why, nobody is let into it.
    suspended_at      timestamptz,
    suspension_reason text,
    -- For trying things out: keys for tests work here and nowhere else.
    is_test    boolean     NOT NULL DEFAULT false,
    version    integer     NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- Since when nobody gets in; the organization goes for good some time later.
    deleted_at timestamptz,
    -- Its work waits until it is reactivated, or restored.
    is_paused boolean     NOT NULL GENERATED ALWAYS AS (suspended_at IS NOT NULL OR deleted_at IS NOT NULL) STORED,
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    CONSTRAINT organizations_pkey PRIMARY KEY (id),
    CONSTRAINT organizations_kind_check CHECK (kind IN ('personal', 'team', 'marketplace')),
    CONSTRAINT organizations_name_length CHECK (length(name) BETWEEN 1 AND 200)
);
CREATE INDEX idx_organizations_paused ON organizations (id) WHERE is_paused;
CREATE INDEX idx_organizations_deleted_at ON organizations (deleted_at) WHERE deleted_at IS NOT NULL;
SELECT app.touch_on_update('organizations');
-- Members may change their organization, and neither whether it is suspended nor what it is called in addresses: app.take_slug().
-- What was done stays on record, and provable.
SELECT app.go_with_organization(table_name::regclass) FROM app.scopes WHERE key_column = 'organization_id'
    AND table_name NOT IN ('public.audit_logs', 'public.audit_legal_holds', 'public.audit_held_erasures', 'public.audit_log_unsealed', 'public.audit_log_seals', 'public.audit_log_heads');
SELECT app.protect('organizations', 'organization', 'SELECT, UPDATE (name, version, updated_at, deleted_at)', 'id');
SELECT app.open_to('organizations', 'tenantry_provisioner', 'SELECT, INSERT');
-- Whose work is to be left alone.
SELECT app.open_to('organizations', 'tenantry_worker', 'SELECT (id, is_paused)');

-- What is unique on the platform cannot be so in a table that is spread over tenants: which organization an address is.
CREATE TABLE organization_slugs (
    organization_id uuid        NOT NULL,
    slug            text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_slugs_pkey PRIMARY KEY (organization_id),
    CONSTRAINT organization_slugs_slug_key UNIQUE (slug)
);
SELECT app.protect('organization_slugs', 'platform');
SELECT app.open_to('organization_slugs', 'tenantry_provisioner', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE organization_settings (
    organization_id uuid        NOT NULL,
    settings        jsonb       NOT NULL DEFAULT '{}',
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_settings_pkey PRIMARY KEY (organization_id),
    CONSTRAINT organization_settings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
);
SELECT app.touch_on_update('organization_settings');
SELECT app.protect('organization_settings', 'organization', 'SELECT, UPDATE');
SELECT app.open_to('organization_settings', 'tenantry_provisioner', 'SELECT, INSERT');

-- What an organization demands of those who work in it. Without a row it demands nothing.
CREATE TABLE sign_in_policies (
    organization_id        uuid        NOT NULL,
    mfa_required           boolean     NOT NULL DEFAULT false,
    -- Roles that need a second factor where not everybody does.
    mfa_required_roles     text[]      NOT NULL DEFAULT '{}',
    sso_required           boolean     NOT NULL DEFAULT false,
    -- The organization's identity provider: sign-ins by any other are none that it demands.
    sso_provider_id        uuid,
    -- Domains of e-mail addresses, in lower case; none: any.
    allowed_email_domains  text[]      NOT NULL DEFAULT '{}',
    session_length_seconds integer,
    version                integer     NOT NULL DEFAULT 0,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sign_in_policies_pkey PRIMARY KEY (organization_id),
    CONSTRAINT sign_in_policies_session_length_check CHECK (session_length_seconds >= 300),
    CONSTRAINT sign_in_policies_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
);
SELECT app.touch_on_update('sign_in_policies');
SELECT app.protect('sign_in_policies', 'organization', 'SELECT, INSERT, UPDATE');
SELECT app.open_to('sign_in_policies', 'tenantry_provisioner', 'SELECT');

-- A person; organization_id is the default organization and role the role there (or the platform grant super_admin).
CREATE TABLE profiles (
    id               uuid        NOT NULL,
    organization_id  uuid        NOT NULL,
    role             text        NOT NULL,
    email            text,
    name             text,
    first_name       text,
    last_name        text,
    avatar_url       text,
    bio              text,
    date_of_birth    date,
    default_currency text        NOT NULL DEFAULT 'USD',
    language         text        NOT NULL DEFAULT 'en',
    timezone         text,
    theme_preference text,
    preferences      jsonb       NOT NULL DEFAULT '{}',
    login_count      integer     NOT NULL DEFAULT 0,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    CONSTRAINT profiles_pkey PRIMARY KEY (id),
    CONSTRAINT profiles_role_check CHECK (role IN ('owner', 'admin', 'manager', 'member', 'viewer', 'reader', 'client', 'monitor', 'super_admin')),
    CONSTRAINT profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE INDEX idx_profiles_organization_id ON profiles (organization_id, id);
SELECT app.touch_on_update('profiles');
-- The default organization is given with the profile, and nobody leaves it: app.end_membership().
SELECT app.protect('profiles', 'person', 'SELECT, UPDATE (name, first_name, last_name, avatar_url, bio, date_of_birth, default_currency, language, timezone, '
                                       'theme_preference, preferences, version, updated_at)', 'id');
SELECT app.open_to('profiles', 'tenantry_provisioner', 'SELECT, INSERT, UPDATE');

CREATE TABLE organization_members (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    role            text        NOT NULL,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_members_role_check CHECK (role IN ('owner', 'admin', 'manager', 'member', 'viewer', 'reader', 'client', 'monitor')),
    CONSTRAINT organization_members_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT organization_members_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    -- An account goes when its memberships have ended: app.remove_person().
    CONSTRAINT organization_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)
);
CREATE INDEX idx_organization_members_user_id ON organization_members (user_id);
SELECT app.touch_on_update('organization_members');
-- Memberships begin, change and end in functions, which see to all that hangs on them; what is left to the application are locks on them.
SELECT app.protect('organization_members', 'organization', 'SELECT, UPDATE (version, updated_at)');
SELECT app.open_to('organization_members', 'tenantry_provisioner', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE permissions (
    id          integer     GENERATED BY DEFAULT AS IDENTITY,
    resource    text        NOT NULL,
    action      text        NOT NULL,
    name        text        GENERATED ALWAYS AS (resource || ':' || action) STORED,
    description text        NOT NULL,
    -- The built-in roles that have it in a new organization.
    granted_to  text[]      NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT permissions_pkey PRIMARY KEY (id),
    CONSTRAINT permissions_name_key UNIQUE (name)
);
CREATE INDEX idx_permissions_resource ON permissions (resource);
CREATE INDEX idx_permissions_action ON permissions (action);
CREATE INDEX idx_permissions_resource_action ON permissions (resource, action);
SELECT app.protect('permissions', 'platform');
CREATE POLICY everybodys ON permissions FOR ALL TO tenantry_app, tenantry_admin, tenantry_provisioner USING (true) WITH CHECK (true);
GRANT SELECT ON permissions TO tenantry_app, tenantry_admin, tenantry_provisioner;

CREATE TABLE roles (
    organization_id uuid        NOT NULL,
    id              bigint      GENERATED BY DEFAULT AS IDENTITY,
    name            text        NOT NULL,
    slug            text        NOT NULL,
    description     text,
    is_system       boolean     NOT NULL DEFAULT false,
    is_active       boolean     NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    CONSTRAINT roles_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT roles_slug_key UNIQUE (organization_id, slug),
    CONSTRAINT roles_name_key UNIQUE (organization_id, name_key),
    CONSTRAINT roles_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
);
CREATE INDEX idx_roles_is_active ON roles (organization_id, is_active);
SELECT app.touch_on_update('roles');
SELECT app.protect('roles');
SELECT app.open_to('roles', 'tenantry_provisioner', 'SELECT, INSERT');

CREATE TABLE role_permissions (
    organization_id uuid        NOT NULL,
    id              bigint      GENERATED BY DEFAULT AS IDENTITY,
    role_id         bigint      NOT NULL,
    permission_id   integer     NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT role_permissions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT idx_role_permissions_unique UNIQUE (organization_id, role_id, permission_id),
    CONSTRAINT role_permissions_role_id_fkey FOREIGN KEY (organization_id, role_id) REFERENCES roles (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT role_permissions_permission_id_fkey FOREIGN KEY (permission_id) REFERENCES permissions (id)
);
CREATE INDEX idx_role_permissions_permission ON role_permissions (permission_id);
SELECT app.protect('role_permissions');
SELECT app.open_to('role_permissions', 'tenantry_provisioner', 'SELECT, INSERT');

CREATE TABLE user_roles (
    organization_id uuid        NOT NULL,
    id              bigint      GENERATED BY DEFAULT AS IDENTITY,
    user_id         uuid        NOT NULL,
    role_id         bigint      NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_roles_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT idx_user_roles_unique UNIQUE (organization_id, user_id, role_id),
    CONSTRAINT user_roles_member_fkey FOREIGN KEY (organization_id, user_id) REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
    CONSTRAINT user_roles_role_id_fkey FOREIGN KEY (organization_id, role_id) REFERENCES roles (organization_id, id)
);
CREATE INDEX idx_user_roles_role ON user_roles (organization_id, role_id);
SELECT app.protect('user_roles');
SELECT app.open_to('user_roles', 'tenantry_provisioner', 'SELECT, INSERT');

CREATE INDEX idx_sessions_organization_id ON auth.sessions (organization_id, user_id);
