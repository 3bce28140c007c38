package dev.tenantry.crm.quote;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.quote.QuoteSnapshots.Contact;
import dev.tenantry.crm.quote.QuoteSnapshots.Deal;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;

/** What a draft says where a request does not: of contacts only to who may read them. */
@Component
class QuoteDrafts {

    private final QuoteSnapshots snapshots;
    private final QuoteDays days;
    private final QuoteDestinations destinations;
    private final RecordPermissions permissions;

    QuoteDrafts(QuoteSnapshots snapshots, QuoteDays days, QuoteDestinations destinations,
            RecordPermissions permissions) {
        this.snapshots = snapshots;
        this.days = days;
        this.destinations = destinations;
        this.permissions = permissions;
    }

    /** @throws ProblemException 403; 422 */
    QuoteTermsRequest begin(QuoteRequest request, Deal deal) {
        destinations.check(deal, request.acceptedStage());
        var contact = request.contactId() == null && mayReadContacts() ? deal.contactId() : request.contactId();
        return complete(new QuoteTermsRequest(request.title() == null ? deal.name() : request.title(), contact,
                request.recipientName(), request.recipientEmail(), request.terms(),
                Objects.requireNonNullElseGet(request.expiresOn(), days::usualExpiry), request.acceptedStage()),
                contact != null && !contact.equals(request.contactId()) ? contact : null, null);
    }

    /** @param quote as it is before @throws ProblemException 403; 422 */
    QuoteTermsRequest change(QuoteTermsRequest stated, Quote quote) {
        var before = quote.toTerms();
        if (!Objects.equals(stated.acceptedStage(), before.acceptedStage())) {
            snapshots.deal(quote.getOpportunityId())
                    .ifPresent(deal -> destinations.check(deal, stated.acceptedStage()));
        }
        return complete(stated, before.contactId(), before);
    }

    /** The same for another revision, which holds from today on. */
    QuoteTermsRequest renew(QuoteTermsRequest before) {
        var usual = days.usualExpiry();
        return new QuoteTermsRequest(before.title(), before.contactId(), before.recipientName(),
                before.recipientEmail(),
                before.terms(), before.expiresOn().isAfter(usual) ? before.expiresOn() : usual,
                before.acceptedStage());
    }

    /** How it is written and of whom, as the settings and the records have it now. */
    void address(Quote quote) {
        quote.address(snapshots.parties(quote.getOpportunityId(), quote.toTerms().contactId()), days.format());
    }

    private QuoteTermsRequest complete(QuoteTermsRequest stated, @Nullable Long known,
            @Nullable QuoteTermsRequest before) {
        var contact = contact(stated, known);
        if (before == null || !stated.expiresOn().equals(before.expiresOn())) {
            days.check(stated.expiresOn());
        }
        return new QuoteTermsRequest(stated.title(), contact == null ? null : stated.contactId(),
                stated.recipientName() == null && contact != null ? contact.name() : stated.recipientName(),
                stated.recipientEmail() == null && contact != null ? contact.email() : stated.recipientEmail(),
                stated.terms(), stated.expiresOn(), stated.acceptedStage());
    }

    /** @param known which nobody has to be able to find any more */
    private @Nullable Contact contact(QuoteTermsRequest stated, @Nullable Long known) {
        var id = stated.contactId();
        if (id == null) {
            return null;
        }
        if (!id.equals(known)) {
            permissions.demandToCopy("contact");
        }
        var found = snapshots.contact(id);
        if (found.isEmpty() && !id.equals(known)) {
            throw ProblemException.invalid("contactId", "unknown-reference", "there is no such resource");
        }
        return found.orElse(null);
    }

    private boolean mayReadContacts() {
        return Caller.current().may(permissions.of("contact", "read"));
    }
}
