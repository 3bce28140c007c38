-- From which places an organization's data may be reached.

CREATE TABLE geo_restrictions (
    organization_id  uuid        NOT NULL,
    id               uuid        NOT NULL,
    restriction_type text        NOT NULL,
    -- ISO 3166-1 alpha-2
    country_codes    text[]      NOT NULL,
    -- ISO 3166-2
    region_codes     text[]      NOT NULL,
    -- Whether these are the places from which people may come, or those from which they may not.
    is_allowlist     boolean     NOT NULL,
    is_active        boolean     NOT NULL,
    description      text,
    -- A fact of the past, whatever becomes of the account.
    created_by       uuid,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT geo_restrictions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT geo_restrictions_restriction_type_check CHECK (restriction_type IN ('country', 'region', 'custom')),
    CONSTRAINT geo_restrictions_places_check CHECK (CASE restriction_type WHEN 'country' THEN cardinality(country_codes) > 0 AND cardinality(region_codes) = 0
        WHEN 'region' THEN cardinality(country_codes) = 0 AND cardinality(region_codes) > 0
        ELSE cardinality(country_codes) + cardinality(region_codes) > 0 END)
);
CREATE INDEX idx_geo_restrictions_created_at ON geo_restrictions (organization_id, created_at, id);
SELECT app.touch_on_update('geo_restrictions'), app.protect('geo_restrictions', 'organization'),
       app.open_to('geo_restrictions', 'tenantry_worker', 'SELECT');

SELECT app.declare_permission('geo-restrictions', 'read', 'See from which countries and regions the organization may be reached', '{owner,admin}'),
       app.declare_permission('geo-restrictions', 'create', 'Restrict from which countries and regions the organization may be reached', '{owner,admin}'),
       app.declare_permission('geo-restrictions', 'update', 'Change from which countries and regions the organization may be reached', '{owner,admin}'),
       app.declare_permission('geo-restrictions', 'delete', 'Delete restrictions of countries and regions', '{owner,admin}');
