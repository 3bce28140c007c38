-- How long an organization keeps entries of a class that it does not keep for as long as everybody. It goes for entries from then on: whoever
-- shortens it cannot have what was done before go sooner.
CREATE TABLE audit_retention (
    organization_id       uuid        NOT NULL,
    retention_class       text        NOT NULL,
    retention_period_days integer     NOT NULL,
    CONSTRAINT audit_retention_pkey PRIMARY KEY (organization_id, retention_class),
    CONSTRAINT audit_retention_retention_class_check CHECK (retention_class IN ('transient', 'standard', 'security', 'compliance')),
    CONSTRAINT audit_retention_period_check CHECK (retention_period_days BETWEEN
        CASE retention_class WHEN 'transient' THEN 30 WHEN 'standard' THEN 90 WHEN 'security' THEN 180 ELSE 365 END AND 3650)
);
SELECT app.protect('audit_retention'), app.open_to('audit_retention', 'tenantry_provisioner', 'SELECT');

-- What is stated with an entry that is written beyond the tenant's context; 0 where the class's own period goes.
CREATE FUNCTION app.retention_days(organization uuid, category text, action text, success boolean) RETURNS integer
    LANGUAGE sql STABLE
    RETURN coalesce((SELECT r.retention_period_days FROM audit_retention r
                     WHERE r.organization_id = organization AND r.retention_class = app.retention_class(category, action, success)), 0);
GRANT EXECUTE ON FUNCTION app.retention_days(uuid, text, text, boolean) TO tenantry_provisioner;

-- While a hold is on, nothing of the organization's log expires. It stays when the organization goes, as the log does.
CREATE TABLE audit_legal_holds (
    organization_id uuid        NOT NULL,
    reason          text        NOT NULL,
    placed_by       uuid        NOT NULL,
    placed_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_legal_holds_pkey PRIMARY KEY (organization_id)
);
SELECT app.protect('audit_legal_holds', 'organization', 'SELECT'), app.open_to('audit_legal_holds', 'tenantry_worker', 'SELECT'),
       app.open_to('audit_legal_holds', 'tenantry_provisioner', 'SELECT');
GRANT INSERT, DELETE ON audit_legal_holds TO tenantry_admin;

-- What was erased while a hold was on: its values are emptied once it is off, and shown to nobody meanwhile. A star stands for the whole log of an
-- organization that is gone. What the transaction of the erasure has written has no values that are to go.
CREATE TABLE audit_held_erasures (
    organization_id uuid NOT NULL,
    resource_type   text NOT NULL,
    resource_id     text NOT NULL,
    transaction_id  xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT audit_held_erasures_pkey PRIMARY KEY (organization_id, resource_type, resource_id)
);
SELECT app.protect('audit_held_erasures', 'organization', 'SELECT'), app.open_to('audit_held_erasures', 'tenantry_worker', 'SELECT (organization_id)'),
       app.open_to('audit_held_erasures', 'tenantry_provisioner', 'SELECT, INSERT, DELETE');
