package dev.tenantry.crm.opportunity;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.money.Money;

/**
 * The opportunities of a stage, in figures, per currency.
 *
 * @param amount the sum of their amounts; absent where none has one
 */
record StageSummary(@JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId, String stage, StageKind status,
        long count, @Nullable Money amount) {

    /** Those that have no amount are counted with others of their stage, where there are any. */
    static void add(StageSummary summary, List<StageSummary> before) {
        var last = before.isEmpty() ? null : before.getLast();
        if (last != null && summary.amount == null && summary.isOf(last)) {
            before.set(before.size() - 1,
                    new StageSummary(last.pipelineId, last.stage, last.status, last.count + summary.count,
                            last.amount));
        } else {
            before.add(summary);
        }
    }

    private boolean isOf(StageSummary other) {
        return pipelineId.equals(other.pipelineId) && stage.equals(other.stage) && status == other.status;
    }
}
