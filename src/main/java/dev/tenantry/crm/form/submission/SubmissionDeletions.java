package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.record.PartErasure;

/** Deletes submissions for good, with what events, runs and deliveries have of them. */
@Service
@Transactional
class SubmissionDeletions {

    private static final Duration TO_RELEASE = Duration.ofDays(60);
    private static final String TYPE = "form-submission";
    private static final String FORGET_RUNS = "select app.forget_runs(app.org_id(), 'form-submission', string_to_array(?, ','))";
    private static final String FORGET_ANSWERS = "select app.forget_answers(app.org_id(), 'submission', 'form-submissions', string_to_array(?, ','))";
    private static final String FORGET_EVENTS = """
            with erased as (
                delete from domain_events where organization_id = app.org_id() and aggregate_type = 'form'
                    and aggregate_id = any(array(select s.form_id::text from form_submissions s
                        where s.organization_id = app.org_id() and s.id = any(cast(? as bigint[]))))
                    and payload ->> 'submissionId' = any(string_to_array(?, ',')) returning id)
            delete from pending_events p using erased e where p.organization_id = app.org_id() and p.id = e.id""";
    private static final String HOLD = "update form_submissions set held_until = now() + interval '1 hour' where organization_id = app.org_id() and id = ?";
    private static final String DELETE = "delete from form_submissions where organization_id = app.org_id() and id = any(cast(? as bigint[]))";

    private final JdbcClient jdbc;
    private final SubmissionRows rows;
    private final List<PartErasure> others;
    private final Clock clock;

    SubmissionDeletions(JdbcClient jdbc, SubmissionRows rows, List<PartErasure> others, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.others = others;
        this.clock = clock;
    }

    /** Where nobody has confirmed it in time. */
    void expire(Long id) {
        rows.hold(id).filter(one -> one.isOver(clock.instant())).ifPresent(_ -> delete(List.of(id)));
    }

    /** Where nobody has taken it out of the spam in time. */
    void expireSpam(Long id) {
        rows.hold(id)
                .filter(one -> one.isSpamSince(clock.instant().minus(TO_RELEASE)))
                .ifPresent(_ -> delete(List.of(id)));
    }

    /** It could not be done, and is tried again later. */
    void hold(Long id) {
        jdbc.sql(HOLD).param(id).update();
    }

    void delete(List<Long> ids) {
        forget(ids);
        jdbc.sql(DELETE).param(ids.toArray(Long[]::new)).update();
    }

    /** What others have of them. */
    void forget(List<Long> ids) {
        var texts = String.join(",", ids.stream().map(String::valueOf).toList());
        jdbc.sql(FORGET_EVENTS).params(ids.toArray(Long[]::new), texts).update();
        jdbc.sql(FORGET_RUNS).param(texts).query((_, _) -> true).list();
        jdbc.sql(FORGET_ANSWERS).param(texts).query((_, _) -> true).list();
        others.forEach(other -> other.erase(TYPE, ids));
    }
}
