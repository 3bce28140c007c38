package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.PublishedForms;
import dev.tenantry.crm.lead.CapturedConversion.Outcome;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Turns;

/**
 * Makes submissions what they are to become, each once: behind the row's lock, in one transaction with the row that says so. Tried right after
 * what made it due is committed, and by {@link SubmissionUpkeep} where that was not to be.
 */
@Component
class SubmissionProcessing {

    private static final int MOST_ATTEMPTS = 5;

    private final SubmissionRows rows;
    private final PublishedForms forms;
    private final SubmissionOutcome outcome;
    private final MemberNotices notices;
    private final Clock clock;
    private final TransactionTemplate writing;

    SubmissionProcessing(SubmissionRows rows, PublishedForms forms, SubmissionOutcome outcome, MemberNotices notices,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.forms = forms;
        this.outcome = outcome;
        this.notices = notices;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
    }

    /** In the current organization. */
    void attempt(Long id) {
        attempt(TenantContext.current().organizationId(), id);
    }

    /** Whatever comes of it is in the row. */
    void attempt(UUID organization, Long id) {
        new TenantContext(organization, null).run(() -> {
            try {
                writing.executeWithoutResult(_ -> process(id));
            } catch (ProblemException refusal) {
                keep(id, reason(refusal));
            } catch (RuntimeException failure) {
                Turns.report("the processing of submission " + id, failure);
                writing.executeWithoutResult(_ -> fail(id, "it could not be done, and is tried again", false));
            }
        });
    }

    private void process(Long id) {
        var submission = rows.hold(id).filter(FormSubmission::isDue).orElse(null);
        if (submission == null) {
            return;
        }
        var form = form(submission);
        settle(submission, form, outcome.of(submission, form));
    }

    private PublishedForm form(FormSubmission submission) {
        return forms.version(submission.getFormId(), submission.getFormVersion(), submission.isRetried())
                .orElseThrow(() -> ProblemException.conflict("the form is in the trash"));
    }

    private void settle(FormSubmission submission, PublishedForm form, @Nullable Outcome made) {
        submission.settle(made);
        notices.tell(submission, form);
        rows.flush();
    }

    /** Whoever is there in earnest is a lead at least, be it that no more can be made of them. */
    private void keep(Long id, String why) {
        try {
            writing.executeWithoutResult(_ -> rows.hold(id).filter(FormSubmission::isDue).ifPresent(submission -> {
                var form = form(submission);
                settle(submission, form, outcome.lead(submission, form, why));
            }));
        } catch (ProblemException _) {
            writing.executeWithoutResult(_ -> fail(id, why, true));
        }
    }

    private void fail(Long id, String why, boolean isFinal) {
        rows.hold(id).filter(FormSubmission::isDue).ifPresent(submission -> {
            var tried = submission.getAttempts() + 1;
            submission.fail(why, isFinal || tried >= MOST_ATTEMPTS
                    ? null
                    : clock.instant().plus(Duration.ofMinutes(1L << tried)));
        });
    }

    private static String reason(ProblemException refusal) {
        return refusal.errors().stream().findFirst().map(FieldError::sentence).orElse(refusal.detail());
    }
}
