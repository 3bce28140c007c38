-- What is deleted for good leaves no text behind: copies of it are found here, and emptied or deleted.

CREATE INDEX idx_domain_events_aggregate ON domain_events (organization_id, aggregate_type, aggregate_id);
CREATE INDEX idx_workflow_execution_logs_aggregate ON workflow_execution_logs (organization_id, (trigger_data #>> '{event,aggregateId}')) WHERE event_id IS NOT NULL;
SELECT app.open_to('outbound_emails', 'tenantry_provisioner', 'SELECT, UPDATE'),
       app.open_to('idempotency_keys', 'tenantry_provisioner', 'SELECT, UPDATE');
GRANT SELECT, UPDATE (old_values, new_values, changes_json, metadata) ON audit_logs TO tenantry_provisioner;

-- Of the audit log stays who did what when, and which properties it was about; what they were is gone.
CREATE FUNCTION app.forget_audited(kind text, ids text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    UPDATE audit_logs a
    SET changes_json = coalesce(a.changes_json, (SELECT jsonb_agg(name ORDER BY name) FROM jsonb_object_keys(coalesce(a.new_values, a.old_values)) AS name)),
        old_values = NULL, new_values = NULL, metadata = coalesce(a.metadata, '{}') || '{"erased": true}'
    WHERE a.organization_id = app.org_id() AND a.resource_type = kind AND a.resource_id = ANY (ids)
$$;

-- Answers that are kept for repeated requests, whoever's, and that show one of the records: the request stays known, and its answer
-- is one that is told only once. A record is shown by its id in its own collection, or by who refers to it.
CREATE FUNCTION app.forget_answers(kind text, collection text, ids text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    UPDATE idempotency_keys k SET body = '', headers = k.headers || '{"Cache-Control": "no-store"}'
    WHERE k.organization_id = app.org_id() AND k.body <> '' AND k.headers ->> 'Content-Type' LIKE 'application/%json%'
      AND EXISTS (SELECT FROM regexp_matches(convert_from(k.body, 'UTF8'), '"([A-Za-z]+)":"([0-9]+)"', 'g') AS found
                  WHERE found[2] = ANY (ids)
                    AND (found[1] IN (kind || 'Id', 'parentId')
                         OR found[1] = 'id' AND coalesce(k.headers ->> 'Location', '/api/v1/' || collection || '/')
                             LIKE '/api/v1/' || collection || '/%'))
$$;

-- Runs that are about a record, since its event began them or the person who did named it: what they were told, what their steps made of
-- it, and the mails. Those under way end: there is nobody any more whom they are about. Of other runs it is the steps that read, made or
-- changed the record, or wrote to its address; a step under way ends its run, since it could neither go on as it was nor begin anew. What
-- a person told a run of this kind may be about the record, too, and is of no use once the run has ended.
CREATE FUNCTION app.forget_runs(kind text, ids text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    organization uuid := app.org_id();
    sought text[] := ARRAY(SELECT kind || '/' || one FROM unnest(ids) AS one
                           UNION ALL SELECT 'address/' || c.email_key FROM contacts c
                           WHERE kind = 'contact' AND c.organization_id = organization AND c.id = ANY (ids::bigint[]) AND c.email_key IS NOT NULL);
    steps  bigint[] := ARRAY(SELECT s.id FROM workflow_execution_steps s
                             WHERE s.organization_id = organization AND s.subjects <> '{}' AND s.subjects && sought);
    runs   bigint[] := ARRAY(SELECT DISTINCT s.execution_log_id FROM workflow_execution_steps s WHERE s.organization_id = organization AND s.id = ANY (steps));
    about  bigint[] := ARRAY(SELECT l.id FROM workflow_execution_logs l
                             WHERE l.organization_id = organization AND l.event_id IS NOT NULL AND l.trigger_data #>> '{event,aggregateId}' = ANY (ids)
                               AND l.trigger_data #>> '{event,aggregateType}' = kind
                             UNION SELECT l.id FROM workflow_execution_logs l
                             WHERE l.organization_id = organization AND l.event_id IS NULL AND l.subjects && sought
                             UNION SELECT l.id FROM workflow_execution_logs l
                             WHERE l.organization_id = organization AND l.id = ANY (runs) AND l.event_id IS NULL AND l.execution_end IS NOT NULL);
BEGIN
    PERFORM app.cancel_runs(organization, about || ARRAY(
        SELECT s.execution_log_id FROM workflow_execution_steps s
        WHERE s.organization_id = organization AND s.id = ANY (steps) AND s.status IN ('running', 'retrying')), 'what it was about has been deleted for good');
    UPDATE workflow_execution_logs l
    SET trigger_data = CASE WHEN l.id = ANY (about) THEN jsonb_strip_nulls(jsonb_build_object('event', l.trigger_data -> 'event', 'trigger', '{}'::jsonb))
                            ELSE l.trigger_data END,
        result_summary = CASE WHEN l.id = ANY (about) THEN NULL ELSE l.result_summary END,
        error_details = CASE WHEN l.error_details IS NOT NULL THEN 'what it was about has been deleted for good' END,
        subjects = CASE WHEN l.id = ANY (about) THEN '{}' ELSE l.subjects END, version = l.version + 1
    WHERE l.organization_id = organization AND l.id = ANY (about || runs);
    UPDATE outbound_emails e SET recipients = '{}', subject = '', body = '', error_message = NULL, version = e.version + 1
    FROM workflow_execution_steps s
    WHERE s.organization_id = organization AND (s.execution_log_id = ANY (about) OR s.id = ANY (steps))
      AND e.organization_id = organization AND e.execution_log_id = s.execution_log_id AND e.step_index = s.step_index;
    UPDATE workflow_execution_steps s SET step_config = NULL, result = NULL, error_message = NULL, subjects = '{}'
    WHERE s.organization_id = organization AND (s.execution_log_id = ANY (about) OR s.id = ANY (steps));
    IF cardinality(about || runs) > 0 THEN
        PERFORM app.forget_answers('workflow-run', 'workflow-runs', (about || runs)::text[]);
    END IF;
END
$$;

DO $$
DECLARE
    definer text;
BEGIN
    GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
    FOREACH definer IN ARRAY ARRAY['app.forget_audited(text, text[])', 'app.forget_answers(text, text, text[])', 'app.forget_runs(text, text[])'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO tenantry_provisioner', definer);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO tenantry_app', definer);
    END LOOP;
    REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
END
$$;
