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

-- Runs that began with an event of a record: what the event told them, what their steps made of it, and the mails. Those under way end:
-- there is nobody any more whom they are about.
CREATE FUNCTION app.forget_runs(kind text, ids text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    runs bigint[];
BEGIN
    SELECT array_agg(l.id) INTO runs FROM workflow_execution_logs l
    WHERE l.organization_id = app.org_id() AND l.event_id IS NOT NULL AND l.trigger_data #>> '{event,aggregateId}' = ANY (ids)
      AND l.trigger_data #>> '{event,aggregateType}' = kind;
    IF runs IS NOT NULL THEN
        PERFORM app.cancel_runs(app.org_id(), runs, NULL);
        UPDATE workflow_execution_logs l
        SET trigger_data = jsonb_build_object('event', l.trigger_data -> 'event', 'trigger', '{}'::jsonb), result_summary = NULL,
            error_details = CASE l.status WHEN 'cancelled' THEN 'what it was about has been deleted for good' END, version = l.version + 1
        WHERE l.organization_id = app.org_id() AND l.id = ANY (runs);
        UPDATE workflow_execution_steps s SET step_config = NULL, result = NULL, error_message = NULL
        WHERE s.organization_id = app.org_id() AND s.execution_log_id = ANY (runs);
        UPDATE outbound_emails e SET recipients = '{}', subject = '', body = '', error_message = NULL, version = e.version + 1
        WHERE e.organization_id = app.org_id() AND e.execution_log_id = ANY (runs);
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
