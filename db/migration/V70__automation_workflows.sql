-- What people author. A save of trigger or steps makes a version, and a run is pinned to the version it began with.

CREATE TABLE workflow_definitions (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    name            text        NOT NULL,
    description     text,
    trigger_type    text        NOT NULL,
    trigger_config  jsonb       NOT NULL DEFAULT '{}',
    steps           jsonb       NOT NULL,
    -- Which of the starts that the trigger asks for there are to be.
    enrolment       jsonb       NOT NULL DEFAULT '{}',
    is_active       boolean     NOT NULL DEFAULT false,
    -- Since when, and by whom, its runs begin no more steps.
    paused_at       timestamptz,
    paused_by       uuid,
    -- The version_number that new runs begin with.
    current_version integer     NOT NULL DEFAULT 1,
    created_by      uuid,
    -- With whose rights its runs act: whoever put the current version into force. Null before that, and once that account is gone.
    published_by    uuid,
    -- What the API key had by which they did: with no more than that. Null where it was by none.
    published_scopes text[],
    last_run_at     timestamptz,
    run_count       bigint      NOT NULL DEFAULT 0,
    -- Runs that were refused; only some of them are recorded one by one.
    refused_count   bigint      NOT NULL DEFAULT 0,
    -- What the enrolment let start nothing, likewise; and events that a filter's expression came to no answer for.
    turned_away_count bigint    NOT NULL DEFAULT 0,
    unanswered_count bigint     NOT NULL DEFAULT 0,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    deleted_at      timestamptz,
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    -- The event that ends its runs.
    goal_event      text        GENERATED ALWAYS AS (enrolment #>> '{goal,event}') STORED,
    CONSTRAINT workflow_definitions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_definitions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT workflow_definitions_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users (id),
    CONSTRAINT workflow_definitions_published_by_fkey FOREIGN KEY (published_by) REFERENCES auth.users (id),
    CONSTRAINT workflow_definitions_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT workflow_definitions_trigger_type_check CHECK (trigger_type IN ('webhook', 'schedule', 'event', 'manual', 'api_call', 'date')),
    CONSTRAINT workflow_definitions_paused_check CHECK (paused_by IS NULL OR paused_at IS NOT NULL),
    CONSTRAINT workflow_definitions_active_check CHECK (NOT is_active OR deleted_at IS NULL)
);
CREATE INDEX idx_workflow_definitions_created_at ON workflow_definitions (organization_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX idx_workflow_definitions_goal_event ON workflow_definitions (organization_id, goal_event) WHERE goal_event IS NOT NULL;
CREATE INDEX idx_workflow_definitions_created_by ON workflow_definitions (created_by);
CREATE INDEX idx_workflow_definitions_published_by ON workflow_definitions (published_by);
-- Not on every update: the counters move with each run, and a run is no change of the definition.
CREATE TRIGGER update_updated_at BEFORE UPDATE OF name, description, trigger_type, trigger_config, steps, enrolment, is_active, paused_at, published_by, deleted_at
    ON workflow_definitions FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();
SELECT app.protect('workflow_definitions');

-- What is left where both bound it; null bounds nothing.
CREATE FUNCTION app.scopes_within(some_scopes text[], other_scopes text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN some_scopes IS NULL THEN other_scopes WHEN other_scopes IS NULL THEN some_scopes
        ELSE ARRAY(SELECT unnest(some_scopes) INTERSECT SELECT unnest(other_scopes)) END;
GRANT EXECUTE ON FUNCTION app.scopes_within(text[], text[]) TO tenantry_app;

CREATE TABLE workflow_versions (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    workflow_id     uuid        NOT NULL,
    version_number  integer     NOT NULL,
    workflow_json   jsonb       NOT NULL,
    change_summary  text,
    created_by      uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    -- What it takes to have it done, without what the workflows need that it carries out; null where that is not known. This and what follows is
    -- asked of all versions whenever something changes that workflows go by.
    permissions     text[],
    called_workflows jsonb      GENERATED ALWAYS AS (jsonb_path_query_array(workflow_json, '$.**.config.workflowId')) STORED,
    named_templates jsonb       GENERATED ALWAYS AS (jsonb_path_query_array(workflow_json, '$.**.config.template')) STORED,
    named_integrations jsonb    GENERATED ALWAYS AS (jsonb_path_query_array(workflow_json, '$.**.config.integration')) STORED,
    -- The types of steps that name no integration, of those that ask one, too.
    free_steps      jsonb       GENERATED ALWAYS AS (jsonb_path_query_array(workflow_json, '$.** ? (!exists(@.config.integration)).type')) STORED,
    trigger_integration text    GENERATED ALWAYS AS (workflow_json #>> '{trigger,integrationId}') STORED,
    CONSTRAINT workflow_versions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_versions_version_number_key UNIQUE (organization_id, workflow_id, version_number),
    CONSTRAINT workflow_versions_workflow_id_fkey FOREIGN KEY (organization_id, workflow_id) REFERENCES workflow_definitions (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT workflow_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users (id)
);
CREATE INDEX idx_workflow_versions_created_by ON workflow_versions (created_by);
-- Immutable: runs are pinned to it.
SELECT app.protect('workflow_versions', 'organization', 'SELECT, INSERT');

-- What a workflow is to become, at most one of each: it runs nothing until it is published, which makes a version of it.
CREATE TABLE workflow_drafts (
    organization_id uuid        NOT NULL,
    -- The workflow's.
    id              uuid        NOT NULL,
    trigger_type    text        NOT NULL,
    trigger_config  jsonb       NOT NULL DEFAULT '{}',
    steps           jsonb       NOT NULL,
    enrolment       jsonb       NOT NULL DEFAULT '{}',
    change_summary  text,
    -- The version_number that it was made from.
    base_version    integer     NOT NULL,
    -- Who wrote it last. Kept as a fact of the past.
    changed_by      uuid        NOT NULL,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workflow_drafts_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_drafts_id_fkey FOREIGN KEY (organization_id, id) REFERENCES workflow_definitions (organization_id, id) ON DELETE CASCADE
);
SELECT app.touch_on_update('workflow_drafts'), app.protect('workflow_drafts');

-- What steps name and people set. What a secret says is sealed with the organization's key, and in no other column.
CREATE TABLE workflow_variables (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    workflow_id     uuid        NOT NULL,
    variable_name   text        NOT NULL,
    variable_type   text        NOT NULL,
    default_value   jsonb,
    value           jsonb,
    sealed          text,
    is_required     boolean     NOT NULL DEFAULT false,
    description     text,
    -- To whom a secret may be sent.
    allowed_hosts   text[]      NOT NULL DEFAULT '{}',
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workflow_variables_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_variables_name_key UNIQUE (organization_id, workflow_id, variable_name),
    CONSTRAINT workflow_variables_workflow_id_fkey FOREIGN KEY (organization_id, workflow_id) REFERENCES workflow_definitions (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT workflow_variables_type_check CHECK (variable_type IN ('string', 'number', 'boolean', 'json', 'secret')),
    CONSTRAINT workflow_variables_secret_check CHECK (variable_type = 'secret' AND value IS NULL AND default_value IS NULL OR variable_type <> 'secret' AND sealed IS NULL)
);
SELECT app.touch_on_update('workflow_variables');
SELECT app.protect('workflow_variables');

-- What workflows can be made of: an organization's own, and what the application brings along, which it gets when it first looks.
CREATE TABLE workflow_templates (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    name            text        NOT NULL,
    description     text,
    category        text        NOT NULL,
    icon            text,
    -- The trigger, the steps and the enrolment.
    template_json   jsonb       NOT NULL,
    variables       jsonb       NOT NULL DEFAULT '[]',
    -- Every organization has it.
    is_public       boolean     NOT NULL DEFAULT false,
    use_count       integer     NOT NULL DEFAULT 0,
    created_by      uuid,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    CONSTRAINT workflow_templates_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_templates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT workflow_templates_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users (id),
    CONSTRAINT workflow_templates_variables_check CHECK (jsonb_typeof(variables) = 'array'),
    CONSTRAINT workflow_templates_category_check CHECK (category IN ('customer_engagement', 'lead_management', 'support', 'marketing', 'custom'))
);
CREATE INDEX idx_workflow_templates_created_at ON workflow_templates (organization_id, created_at, id);
CREATE INDEX idx_workflow_templates_created_by ON workflow_templates (created_by);
-- A use is no change of it.
CREATE TRIGGER update_updated_at BEFORE UPDATE OF name, description, category, icon, template_json, variables
    ON workflow_templates FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();
SELECT app.protect('workflow_templates');

-- Rules of one line: each is the workflow that is made of it.
CREATE TABLE automations (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    workflow_id     uuid        NOT NULL,
    name            text        NOT NULL,
    event_name      text        NOT NULL,
    conditions      jsonb       NOT NULL DEFAULT '[]',
    -- A step.
    action          jsonb       NOT NULL,
    created_by      uuid,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    CONSTRAINT automations_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT automations_workflow_id_key UNIQUE (organization_id, workflow_id),
    CONSTRAINT automations_workflow_id_fkey FOREIGN KEY (organization_id, workflow_id) REFERENCES workflow_definitions (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT automations_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users (id),
    CONSTRAINT automations_conditions_check CHECK (jsonb_typeof(conditions) = 'array')
);
CREATE INDEX idx_automations_created_at ON automations (organization_id, created_at, id);
CREATE INDEX idx_automations_created_by ON automations (created_by);
SELECT app.touch_on_update('automations'), app.protect('automations');

-- What is active. The authored trigger stands in the definition; activation makes a row here, which counts what it starts.
CREATE TABLE workflow_triggers (
    organization_id   uuid        NOT NULL,
    id                uuid        NOT NULL,
    workflow_id       uuid        NOT NULL,
    trigger_type      text        NOT NULL,
    trigger_config    jsonb       NOT NULL DEFAULT '{}',
    -- Where it is told something, below this server's address.
    webhook_url       text,
    -- Never here: it is sealed in webhook_receivers, and stays when the trigger changes.
    webhook_secret    text,
    schedule_cron     text,
    event_name        text,
    is_active         boolean     NOT NULL DEFAULT true,
    last_triggered_at timestamptz,
    trigger_count     bigint      NOT NULL DEFAULT 0,
    version           integer     NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workflow_triggers_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_triggers_workflow_id_fkey FOREIGN KEY (organization_id, workflow_id) REFERENCES workflow_definitions (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT workflow_triggers_trigger_type_check CHECK (trigger_type IN ('webhook', 'schedule', 'event', 'manual', 'api_call', 'date')),
    CONSTRAINT workflow_triggers_event_name_check CHECK ((trigger_type = 'event') = (event_name IS NOT NULL)),
    CONSTRAINT workflow_triggers_webhook_url_check CHECK (webhook_url IS NULL OR trigger_type = 'webhook'),
    CONSTRAINT workflow_triggers_schedule_cron_check CHECK ((trigger_type = 'schedule') = (schedule_cron IS NOT NULL))
);
CREATE INDEX idx_workflow_triggers_workflow_id ON workflow_triggers (organization_id, workflow_id, created_at, id);
CREATE UNIQUE INDEX idx_workflow_triggers_armed ON workflow_triggers (organization_id, workflow_id) WHERE is_active;
CREATE INDEX idx_workflow_triggers_event_name ON workflow_triggers (organization_id, event_name) WHERE is_active;
CREATE TRIGGER update_updated_at BEFORE UPDATE OF trigger_config, event_name, is_active
    ON workflow_triggers FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();
SELECT app.protect('workflow_triggers');

-- A workflow acts with the rights of who published it; where that person is no member any more it is put to rest, as somebody
-- could have done who found it failing.
SELECT app.open_to('workflow_definitions', 'tenantry_provisioner', 'SELECT, UPDATE'), app.open_to('workflow_triggers', 'tenantry_provisioner', 'SELECT, UPDATE');
CREATE FUNCTION app.rest_workflows_of(organization uuid, publisher uuid) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    workflow uuid;
    person   uuid := nullif(nullif(current_setting('app.user_id', true), ''), 'nobody')::uuid;
BEGIN
    -- In the order in which the dispatcher of events locks them.
    FOR workflow IN SELECT w.id FROM public.workflow_definitions w
                    WHERE w.organization_id = organization AND w.published_by = publisher AND w.is_active ORDER BY w.id FOR NO KEY UPDATE LOOP
        UPDATE public.workflow_definitions w SET is_active = false, version = w.version + 1 WHERE w.organization_id = organization AND w.id = workflow;
        UPDATE public.workflow_triggers t SET is_active = false, version = t.version + 1
        WHERE t.organization_id = organization AND t.workflow_id = workflow AND t.is_active;
        UPDATE public.webhook_receivers r SET is_active = false WHERE r.organization_id = organization AND r.workflow_id = workflow AND r.is_active;
        PERFORM app.record_change(organization, person, 'workflow', workflow::text, 'active', 'true', 'false');
    END LOOP;
END
$$;
-- An account is about to go: of what it authored nobody is named any more as who did.
SELECT app.open_to('workflow_versions', 'tenantry_provisioner', 'SELECT, UPDATE'), app.open_to('workflow_templates', 'tenantry_provisioner', 'SELECT, UPDATE'),
       app.open_to('automations', 'tenantry_provisioner', 'SELECT, UPDATE');
CREATE FUNCTION app.forget_author(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE workflow_definitions w SET created_by = NULL WHERE w.created_by = person;
    UPDATE workflow_definitions w SET published_by = NULL WHERE w.published_by = person;
    UPDATE workflow_versions v SET created_by = NULL WHERE v.created_by = person;
    UPDATE automations a SET created_by = NULL WHERE a.created_by = person;
    UPDATE workflow_templates t SET created_by = NULL WHERE t.created_by = person;
END
$$;

-- Workflows that name something whose id is a UUID, wherever that stands, in their drafts, too: a member, an integration, another workflow.
SELECT app.open_to('workflow_drafts', 'tenantry_provisioner', 'SELECT');
SELECT app.make_finder('workflows_naming', 'uuid', $$
    SELECT w.id FROM workflow_definitions w
    JOIN workflow_versions v ON v.organization_id = w.organization_id AND v.workflow_id = w.id AND v.version_number = w.current_version
    WHERE w.organization_id = organization AND EXISTS (
        SELECT FROM unnest(sought) AS s (id) WHERE s.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' AND strpos(v.workflow_json::text, s.id) > 0)
    UNION SELECT d.id FROM workflow_drafts d
    WHERE d.organization_id = organization AND EXISTS (
        SELECT FROM unnest(sought) AS s (id) WHERE s.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                                               AND strpos(concat(d.trigger_config, d.steps, d.enrolment), s.id) > 0) $$);

-- An account turns out to be somebody else's than who made it: nobody whom its maker let in stays, and nothing that its maker began acts on
-- in its name. What it holds stays, since it may be its maker's after all, who has proven the address in another browser.
CREATE FUNCTION app.seclude(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    home uuid := (SELECT o.id FROM organizations o JOIN organization_members m ON m.organization_id = o.id
                  WHERE o.kind = 'personal' AND m.user_id = person AND m.role = 'owner');
    place uuid;
    ended record;
    held  text;
BEGIN
    FOR place IN SELECT m.organization_id FROM organization_members m WHERE m.user_id = person LOOP
        PERFORM app.rest_workflows_of(place, person);
        PERFORM app.rest_webhook_endpoints_of(place, person);
        PERFORM app.cancel_runs(place, ARRAY(SELECT l.id FROM workflow_execution_logs l WHERE l.organization_id = place AND l.published_by = person
                                             AND l.status IN ('queued', 'running', 'waiting', 'parked')), 'its publisher''s account has become somebody else''s');
    END LOOP;
    INSERT INTO webhook_secrets AS s (organization_id, generation, rotated_at) SELECT home, 2, now() WHERE home IS NOT NULL
    ON CONFLICT (organization_id) DO UPDATE SET generation = s.generation + 1, rotated_at = excluded.rotated_at;
    UPDATE webhook_endpoints e SET secret_generation = e.secret_generation + 1, secret_rotated_at = now(), version = e.version + 1 WHERE e.organization_id = home;
    UPDATE invitations i SET status = 'revoked', version = i.version + 1
    WHERE i.status = 'pending' AND (i.organization_id = home OR i.invited_by_id = person);
    FOR ended IN SELECT m.organization_id, m.user_id FROM organization_members m
                 WHERE m.organization_id = home AND m.user_id <> person
                    OR m.user_id = person AND m.organization_id IS DISTINCT FROM home AND (m.role <> 'owner' OR EXISTS (
                         SELECT FROM organization_members other WHERE other.organization_id = m.organization_id AND other.user_id <> person AND other.role = 'owner'))
                 ORDER BY m.organization_id, m.user_id LOOP
        held := app.end_membership(ended.organization_id, ended.user_id);
        INSERT INTO audit_logs (organization_id, action_type, action_category, action_description, resource_type, resource_id, old_values, new_values,
                                retention_period_days)
        VALUES (ended.organization_id, 'member.removed', 'authorization', 'member removed', 'member', ended.user_id::text, jsonb_build_object('role', held),
                jsonb_build_object('addressProvenByAnother', true), app.retention_days(ended.organization_id, 'authorization', 'member.removed', true));
    END LOOP;
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.rest_workflows_of(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.seclude(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.forget_author(uuid) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.seclude(uuid), app.forget_author(uuid) TO tenantry_auth;

-- Where a reference to a step leads, which is an id or a place.
CREATE FUNCTION app.step_place(steps jsonb, reference jsonb, otherwise integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN reference IS NULL THEN otherwise
        WHEN jsonb_typeof(reference) = 'number' THEN reference::integer
        WHEN reference = '"end"' THEN jsonb_array_length(steps)
        ELSE (SELECT (s.ordinality - 1)::integer FROM jsonb_array_elements(steps) WITH ORDINALITY AS s (step, ordinality) WHERE s.step -> 'id' = reference) END;
GRANT EXECUTE ON FUNCTION app.step_place(jsonb, jsonb, integer) TO tenantry_app, tenantry_admin;

-- A document's steps and those that stand within them, each before what it has within. Where one stands is told by its path: places, counted
-- from 1, and before those within a step the number of its block. What follows one is a place of its siblings, which it shares the path but for its end with.
CREATE FUNCTION app.unfold_steps(steps jsonb) RETURNS TABLE (step_index integer, path bigint[], step jsonb, siblings jsonb)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH RECURSIVE unfolded (path, step, siblings) AS (
            SELECT ARRAY[s.ordinality], s.step, unfold_steps.steps
            FROM jsonb_array_elements(unfold_steps.steps) WITH ORDINALITY AS s (step, ordinality)
            UNION ALL
            SELECT u.path || b.number || s.ordinality, s.step, b.steps
            FROM unfolded u
            CROSS JOIN LATERAL (
                SELECT 1::bigint AS number, u.step #> '{config,steps}' AS steps WHERE u.step ->> 'type' = 'for_each'
                UNION ALL
                SELECT branches.ordinality, branches.branch -> 'steps'
                FROM jsonb_array_elements(CASE WHEN u.step ->> 'type' = 'parallel' THEN u.step #> '{config,branches}' END) WITH ORDINALITY AS branches (branch, ordinality)) b
            CROSS JOIN LATERAL jsonb_array_elements(b.steps) WITH ORDINALITY AS s (step, ordinality))
        SELECT (row_number() OVER (ORDER BY u.path) - 1)::integer, u.path, u.step, u.siblings FROM unfolded u ORDER BY u.path;
    END;

-- The index of the step that one refers to; behind the last of its siblings, and what they have within, where they end there.
CREATE FUNCTION app.unfolded_place(steps jsonb, path bigint[], siblings jsonb, reference jsonb) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(
            min(u.step_index) FILTER (WHERE u.path = trim_array(unfolded_place.path, 1)
                || (app.step_place(unfolded_place.siblings, reference, unfolded_place.path[cardinality(unfolded_place.path)]::integer) + 1)::bigint),
            max(u.step_index) FILTER (WHERE u.path[:cardinality(unfolded_place.path) - 1] = trim_array(unfolded_place.path, 1)) + 1)
        FROM app.unfold_steps(unfolded_place.steps) u);
GRANT EXECUTE ON FUNCTION app.unfold_steps(jsonb), app.unfolded_place(jsonb, bigint[], jsonb, jsonb) TO tenantry_app, tenantry_admin;

-- The current version's steps, those within steps too, in their order. The ids are made from what they name, so they stay as long as the step does.
CREATE VIEW workflow_actions WITH (security_invoker = true) AS
SELECT w.organization_id, md5(w.id::text || '/' || array_to_string(s.path, '/'))::uuid AS id, w.id AS workflow_id, s.step_index,
       s.step ->> 'id' AS step_id, s.step ->> 'type' AS action_type, s.step -> 'config' AS action_config,
       -- By the documented names, as they are where nothing is authored, too.
       jsonb_build_object('max_retries', coalesce((s.step #>> '{retryConfig,maxRetries}')::integer, 3), 'retry_delay_seconds',
           coalesce((s.step #>> '{retryConfig,retryDelaySeconds}')::integer, 60)) AS retry_config,
       (s.step ->> 'timeoutSeconds')::integer AS timeout_seconds, w.created_at, w.updated_at
FROM workflow_definitions w CROSS JOIN LATERAL app.unfold_steps(w.steps) s
WHERE w.deleted_at IS NULL;

CREATE VIEW workflow_conditions WITH (security_invoker = true) AS
SELECT w.organization_id, md5(w.id::text || '/' || array_to_string(s.path, '/'))::uuid AS id, w.id AS workflow_id, s.step_index,
       s.step ->> 'id' AS step_id,
       CASE s.step #>> '{config,operator}'
           WHEN 'eq' THEN 'field_equals' WHEN 'contains' THEN 'field_contains'
           WHEN 'gt' THEN 'field_greater_than' WHEN 'lt' THEN 'field_less_than' ELSE 'custom_logic' END AS condition_type,
       s.step #>> '{config,field}' AS field_name, s.step #>> '{config,operator}' AS operator,
       coalesce(s.step #> '{config,value}', s.step #> '{config,expression}') AS value,
       app.unfolded_place(w.steps, s.path, s.siblings, s.step #> '{config,onTrue}') AS next_step_on_true,
       app.unfolded_place(w.steps, s.path, s.siblings, s.step #> '{config,onFalse}') AS next_step_on_false, w.created_at
FROM workflow_definitions w CROSS JOIN LATERAL app.unfold_steps(w.steps) s
WHERE w.deleted_at IS NULL AND s.step ->> 'type' = 'condition';
GRANT SELECT ON workflow_actions, workflow_conditions TO tenantry_app, tenantry_admin;

SELECT app.declare_permission('workflows', 'read', 'See workflows, their runs and what they sent', '{owner,admin,manager,member,viewer}');
SELECT app.declare_permission('workflows', 'create', 'Author workflows', '{owner,admin,manager}');
SELECT app.declare_permission('workflows', 'update', 'Change, activate and deactivate workflows', '{owner,admin,manager}');
SELECT app.declare_permission('workflows', 'delete', 'Move workflows to the trash and back', '{owner,admin,manager}');
SELECT app.declare_permission('workflows', 'purge', 'Delete workflows for good, with their runs', '{owner,admin}');
SELECT app.declare_permission('workflows', 'run', 'Start, cancel and retry runs', '{owner,admin,manager,member}');
SELECT app.declare_permission('webhook-secret', 'read', 'See the secret that webhooks are signed with', '{owner,admin}');
SELECT app.declare_permission('webhook-secret', 'update', 'Rotate the secret that webhooks are signed with', '{owner,admin}');
