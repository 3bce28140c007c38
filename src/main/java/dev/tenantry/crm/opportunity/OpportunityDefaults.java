package dev.tenantry.crm.opportunity;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.PipelineService;
import dev.tenantry.crm.pipeline.StagePosition;
import dev.tenantry.tenancy.Localizations;

/** What a request that does not say it means. */
@Component
class OpportunityDefaults {

    private final PipelineService pipelines;
    private final Localizations localizations;
    private final Clock clock;

    OpportunityDefaults(PipelineService pipelines, Localizations localizations, Clock clock) {
        this.pipelines = pipelines;
        this.localizations = localizations;
        this.clock = clock;
    }

    /** Pipeline by pipeline, each in the order of its stages. */
    List<StageSummary> inOrder(List<StageSummary> summaries) {
        var orders = new HashMap<Long, List<String>>();
        return summaries.stream()
                .sorted(Comparator.comparing(StageSummary::pipelineId)
                        .thenComparing(summary -> orders
                                .computeIfAbsent(summary.pipelineId(),
                                        id -> pipelines.positions(id).stream().map(StagePosition::name).toList())
                                .indexOf(summary.stage())))
                .toList();
    }

    /** Its day is the organization's, whoever asks: it is the organization that counts the deals of a month. */
    Now now() {
        return new Now(clock.instant(), () -> localizations.ofOrganization().today(clock));
    }

    /** Runs work that asks many times. */
    <T, X extends Throwable> T remembering(ScopedValue.CallableOp<T, X> work) throws X {
        return localizations.remembering(() -> PipelineService.remembering(work));
    }
}
