package dev.tenantry.shared.record;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.journal.TransactionJournal;

/** What belongs to a member who leaves goes to another one, or to nobody. */
@Component
public class HandOver {

    private static final String MEMBERS = "organization_members";

    private final Links links;
    private final LinkedRecords linked;
    private final TransactionJournal journal;

    HandOver(Links links, LinkedRecords linked, TransactionJournal journal) {
        this.links = links;
        this.linked = linked;
        this.journal = journal;
    }

    /**
     * All of it, in the current transaction, which holds no more than some of it at a time. What is needed by somebody and has
     * no heir is left to the database, which knows who is to have it.
     *
     * @param heir null: nobody
     */
    @Transactional
    public void all(UUID member, @Nullable UUID heir) {
        for (var link : links.to(MEMBERS)) {
            if (link.link().rule() == LinkRule.HAND_OVER || link.link().rule() == LinkRule.INHERIT && heir != null) {
                all(link, link.records(), member, heir);
            }
        }
    }

    private <E extends RecordEntity> void all(Links.RecordLink link, RecordService<E, ?, ?> records, UUID member,
            @Nullable UUID heir) {
        var type = records.listing().entity();
        for (var some = linked.next(link, type, List.of(member)); !some.isEmpty(); some = linked.next(link, type,
                List.of(member))) {
            some.forEach(record -> linked.refer(records, record, link.link(), heir));
            linked.settle(some);
            journal.write();
        }
    }
}
