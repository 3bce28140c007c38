package dev.tenantry.automation.run;

/**
 * Where runs that begin get their places: those that have to wait for a slot in the backlog, the others in the queue. For statements that
 * write the runs, as parts of their {@code with}.
 */
public final class RunPlaces {

    /**
     * Behind a part {@code placed}: organization_id, id, workflow_id, published_by, depth, root_id, slot_key and throttle_key of each run,
     * whether it {@code is_waiting}, and {@code due_at}.
     */
    public static final String SQL = """
            waiting as (
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key, throttle_key, due_at)
                select organization_id, id, workflow_id, slot_key, throttle_key, due_at from placed where organization_id = app.org_id() and is_waiting),
            queued as (
                insert into workflow_run_queue (organization_id, id, user_id, depth, root_id, slot_key, due_at, is_throttled)
                select organization_id, id, published_by, depth, root_id, slot_key, due_at, throttle_key is not null from placed
                where organization_id = app.org_id() and not is_waiting)""";

    private RunPlaces() {}
}
