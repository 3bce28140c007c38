package dev.tenantry.crm.report.funnel;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.funnel.FunnelBlock.Mark;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * What is counted for a funnel, month by month. Of a month whose deals are as they were it is not counted again: that they are is read from
 * them each time, so that nothing is told that is not so any more. Of some members' deals it is counted each time, as these are fewer.
 */
@Component
class FunnelBlocks {

    private static final long MOST_BYTES = 32L << 20;
    private static final Duration KEPT = Duration.ofHours(1);

    private final FunnelRows rows;
    private final Cache<Key, FunnelBlock> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key _, FunnelBlock block) -> block.bytes())
            .expireAfterAccess(KEPT)
            .build();

    FunnelBlocks(FunnelRows rows) {
        this.rows = rows;
    }

    /** @param places the stages that there are, as positions are in what is counted */
    private record Key(
            UUID organization,
            Cohort cohort,
            @Nullable Long pipeline,
            LocalDate from,
            LocalDate to,
            String zone,
            List<Place> places,
            Mark mark) {}

    private record Asked(Question question, Cohort cohort, List<Place> places, FunnelParts parts) {

        Key key(int part, Mark mark) {
            return new Key(TenantContext.current().organizationId(), cohort, question.pipelineId(), parts.first(part),
                    parts.last(part), part == 0 ? question.zone().getId() : "", places, mark);
        }
    }

    /** @param places all stages that there are */
    List<FunnelBlock> of(Question question, Cohort cohort, List<Place> places) {
        var asked = new Asked(question, cohort, places, FunnelParts.of(question.from(), question.to()));
        return question.ownerId() == null && question.teamId() == null
                ? remembered(asked)
                : List.copyOf(rows.blocks(question, cohort, places, asked.parts,
                        IntStream.rangeClosed(0, asked.parts.starts().size()).boxed().toList()).values());
    }

    private List<FunnelBlock> remembered(Asked asked) {
        var found = new ArrayList<FunnelBlock>();
        var missing = new ArrayList<Integer>();
        rows.marks(asked.question, asked.cohort, asked.parts).forEach((part, mark) -> {
            var block = known.getIfPresent(asked.key(part, mark));
            if (block == null) {
                missing.add(part);
            } else {
                found.add(block);
            }
        });
        if (!missing.isEmpty()) {
            rows.blocks(asked.question, asked.cohort, asked.places, asked.parts, missing).forEach((part, block) -> {
                known.put(asked.key(part, block.mark()), block);
                found.add(block);
            });
        }
        return found;
    }
}
