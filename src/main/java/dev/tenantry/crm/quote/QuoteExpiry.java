package dev.tenantry.crm.quote;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends quotes that nobody has answered in time. */
@Service
@Transactional(readOnly = true)
class QuoteExpiry {

    private final QuoteRows rows;
    private final QuoteDays days;
    private final QuoteJournal journal;

    QuoteExpiry(QuoteRows rows, QuoteDays days, QuoteJournal journal) {
        this.rows = rows;
        this.days = days;
        this.journal = journal;
    }

    @Transactional
    void expire(Long id) {
        var quote = rows.hold(id).quote();
        if (quote.getStatus() == QuoteStatus.SENT && quote.isOver(days.now())) {
            quote.expire();
            journal.ended(quote);
        }
    }
}
