package dev.tenantry.crm.quote;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.pipeline.PipelineService;
import dev.tenantry.crm.quote.QuoteSnapshots.Deal;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;

/** Where deals go once their quotes are accepted: to stages that there are, and whether they would as they are now. */
@Component
class QuoteDestinations {

    private static final String DEAL = "opportunity";

    private final PipelineService pipelines;
    private final RecordRegistry records;

    QuoteDestinations(PipelineService pipelines, RecordRegistry records) {
        this.pipelines = pipelines;
        this.records = records;
    }

    /** @throws ProblemException 422 where the deal's pipeline has no such stage */
    void check(Deal deal, @Nullable String stage) {
        if (stage == null) {
            return;
        }
        try {
            var _ = pipelines.position(deal.pipelineId(), stage);
        } catch (ProblemException refusal) {
            throw ProblemException.invalid("acceptedStage", "unknown-stage",
                    refusal.errors().stream().findFirst().map(FieldError::message).orElse(refusal.detail()));
        }
    }

    /** Why the deal would stay where it is; null where it would go, or nothing says that it should. */
    @Nullable
    String warning(Quote quote) {
        var stage = quote.toTerms().acceptedStage();
        return stage == null ? null : Caller.callAsNobody(() -> refusal(quote.getOpportunityId(), stage));
    }

    /** The same, of a live deal. */
    @Nullable
    String refusal(Long deal, String stage) {
        try {
            records.of(DEAL).foresee(deal, patch(stage));
            return null;
        } catch (ProblemException refusal) {
            return reason(refusal);
        }
    }

    void move(Long deal, String stage) {
        records.of(DEAL).patch(deal, patch(stage));
    }

    private static ObjectNode patch(String stage) {
        return JsonNodeFactory.instance.objectNode().put("stage", stage);
    }

    private static String reason(ProblemException refusal) {
        return refusal.errors().isEmpty()
                ? refusal.detail()
                : refusal.errors().stream().map(FieldError::sentence).collect(Collectors.joining("; "));
    }
}
