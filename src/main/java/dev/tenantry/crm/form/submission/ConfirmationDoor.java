package dev.tenantry.crm.form.submission;

import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.submission.Confirmations.Standing;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/** The one door that is open to whoever has the link of a mail that asks to confirm an address. */
@Component
public class ConfirmationDoor {

    private final Confirmations confirmations;
    private final SubmissionProcessing processing;
    private final Limits limits;

    ConfirmationDoor(Confirmations confirmations, SubmissionProcessing processing, Limits limits) {
        this.confirmations = confirmations;
        this.processing = processing;
        this.limits = limits;
    }

    /** @param isOpen whether the address is still to be confirmed */
    public record Asked(PublishedForm form, String email, boolean isOpen) {}

    /** Opening a link confirms nothing, whoever opens it. Empty where it leads nowhere. */
    public Optional<Asked> open(String token) {
        var read = charged(token);
        return context(read).call(() -> confirmations.find(read)).map(ConfirmationDoor::shown);
    }

    /** Again it changes nothing. @return how it stood before */
    public Optional<Asked> confirm(String token) {
        var read = charged(token);
        var before = context(read).call(() -> confirmations.confirm(read, SubmissionDoor.from().address()));
        before.filter(Standing::isOpen)
                .ifPresent(_ -> processing.attempt(read.organizationId(), read.submissionId()));
        return before.map(ConfirmationDoor::shown);
    }

    private ConfirmationToken charged(String token) {
        limits.chargeSource(Limit.FORM_PAGES_PER_SOURCE);
        return ConfirmationToken.read(token);
    }

    private static TenantContext context(ConfirmationToken token) {
        return new TenantContext(token.organizationId(), null);
    }

    private static Asked shown(Standing standing) {
        return new Asked(standing.form(), standing.email(), standing.isOpen());
    }
}
