package dev.tenantry.crm.form.submission;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.FieldTarget;
import dev.tenantry.crm.form.FormAddress;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.PublishedForms;
import dev.tenantry.crm.form.submission.ReceivedRows.Row;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.RequestDetails;

/** The one door by which whatever visitors send comes in, by pages or by programs. */
@Component
public class SubmissionDoor {

    private final PublishedForms forms;
    private final PageTokens tokens;
    private final SpamGuard guard;
    private final SubmissionIntake intake;
    private final SubmissionProcessing processing;
    private final Limits limits;

    SubmissionDoor(PublishedForms forms, PageTokens tokens, SpamGuard guard, SubmissionIntake intake,
            SubmissionProcessing processing, Limits limits) {
        this.forms = forms;
        this.tokens = tokens;
        this.guard = guard;
        this.intake = intake;
        this.processing = processing;
        this.limits = limits;
    }

    /** What came of it: it is taken in, an answer is none, the page is too old, or it has sent something else before. */
    public enum Result {
        ACCEPTED, FAULTY, STALE, SENT_BEFORE
    }

    /** @param answers null where the page is too old */
    public record Submitted(Result result, PublishedForm form, @Nullable Answers answers) {}

    /** The form at an address; empty where it leads nowhere. */
    public Optional<PublishedForm> open(String address) {
        limits.chargeSource(Limit.FORM_PAGES_PER_SOURCE);
        var target = FormAddress.read(address);
        return in(target.organizationId(), () -> forms.at(target));
    }

    /** @param page as the page has it; 429 where it is asked too often */
    public Submitted submit(PublishedForm current, String page, Sent sent) {
        var token = tokens.read(current.address(), page).orElse(null);
        if (token == null) {
            return new Submitted(Result.STALE, current, null);
        }
        var organization = FormAddress.read(current.address()).organizationId();
        var form = token.version() == current.version()
                ? current
                : in(organization, () -> forms.version(current.id(), token.version())).orElse(current);
        var answers = Answers.read(form.content(), sent);
        if (!answers.faults().isEmpty()) {
            return new Submitted(Result.FAULTY, form, answers);
        }
        var email = Answers.told(form.content().targets(), answers.values(), FieldTarget.EMAIL);
        var row = new Row(form, token, answers, sent, from(), email, null);
        var received = in(organization, () -> intake.receive(row, () -> judged(row, current)));
        if (received.id() != null && received.isDue()) {
            processing.attempt(organization, received.id());
        }
        return new Submitted(received.isOther() ? Result.SENT_BEFORE : Result.ACCEPTED, form, answers);
    }

    /** What all may send by the form is used up by what is new and no spam: nobody shuts it for others by what does not count. */
    private Row judged(Row row, PublishedForm current) {
        var spam = guard.judge(current, row.page(), row.sent(), row.email());
        if (spam == null) {
            limits.charge(Limit.FORM_SUBMISSIONS_PER_FORM, row.form().address());
        }
        return row.judged(spam);
    }

    static Sent.From from() {
        var request = RequestDetails.currentOrNull();
        return request == null
                ? new Sent.From(null, null)
                : new Sent.From(request.address(), request.userAgent());
    }

    private static <T> T in(UUID organization, ScopedValue.CallableOp<T, RuntimeException> work) {
        return new TenantContext(organization, null).call(work);
    }
}
