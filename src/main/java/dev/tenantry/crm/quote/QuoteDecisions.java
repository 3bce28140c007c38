package dev.tenantry.crm.quote;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers decide, in the context of the organization that a link names: each quote takes one answer. */
@Service
@Transactional(readOnly = true)
class QuoteDecisions {

    /** Whoever clicks twice gets the one answer. Later than that it says what has become of the quote. */
    private static final Duration SENT_AGAIN = Duration.ofMinutes(15);

    private final QuoteRows rows;
    private final QuoteSnapshots snapshots;
    private final QuoteDays days;
    private final QuoteJournal journal;
    private final QuoteNotices notices;

    QuoteDecisions(QuoteRows rows, QuoteSnapshots snapshots, QuoteDays days, QuoteJournal journal,
            QuoteNotices notices) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.days = days;
        this.journal = journal;
        this.notices = notices;
    }

    /** Empty where there is no such quote, or the organization is there no more, or suspended. */
    Optional<QuoteStanding> find(Long id) {
        return isThere(id) ? Optional.of(standing(rows.find(id))) : Optional.empty();
    }

    /** @param before how it stood before the answer @param isTaken whether it is answered so: by this, or by the same that was sent before */
    record Decided(QuoteStanding before, boolean isTaken) {}

    /** Likewise. */
    @Transactional
    Optional<Decided> decide(Long id, QuoteAnswer answer) {
        if (!isThere(id)) {
            return Optional.empty();
        }
        // The deal first, as whoever moves it to the trash does.
        var isLive = snapshots.deal(rows.deal(id)).isPresent();
        var quote = rows.hold(id).quote();
        var standing = standing(quote, isLive);
        if (standing.isOpen()) {
            quote.decide(answer, days.now());
            rows.flush();
            journal.decided(quote);
            notices.decided(quote);
        }
        return Optional.of(new Decided(standing, quote.isDecidedBy(answer, days.now().minus(SENT_AGAIN))));
    }

    /** Not loaded before it is locked: it is to be as it is behind the lock. */
    private boolean isThere(Long id) {
        return snapshots.organization().isPresent() && rows.exists(id);
    }

    private QuoteStanding standing(Quote quote) {
        return standing(quote, snapshots.isLive(quote.getOpportunityId()));
    }

    private QuoteStanding standing(Quote quote, boolean isLive) {
        return new QuoteStanding(quote.toResponse(), snapshots.lines(quote.getId()), isLive,
                isLive && quote.getStatus() == QuoteStatus.SENT && !quote.isOver(days.now()));
    }
}
