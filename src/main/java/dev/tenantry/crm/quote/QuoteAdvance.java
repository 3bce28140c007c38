package dev.tenantry.crm.quote;

import java.util.Objects;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves deals once it is committed that their quote is accepted, as anybody moves them: what their pipeline refuses is refused here, too,
 * and told on the timeline. Once an acceptance, whoever tries.
 */
@Service
@Transactional(readOnly = true)
class QuoteAdvance {

    private final QuoteRows rows;
    private final QuoteSnapshots snapshots;
    private final QuoteJournal journal;
    private final QuoteDestinations destinations;

    QuoteAdvance(QuoteRows rows, QuoteSnapshots snapshots, QuoteJournal journal, QuoteDestinations destinations) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.journal = journal;
        this.destinations = destinations;
    }

    @Transactional
    void advance(Long id) {
        var deal = rows.deal(id);
        var isLive = snapshots.deal(deal).isPresent();
        var quote = rows.hold(id).quote();
        if (!quote.isDue()) {
            return;
        }
        quote.settle();
        if (!isLive) {
            journal.stays(quote, "it is in the trash");
            return;
        }
        var stage = Objects.requireNonNull(quote.toTerms().acceptedStage());
        var refusal = destinations.refusal(deal, stage);
        if (refusal != null) {
            journal.stays(quote, refusal);
            return;
        }
        destinations.move(deal, stage);
    }
}
