package dev.tenantry.crm.timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Listed;
import dev.tenantry.shared.listing.Lister;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordPermissions;

/** What happened to or around contacts, companies and opportunities. Written with the transaction, like the audit trail. */
@Service
public class Timeline implements Listed {

    private static final Listing<Activity> LISTING = Listing.of(Activity.class)
            .field("id", Long.class)
            .field("kind", String.class)
            .sortedBy("-id")
            .build();

    /** What a kind begins with is the type of the record that the entry is about. */
    private static final String READABLE = " and substring(e.kind, 1, locate('.', e.kind || '.') - 1) in :readable";

    private final TransactionJournal journal;
    private final Lister lister;
    private final RecordPermissions permissions;
    private final Clock clock;

    Timeline(TransactionJournal journal, Lister lister, RecordPermissions permissions, Clock clock) {
        this.journal = journal;
        this.lister = lister;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public Listing<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return ActivityResponse.class;
    }

    /**
     * @param kind    begins with the type of the record whose text the summary is
     * @param record  its id
     * @throws IllegalStateException outside of a writing transaction
     */
    public void note(String kind, Long record, String summary, Subject subject) {
        if (!subject.isEmpty()) {
            journal.add(Activities.TABLE, new Row(kind, record, summary, subject, clock.instant()));
        }
    }

    /**
     * The timeline of a subject: of what it names first, the opportunity, the contact, then the company. Entries about kinds
     * of records that the caller may not read are none of it.
     */
    @Transactional(readOnly = true)
    public Page<ActivityResponse> of(Subject subject, ListRequest request) {
        var key = subject.opportunityId() != null
                ? "opportunityId"
                : subject.contactId() != null ? "contactId" : "companyId";
        var id = subject.opportunityId() != null
                ? subject.opportunityId()
                : subject.contactId() != null ? subject.contactId() : subject.companyId();
        // In a fixed order, as cursors are told apart by it.
        var given = new TreeMap<String, Object>();
        given.put("subject", Objects.requireNonNull(id));
        given.put("readable", permissions.readable(Caller.current()));
        return lister.list(LISTING.under("e." + key + " = :subject" + READABLE), request, given)
                .map(ActivityResponse::of);
    }

    private record Row(String kind, Long record, String summary, Subject subject, Instant at) {}

    private enum Activities implements JournalTable<Row> {

        TABLE;

        @Override
        public String insert() {
            return """
                    insert into activities (organization_id, user_id, run_id, kind, record_id, summary, contact_id, company_id, opportunity_id, occurred_at)
                    select app.org_id(), auth.uid(), ?::bigint, a.kind, a.record_id, a.summary, a.contact_id, a.company_id, a.opportunity_id, a.occurred_at
                    from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                        as a (kind, record_id, summary, contact_id, company_id, opportunity_id, occurred_at)""";
        }

        @Override
        public @Nullable Object[] parameters(List<Row> rows) {
            return new @Nullable Object[]{CurrentRun.idOrNull(), rows.stream().map(Row::kind).toArray(String[]::new),
                rows.stream().map(Row::record).toArray(Long[]::new),
                rows.stream().map(Row::summary).toArray(String[]::new),
                ids(rows, Subject::contactId), ids(rows, Subject::companyId), ids(rows, Subject::opportunityId),
                rows.stream().map(Row::at).toArray(Instant[]::new)};
        }

        private static @Nullable Long[] ids(List<Row> rows, Function<Subject, @Nullable Long> id) {
            return rows.stream().map(Row::subject).map(id).toArray(Long[]::new);
        }
    }
}
