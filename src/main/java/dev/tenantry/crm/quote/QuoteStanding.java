package dev.tenantry.crm.quote;

import java.util.List;

/** What whoever has a link sees. @param isLive whether its deal is, without which nothing is shown @param isOpen whether it can be answered */
record QuoteStanding(QuoteResponse quote, List<QuoteLine> lines, boolean isLive, boolean isOpen) {

    /** Whether whoever has the link may have the document: what is offered, or was accepted. */
    boolean hasDocument() {
        return isLive && (isOpen || quote.status() == QuoteStatus.ACCEPTED);
    }

    /** Why it cannot be answered; nothing where it can. */
    String reason() {
        if (!isLive) {
            return "It is not offered any more.";
        }
        return isOpen
                ? ""
                : switch (quote.status()) {
                    case DRAFT, SENT, EXPIRED -> "The time for an answer is over: it was " + quote.expiresOn() + ".";
                    case ACCEPTED -> "It has been accepted already.";
                    case DECLINED -> "It has been declined already.";
                    case SUPERSEDED -> "There is a newer one in its place: use the link of the newer mail.";
                    case WITHDRAWN -> "It has been withdrawn.";
                };
    }
}
