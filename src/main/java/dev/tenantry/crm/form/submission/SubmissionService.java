package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.PublishedForms;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** What was sent by forms, for members: seen, told from spam, and dealt with again. */
@Service
@Transactional(readOnly = true)
class SubmissionService implements ListSource {

    private static final ListDefinition<FormSubmission> LISTING = ListDefinition.of(FormSubmission.class)
            .field("id", Long.class)
            .field("formId", Long.class)
            .field("formVersion", Integer.class)
            .field("status", SubmissionStatus.class)
            .address("email", "e.emailKey", true)
            .nullable("leadId", Long.class)
            .nullable("confirmedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();
    private static final String BY_HAND = "a member has taken it for spam";

    private final SubmissionRows rows;
    private final ListQuery lists;
    private final PublishedForms forms;
    private final SubmissionAdmission admission;
    private final Dispositions dispositions;
    private final Clock clock;

    SubmissionService(SubmissionRows rows, ListQuery lists, PublishedForms forms, SubmissionAdmission admission,
            Dispositions dispositions, Clock clock) {
        this.rows = rows;
        this.lists = lists;
        this.forms = forms;
        this.admission = admission;
        this.dispositions = dispositions;
        this.clock = clock;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return SubmissionResponse.class;
    }

    Page<SubmissionResponse> list(ListRequest request) {
        return rows.show(lists.list(LISTING, request));
    }

    SubmissionResponse get(Long id) {
        return rows.show(rows.get(id));
    }

    /** It counts from now on, as if it had come now; what is confirmed stays so. @throws ProblemException 404; 409 where it is not taken for spam; 412 */
    @Transactional
    SubmissionResponse release(Long id, IfMatch expected) {
        var submission = held(id, expected);
        submission.release();
        admission.admit(submission, form(submission));
        return done(submission, "released");
    }

    /** @throws ProblemException 404; 409 where it has become something already; 412 */
    @Transactional
    SubmissionResponse putAside(Long id, IfMatch expected) {
        var submission = held(id, expected);
        return submission.putAside(BY_HAND, clock.instant()) ? done(submission, "put-aside") : rows.show(submission);
    }

    /** @throws ProblemException 404; 409 where it has not failed; 412 */
    @Transactional
    SubmissionResponse retry(Long id, IfMatch expected) {
        var submission = held(id, expected);
        submission.retry(clock.instant());
        return done(submission, "retried");
    }

    /** @throws ProblemException 404; 409 where there is nothing to confirm, or it has been asked often enough; 412 */
    @Transactional
    SubmissionResponse ask(Long id, IfMatch expected) {
        var submission = held(id, expected);
        if (!submission.isOpen(clock.instant())) {
            throw ProblemException.conflict("the address need not be confirmed any more");
        }
        if (ConfirmationMails.isAskedEnough(submission)) {
            throw ProblemException.conflict(ConfirmationMails.MOST_ASKED);
        }
        admission.ask(submission, form(submission));
        return done(submission, "asked");
    }

    /** For good. @throws ProblemException 404; 412 */
    @Transactional
    void delete(Long id, IfMatch expected) {
        held(id, expected);
        dispositions.delete(id);
    }

    private FormSubmission held(Long id, IfMatch expected) {
        var submission = rows.hold(id).orElseThrow(ProblemException::notFound);
        expected.check(() -> rows.show(submission));
        return submission;
    }

    private PublishedForm form(FormSubmission submission) {
        return forms.version(submission.getFormId(), submission.getFormVersion())
                .orElseThrow(() -> ProblemException.conflict("the form is in the trash"));
    }

    private SubmissionResponse done(FormSubmission submission, String what) {
        dispositions.note(submission.getId(), what);
        rows.flush();
        return rows.show(submission);
    }
}
