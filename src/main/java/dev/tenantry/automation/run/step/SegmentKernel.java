package dev.tenantry.automation.run.step;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunWakes;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.shared.journal.TransactionJournal;

/** What every {@link Segment} works with. */
@Component
public class SegmentKernel {

    private final RunReader reader;
    private final RunScopes scopes;
    private final StepActions actions;
    private final Rights rights;
    private final TransactionJournal journal;
    private final JdbcClient jdbc;
    private final EngineSettings settings;
    private final RunWakes wakes;

    SegmentKernel(RunReader reader, RunScopes scopes, Rights rights, StepActions actions,
            TransactionJournal journal, JdbcClient jdbc, EngineSettings settings, RunWakes wakes) {
        this.reader = reader;
        this.scopes = scopes;
        this.rights = rights;
        this.actions = actions;
        this.journal = journal;
        this.jdbc = jdbc;
        this.settings = settings;
        this.wakes = wakes;
    }

    RunReader reader() {
        return reader;
    }

    public RunScopes scopes() {
        return scopes;
    }

    public Rights rights() {
        return rights;
    }

    public StepActions actions() {
        return actions;
    }

    /** What has been read stays until the end of the transaction. @throws SubjectGone where some of it does not */
    void keep(Collection<String> subjects) {
        if (!areKept(subjects)) {
            throw new SubjectGone();
        }
    }

    /** Whether they stay until the end of the transaction: not where one of them is being deleted, or is gone. */
    boolean areKept(Collection<String> subjects) {
        return subjects.isEmpty() || jdbc.sql("select app.keep_records(app.org_id(), ?)")
                .param(subjects.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Of runs that the transaction begins. */
    void noteBegun(List<BegunNote> begun, List<SegmentRun> runs) {
        begun.forEach(note -> journal.add(BegunNote.Table.TABLE, note));
        runs.forEach(run -> run.stepNotes().forEach(step -> journal.add(SegmentNotes.Steps.TABLE, step)));
    }

    void note(List<SegmentRun> runs) {
        wakes.wake(runs.stream()
                .filter(run -> run.hasEnded() && run.runNote() != null)
                .flatMap(run -> run.state().part().parents().stream())
                .toList());
        // Before the runs are, which count what has succeeded.
        runs.stream()
                .map(SegmentRun::pauseNote)
                .filter(Objects::nonNull)
                .forEach(pause -> journal.add(SegmentNotes.Pauses.TABLE, pause));
        for (var run : runs) {
            var note = run.runNote();
            if (note != null) {
                run.stepNotes().forEach(step -> journal.add(SegmentNotes.Steps.TABLE, step));
                journal.add(SegmentNotes.Runs.TABLE, note);
                journal.add(SegmentNotes.Queue.TABLE, run.queueNote(settings.lease()));
            }
        }
    }
}
