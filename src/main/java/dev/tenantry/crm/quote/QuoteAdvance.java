package dev.tenantry.crm.quote;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * Moves deals once it is committed that their quote is accepted, as anybody moves them: what their pipeline refuses is refused here, too,
 * and told on the timeline. Once an acceptance, whoever tries.
 */
@Service
@Transactional(readOnly = true)
class QuoteAdvance {

    private static final String DEAL = "opportunity";

    private final QuoteRows rows;
    private final QuoteSnapshots snapshots;
    private final QuoteJournal journal;
    private final RecordRegistry records;

    QuoteAdvance(QuoteRows rows, QuoteSnapshots snapshots, QuoteJournal journal, RecordRegistry records) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.journal = journal;
        this.records = records;
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
        var patch = JsonNodeFactory.instance.objectNode().put("stage", quote.toTerms().acceptedStage());
        try {
            records.of(DEAL).foresee(deal, patch);
        } catch (ProblemException refusal) {
            journal.stays(quote, reason(refusal));
            return;
        }
        records.of(DEAL).patch(deal, patch);
    }

    private static String reason(ProblemException refusal) {
        return refusal.errors().stream().findFirst().map(FieldError::message).orElse(refusal.detail());
    }
}
