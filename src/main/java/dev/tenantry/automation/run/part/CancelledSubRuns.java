package dev.tenantry.automation.run.part;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.automation.run.control.RunControl;
import dev.tenantry.automation.run.part.SubRunAdmission.Other;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Runs of other workflows that were cancelled while a step waited for them, which is tried again. Their workflow's enrolment is asked once more:
 * the place that they had, or waited for, may be another one's by now.
 */
@Component
class CancelledSubRuns {

    /** Whoever is just changing the workflow is not waited for. */
    private static final String FIND = """
            select l.id, l.workflow_id, l.trigger_data -> 'trigger' as input, w.current_version, w.enrolment
            from workflow_execution_logs l
            left join lateral (
                select w.current_version, w.enrolment from workflow_definitions w
                where w.organization_id = app.org_id() and w.id = l.workflow_id for no key update skip locked) w on true
            where l.organization_id = app.org_id() and l.id = any (?) and l.path is null""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final SubRunAdmission admission;
    private final RunControl control;

    CancelledSubRuns(JdbcClient jdbc, JsonMapper json, SubRunAdmission admission, RunControl control) {
        this.jdbc = jdbc;
        this.json = json;
        this.admission = admission;
        this.control = control;
    }

    /** @param workflow null where somebody is just changing it */
    private record Cancelled(Long id, @Nullable Other workflow, JsonNode input) {}

    /**
     * @param cancelled parts of the run
     * @return those of them that are runs of other workflows, which go on
     * @throws ProblemException 409 where one is not let in
     * @throws SubjectGone      where somebody is working on what may have to end for it, or on its workflow
     */
    List<Long> retry(long runId, List<Long> cancelled) {
        var found = jdbc.sql(FIND).param(cancelled.toArray(Long[]::new)).query(this::read).list();
        found.forEach(one -> retry(runId, one));
        return found.stream().map(Cancelled::id).toList();
    }

    private void retry(long runId, Cancelled one) {
        if (one.workflow == null) {
            throw new SubjectGone();
        }
        switch (admission.decide(runId, one.workflow, one.input, true, Progress.AGAIN)) {
            case Starts starts -> control.retryCancelled(one.id, starts);
            case Decision.TurnedAway away -> throw ProblemException
                    .conflict("run " + one.id + " of the other workflow would be " + away.told());
            case Decision.Debounced _ -> throw new IllegalStateException("only events are debounced");
        }
    }

    private Cancelled read(ResultSet row, int number) throws SQLException {
        var enrolment = row.getString("enrolment");
        return new Cancelled(row.getLong("id"), enrolment == null
                ? null
                : new Other(row.getObject("workflow_id", UUID.class), row.getInt("current_version"),
                        Enrolment.read(json.readTree(enrolment))),
                json.readTree(row.getString("input")));
    }
}
