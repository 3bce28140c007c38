package dev.tenantry.shared.record;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What belongs to a member who leaves goes to another one, or to nobody. */
@Component
public class HandOver {

    private static final String MEMBERS = "organization_members";

    private final Links links;
    private final LinkedRecords linked;

    HandOver(Links links, LinkedRecords linked) {
        this.links = links;
        this.linked = linked;
    }

    /**
     * Some of it, in a transaction: the whole can be more than one should hold.
     *
     * @param heir null: nobody
     * @return whether there may be more
     */
    @Transactional
    public boolean some(UUID member, @Nullable UUID heir) {
        for (var link : links.to(MEMBERS)) {
            var isHandedOver = link.link().rule() == LinkRule.HAND_OVER
                    || link.link().rule() == LinkRule.INHERIT && heir != null;
            if (isHandedOver && some(link, link.records(), member, heir)) {
                return true;
            }
        }
        return false;
    }

    private <E extends RecordEntity> boolean some(Links.RecordLink link, RecordService<E, ?, ?> records, UUID member,
            @Nullable UUID heir) {
        var some = linked.next(link, records.listing().entity(), List.of(member));
        some.forEach(record -> linked.refer(records, record, link.link(), heir));
        linked.settle(some);
        return !some.isEmpty();
    }
}
