-- How sensitive what a column has is in an organization, where it says otherwise than src/main/resources/audit/classification.txt does.
CREATE TABLE data_sensitivity_classifications (
    organization_id       uuid        NOT NULL,
    id                    uuid        NOT NULL,
    -- As the file has it: contacts, auth.users.
    table_name            text        NOT NULL,
    column_name           text        NOT NULL,
    sensitivity_level     text        NOT NULL,
    classification_reason text        NOT NULL,
    -- The values are kept nowhere but in the column.
    encryption_required   boolean     NOT NULL DEFAULT false,
    -- After so many days the audit log shows the values to nobody; null: for as long as it has them.
    retention_days        integer,
    compliance_tags       text[]      NOT NULL DEFAULT '{}',
    version               integer     NOT NULL DEFAULT 0,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT data_sensitivity_classifications_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT data_sensitivity_classifications_column_key UNIQUE (organization_id, table_name, column_name),
    CONSTRAINT data_sensitivity_classifications_sensitivity_level_check CHECK
        (sensitivity_level IN ('public', 'internal', 'confidential', 'pii', 'restricted', 'pci')),
    CONSTRAINT data_sensitivity_classifications_retention_days CHECK (retention_days BETWEEN 1 AND 36500)
);
CREATE INDEX idx_data_sensitivity_classifications_created_at ON data_sensitivity_classifications (organization_id, created_at, id);
SELECT app.touch_on_update('data_sensitivity_classifications'), app.protect('data_sensitivity_classifications'),
       app.open_to('data_sensitivity_classifications', 'tenantry_worker', 'SELECT');
