package dev.tenantry.crm.quote;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.QuoteAccepted;
import dev.tenantry.crm.QuoteDeclined;
import dev.tenantry.crm.QuoteSent;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;

/** What is told of quotes: in events, and on the timelines of the deal and the contact, to whoever may read quotes. */
@Component
class QuoteJournal {

    static final String TYPE = "quote";

    private final DomainEvents events;
    private final Timeline timeline;

    QuoteJournal(DomainEvents events, Timeline timeline) {
        this.events = events;
        this.timeline = timeline;
    }

    void sent(Quote quote) {
        var told = quote.toResponse();
        events.publish(new QuoteSent(told.id(), quote.called(), told.revision(), told.title(), told.gross(),
                told.opportunityId(), told.contactId()));
        note(quote, "sent", "was sent");
    }

    void decided(Quote quote) {
        var told = quote.toResponse();
        if (told.status() == QuoteStatus.ACCEPTED) {
            events.publish(new QuoteAccepted(told.id(), quote.called(), told.revision(), told.title(), told.gross(),
                    told.opportunityId(), told.contactId(), told.decidedBy()));
        } else {
            events.publish(new QuoteDeclined(told.id(), quote.called(), told.revision(), told.title(), told.gross(),
                    told.opportunityId(), told.contactId(), told.decidedBy(), told.comment()));
        }
        note(quote, told.status().toString(), "was " + told.status());
    }

    void ended(Quote quote) {
        note(quote, quote.getStatus().toString(),
                quote.getStatus() == QuoteStatus.EXPIRED ? "has expired" : "was withdrawn");
    }

    void stays(Quote quote, String reason) {
        note(quote, "stays", "was accepted, and the deal stays in its stage: " + reason);
    }

    private void note(Quote quote, String what, String summary) {
        var told = quote.toResponse();
        timeline.note(TYPE + "." + what, told.id(),
                "Quote " + quote.called() + " (revision " + told.revision() + ") " + summary,
                Subjects.of("opportunity", told.opportunityId()).and("contact", told.contactId()));
    }
}
