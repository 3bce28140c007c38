package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.form.submission.ReceivedRows.Row;
import dev.tenantry.shared.tenancy.TenantLocks;

/** Takes in what has come, once each, and begins what is to become of it, in the same transaction. */
@Service
@Transactional(readOnly = true)
class SubmissionIntake {

    private final ReceivedRows rows;
    private final SubmissionAdmission admission;
    private final EntityManager entities;
    private final Clock clock;

    SubmissionIntake(ReceivedRows rows, SubmissionAdmission admission, EntityManager entities, Clock clock) {
        this.rows = rows;
        this.admission = admission;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param id       null where nothing was kept
     * @param isOther  whether the page has sent something else before
     * @param isDue    whether it is to become something now
     */
    record Received(@Nullable Long id, boolean isOther, boolean isDue) {}

    /**
     * Of the same that is sent several times at once each waits for the one before, and only the first is judged.
     *
     * @param judged the row, once it is known whether it is spam; asked where the page has sent nothing before
     */
    @Transactional
    Received receive(Row row, Supplier<Row> judged) {
        TenantLocks.take(entities, "submissions/" + row.page().key());
        return rows.isKept(row) ? again(row) : receive(judged.get());
    }

    private Received receive(Row row) {
        if (row.spam() != null && rows.isFull(row)) {
            return new Received(null, false, false);
        }
        var id = rows.keep(row, clock.instant());
        if (id.isEmpty()) {
            return again(row);
        }
        if (row.spam() != null) {
            return new Received(id.get(), false, false);
        }
        var submission = entities.find(FormSubmission.class, id.get());
        admission.admit(submission, row.form());
        entities.flush();
        return new Received(id.get(), false, submission.isDue());
    }

    private Received again(Row row) {
        return new Received(null, !rows.isRepeated(row), false);
    }
}
