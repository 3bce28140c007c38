package dev.tenantry.automation.run.step;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.start.FirstSteps.Begun;
import dev.tenantry.shared.journal.JournalTable;

/**
 * A run as the transaction leaves it that begins it: its row is written once. It has no slot, of which there are only so many.
 *
 * @param succeeded of a run that has ended, how many of its steps have succeeded
 * @param lastStep  likewise
 * @param next      the step at which it goes on, from the queue; null where it has ended
 */
record BegunNote(
        Long run,
        Begun of,
        RunStatus status,
        @Nullable Integer succeeded,
        @Nullable Integer lastStep,
        @Nullable Integer next) {

    enum Table implements JournalTable<BegunNote> {

        TABLE;

        @Override
        public String insert() {
            return """
                    with begun as (
                        select * from unnest(?::bigint[], ?::text[], ?::int[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[])
                            as b (id, workflow_id, version_number, trigger_id, event_id, status, succeeded, last_step, next)),
                    started as (
                        insert into workflow_execution_logs (organization_id, id, workflow_id, version_number, trigger_id, event_id, started_by, published_by,
                            published_scopes, depth, root_id, status, execution_end, result_summary, trigger_data)
                        select app.org_id(), b.id, w.id, b.version_number, b.trigger_id::uuid, b.event_id, e.user_id, w.published_by, w.published_scopes, e.depth, e.root_id,
                            b.status, case when b.next is null then clock_timestamp() end,
                            case when b.next is null then jsonb_build_object('lastStep', b.last_step, 'succeededSteps', b.succeeded) end,
                            %s
                        from begun b
                        join domain_events e on e.organization_id = app.org_id() and e.id = b.event_id
                        join workflow_definitions w on w.organization_id = app.org_id() and w.id = b.workflow_id::uuid
                        returning organization_id, id, workflow_id, trigger_id, published_by, depth, root_id),
                    queued as (
                        insert into workflow_run_queue (organization_id, id, user_id, depth, root_id, step_index, slot_key)
                        select s.organization_id, s.id, s.published_by, s.depth, s.root_id, b.next, null from started s join begun b on b.id = s.id where b.next is not null
                        returning organization_id),
                    ticket as (
                        insert into work_tickets (organization_id, queue) select organization_id, 'runs' from queued limit 1),
                    triggers as (
                        update workflow_triggers t set trigger_count = t.trigger_count + s.runs, last_triggered_at = now()
                        from (select organization_id, trigger_id, count(*) as runs from started group by 1, 2) s
                        where t.organization_id = s.organization_id and t.id = s.trigger_id)
                    update workflow_definitions w set run_count = w.run_count + s.runs, last_run_at = now()
                    from (select organization_id, workflow_id, count(*) as runs from started group by 1, 2) s
                    where w.organization_id = s.organization_id and w.id = s.workflow_id"""
                    .formatted(RunReader.TRIGGER_DATA);
        }

        @Override
        public @Nullable Object[] parameters(List<BegunNote> notes) {
            return new Object[]{longs(notes, BegunNote::run),
                texts(notes, note -> note.of.version().workflowId()),
                integers(notes, note -> note.of.version().number()),
                texts(notes, note -> note.of.triggerId()), longs(notes, note -> note.of.eventId()),
                texts(notes, BegunNote::status), integers(notes, BegunNote::succeeded),
                integers(notes, BegunNote::lastStep), integers(notes, BegunNote::next)};
        }

        private static Long[] longs(List<BegunNote> notes, Function<BegunNote, Long> value) {
            return notes.stream().map(value).toArray(Long[]::new);
        }

        private static @Nullable Integer[] integers(List<BegunNote> notes,
                Function<BegunNote, @Nullable Integer> value) {
            return notes.stream().map(value).toArray(Integer[]::new);
        }

        private static String[] texts(List<BegunNote> notes, Function<BegunNote, Object> value) {
            return notes.stream().map(value).map(Object::toString).toArray(String[]::new);
        }
    }
}
