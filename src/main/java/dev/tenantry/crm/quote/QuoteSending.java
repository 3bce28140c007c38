package dev.tenantry.crm.quote;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Hands quotes to customers, and takes them back. */
@Service
@Transactional(readOnly = true)
class QuoteSending {

    private final QuoteRows rows;
    private final QuoteSnapshots snapshots;
    private final QuoteDays days;
    private final QuoteDestinations destinations;
    private final QuoteMailer mailer;
    private final QuoteJournal journal;

    QuoteSending(QuoteRows rows, QuoteSnapshots snapshots, QuoteDays days, QuoteDestinations destinations,
            QuoteMailer mailer, QuoteJournal journal) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.days = days;
        this.destinations = destinations;
        this.mailer = mailer;
        this.journal = journal;
    }

    /** Whatever else with its number is with the customer gives way. @throws ProblemException 404; 409; 412; 422 */
    @Transactional
    SendingResponse send(Long id, SendingRequest request, IfMatch expected) {
        // The deal first, as whoever moves it to the trash does.
        var deal = snapshots.deal(rows.deal(id));
        var held = rows.hold(id);
        var quote = held.quote();
        expected.check(quote::toResponse);
        quote.demandDraft();
        destinations.check(deal.orElseThrow(() -> ProblemException.conflict("the opportunity is in the trash")),
                quote.toTerms().acceptedStage());
        days.check(quote.getExpiresOn());
        quote.address(snapshots.parties(quote.getOpportunityId(), quote.toTerms().contactId())
                .or(quote.toResponse().recipientDetails()), days.format());
        giveWay(held);
        quote.send(quote.getNumber() == null ? snapshots.number(days.today().getYear()) : null,
                snapshots.organization().orElseThrow(ProblemException::notFound), days.end(quote.getExpiresOn()),
                TenantContext.current().userId(), days.now());
        rows.flush();
        var link = mailer.link(id);
        if (request.isMailed()) {
            mailer.mail(quote.toResponse(), link, request.message());
        }
        journal.sent(quote);
        return new SendingResponse(quote.toResponse(), link, request.isMailed(), destinations.warning(quote));
    }

    /** @throws ProblemException 404; 409 where the quote is not with the customer */
    @Transactional
    QuoteResponse withdraw(Long id, IfMatch expected) {
        var quote = rows.hold(id).quote();
        expected.check(quote::toResponse);
        if (quote.withdraw()) {
            journal.ended(quote);
            rows.flush();
        }
        return quote.toResponse();
    }

    private static void giveWay(QuoteRows.Held held) {
        for (var other : held.revisions()) {
            if (other.getStatus() == QuoteStatus.ACCEPTED) {
                throw ProblemException.conflict("revision " + other.getRevision() + " is accepted");
            }
            if (other.getStatus() == QuoteStatus.SENT) {
                other.supersede();
            }
        }
    }
}
