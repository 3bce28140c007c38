package dev.tenantry.crm.quote;

import java.util.List;

/** What whoever has a link sees. @param isLive whether its deal is, without which nothing is shown @param isOpen whether it can be answered */
record QuoteStanding(QuoteResponse quote, List<QuoteLine> lines, boolean isLive, boolean isOpen) {

    /** Whether whoever has the link may have the document: what is offered, or was accepted. */
    boolean hasDocument() {
        return isLive && (isOpen || quote.status() == QuoteStatus.ACCEPTED);
    }

    /** Why it cannot be answered; nothing where it can. */
    String reason(QuoteText text) {
        if (!isLive) {
            return text.of("not-offered");
        }
        return isOpen
                ? ""
                : switch (quote.status()) {
                    case DRAFT, SENT, EXPIRED -> text.of("over", text.format().day(quote.expiresOn()));
                    case ACCEPTED -> text.of("accepted");
                    case DECLINED -> text.of("declined");
                    case SUPERSEDED -> text.of("superseded");
                    case WITHDRAWN -> text.of("withdrawn");
                };
    }
}
