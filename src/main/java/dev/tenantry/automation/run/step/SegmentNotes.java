package dev.tenantry.automation.run.step;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.journal.JournalTable;

/**
 * What a segment leaves behind: rows of the history, where its runs stand, and where they go on. Written at once, right before
 * the commit, for all of its runs, which it has locked.
 */
final class SegmentNotes {

    private SegmentNotes() {}

    /** How long a run waits. @param millis what is left @param until the time that it waits for, where it is one */
    record Pause(Long millis, @Nullable Instant until) {

        static Pause of(Outcome.Paused paused) {
            return new Pause(paused.duration().toMillis(), paused.until());
        }
    }

    /**
     * A step that succeeded, or lets time pass. It was not begun before, so it has no row yet.
     *
     * @param pause what the run waits for now; null where the step has succeeded
     */
    record StepNote(
            Long run,
            Integer index,
            String type,
            String config,
            String result,
            String subjects,
            @Nullable Pause pause) {}

    /** A step that let time pass, and is over. */
    record PauseNote(Long run, Integer index) {}

    /**
     * Where a run stands.
     *
     * @param succeeded of a run that has ended, how many of its steps have succeeded; null where they are to be counted
     * @param lastStep  of a run that has ended
     * @param pause     what it waits for
     */
    record RunNote(
            Long run,
            RunStatus status,
            @Nullable Integer succeeded,
            @Nullable Integer lastStep,
            @Nullable Pause pause) {}

    /**
     * Where a run goes on.
     *
     * @param step  null where it has ended
     * @param pause  after which it does; null: at once, by whoever holds it
     * @param isSoon whether it does before somebody looks anyway, which is when the time of a lease is over
     */
    record QueueNote(Long run, @Nullable Integer step, @Nullable Pause pause, Boolean isSoon) {}

    enum Pauses implements JournalTable<PauseNote> {

        TABLE;

        @Override
        public String insert() {
            return """
                    update workflow_execution_steps s set status = ?, result = '{}', execution_end = clock_timestamp()
                    from unnest(?::bigint[], ?::int[]) as p (run, step_index)
                    where s.organization_id = app.org_id() and s.execution_log_id = p.run and s.step_index = p.step_index""";
        }

        @Override
        public @Nullable Object[] parameters(List<PauseNote> notes) {
            return new Object[]{StepStatus.SUCCEEDED.toString(), numbers(notes, PauseNote::run),
                integers(notes, PauseNote::index)};
        }
    }

    enum Steps implements JournalTable<StepNote> {

        TABLE;

        @Override
        public String insert() {
            return """
                    insert into workflow_execution_steps (organization_id, execution_log_id, step_index, step_type, step_config,
                        status, result, execution_end, subjects)
                    select app.org_id(), s.run, s.step_index, s.step_type, s.step_config::jsonb,
                        case when s.pause is null then ? else ? end,
                        case when s.pause is null then s.result::jsonb else jsonb_build_object('until',
                            to_char(coalesce(s.until::timestamptz, now() + s.pause * interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end,
                        case when s.pause is null then clock_timestamp() end, string_to_array(s.subjects, E'\\n')
                    from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                        as s (run, step_index, step_type, step_config, result, subjects, pause, until)""";
        }

        @Override
        public @Nullable Object[] parameters(List<StepNote> notes) {
            return new Object[]{StepStatus.SUCCEEDED.toString(), StepStatus.WAITING.toString(),
                numbers(notes, StepNote::run), integers(notes, StepNote::index),
                texts(notes, StepNote::type), texts(notes, StepNote::config),
                texts(notes, StepNote::result), texts(notes, StepNote::subjects), millis(notes, StepNote::pause),
                times(notes, StepNote::pause)};
        }
    }

    enum Runs implements JournalTable<RunNote> {

        TABLE;

        @Override
        public String insert() {
            return """
                    update workflow_execution_logs l set status = r.status, version = l.version + 1, error_details = null,
                        waiting_until = coalesce(r.until::timestamptz, now() + r.pause * interval '1 millisecond'),
                        execution_end = case when r.last_step is not null then clock_timestamp() end,
                        result_summary = case when r.last_step is null then null when r.succeeded is not null
                            then jsonb_build_object('lastStep', r.last_step, 'succeededSteps', r.succeeded)
                            else (select jsonb_build_object('lastStep', r.last_step, 'succeededSteps', count(*)) || jsonb_strip_nulls(
                                jsonb_build_object('refusedRecipients', nullif(sum(jsonb_array_length(
                                    jsonb_path_query_array(s.result, '$.refused[*].recipient'))), 0)))
                                from workflow_execution_steps s where s.organization_id = app.org_id() and s.execution_log_id = l.id and s.status = ?) end
                    from unnest(?::bigint[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::text[]) as r (run, status, succeeded, last_step, pause, until)
                    where l.organization_id = app.org_id() and l.id = r.run and (l.status <> r.status or l.waiting_until is not null)""";
        }

        @Override
        public @Nullable Object[] parameters(List<RunNote> notes) {
            return new Object[]{StepStatus.SUCCEEDED.toString(), numbers(notes, RunNote::run),
                texts(notes, note -> note.status().toString()),
                integers(notes, RunNote::succeeded), integers(notes, RunNote::lastStep),
                millis(notes, RunNote::pause), times(notes, RunNote::pause)};
        }
    }

    enum Queue implements JournalTable<QueueNote> {

        TABLE;

        /** Their ids as an array besides: joined alone, the server could read all that the organization has queued for each of them. */
        @Override
        public String insert() {
            return """
                    with place as (select * from unnest(?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::boolean[]) as p (run, step_index, pause, until, is_soon)),
                    ended as (
                        delete from workflow_run_queue q
                        where q.organization_id = app.org_id() and q.id = any (array(select run from place where step_index is null))),
                    placed as (
                        update workflow_run_queue q set step_index = p.step_index, step_failures = 0, attempts = 0, lease_losses = 0,
                            due_at = coalesce(p.until::timestamptz, now() + p.pause * interval '1 millisecond', q.due_at),
                            lease_epoch = case when p.pause is null then q.lease_epoch else 0 end,
                            leased_by = case when p.pause is null then q.leased_by end
                        from place p where q.organization_id = app.org_id() and q.id = any (array(select run from place)) and q.id = p.run and p.step_index is not null
                        returning q.organization_id, q.due_at, p.is_soon)
                    insert into work_tickets (organization_id, queue, due_at)
                    select distinct organization_id, 'runs', due_at from placed where is_soon""";
        }

        @Override
        public @Nullable Object[] parameters(List<QueueNote> notes) {
            return new Object[]{numbers(notes, QueueNote::run), integers(notes, QueueNote::step),
                millis(notes, QueueNote::pause), times(notes, QueueNote::pause),
                notes.stream().map(QueueNote::isSoon).toArray(Boolean[]::new)};
        }
    }

    private static <N> @Nullable Long[] numbers(List<N> notes, Function<N, @Nullable Long> value) {
        return notes.stream().map(value).toArray(Long[]::new);
    }

    private static <N> @Nullable Long[] millis(List<N> notes, Function<N, @Nullable Pause> value) {
        return notes.stream()
                .map(value)
                .map(pause -> pause == null ? null : pause.millis)
                .toArray(Long[]::new);
    }

    private static <N> @Nullable String[] times(List<N> notes, Function<N, @Nullable Pause> value) {
        return notes.stream()
                .map(value)
                .map(pause -> pause == null || pause.until == null ? null : pause.until.toString())
                .toArray(String[]::new);
    }

    private static <N> @Nullable Integer[] integers(List<N> notes, Function<N, @Nullable Integer> value) {
        return notes.stream().map(value).toArray(Integer[]::new);
    }

    private static <N> String[] texts(List<N> notes, Function<N, String> value) {
        return notes.stream().map(value).toArray(String[]::new);
    }
}
