package dev.tenantry.crm.timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.timeline.Subjects.Subject;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.tenancy.TenantContext;

/** What happened to or around records of any kind. Written with the transaction, like the audit trail. */
@Service
public class Timeline implements ListSource {

    private static final ListDefinition<Activity> LISTING = ListDefinition.of(Activity.class)
            .field("id", Long.class)
            .field("kind", String.class)
            .sortedBy("-id")
            .build();

    private static final String SUBJECT = "e.subjectType = :type and e.subjectId = :subject";
    /** What a kind begins with is the type of the record that the entry is about. */
    private static final String READABLE = " and substring(e.kind, 1, locate('.', e.kind || '.') - 1) in :readable";

    private final TransactionJournal journal;
    private final ListQuery lists;
    private final RecordPermissions permissions;
    private final ActivitySubjects subjects;
    private final Clock clock;
    private final List<TimelineListener> listeners;

    Timeline(TransactionJournal journal, ListQuery lists, RecordPermissions permissions, ActivitySubjects subjects,
            Clock clock, List<TimelineListener> listeners) {
        this.journal = journal;
        this.lists = lists;
        this.permissions = permissions;
        this.subjects = subjects;
        this.clock = clock;
        this.listeners = listeners;
    }

    @Override
    public ListDefinition<?> listing() {
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
    public void note(String kind, Long record, String summary, Subjects subjects) {
        if (!subjects.all().isEmpty()) {
            journal.add(Activities.TABLE,
                    new Row(kind, record, summary, subjects.all(), clock.instant(), TenantContext.current().userId(),
                            CurrentRun.idOrNull()));
            listeners.forEach(listener -> listener.noted(kind, subjects));
        }
    }

    /** The timeline of a record. Entries about kinds of records that the caller may not read are none of it. */
    @Transactional(readOnly = true)
    public Page<ActivityResponse> of(String type, Long id, ListRequest request) {
        // In a fixed order, as cursors are told apart by it.
        var given = new TreeMap<String, Object>();
        given.put("type", type);
        given.put("subject", id);
        given.put("readable", permissions.readable(Caller.current()));
        var page = lists.list(LISTING.under(SUBJECT + READABLE), request, given);
        var about = subjects.of(page.results());
        return page.map(activity -> ActivityResponse.of(activity, about.getOrDefault(activity.getId(), Map.of())));
    }

    private record Row(
            String kind,
            Long record,
            String summary,
            List<Subject> subjects,
            Instant at,
            @Nullable UUID user,
            @Nullable Long run) {}

    private enum Activities implements JournalTable<Row> {

        TABLE;

        /** The entries, and their rows: one for each subject of each, by the entry's place. */
        @Override
        public String insert() {
            return """
                    with entry as materialized (
                        select nextval('activities_id_seq') as id, a.*
                        from unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[])
                            with ordinality as a (kind, record_id, summary, occurred_at, user_id, run_id, place))
                    insert into activities (organization_id, id, user_id, run_id, kind, record_id, summary, subject_type, subject_id, occurred_at)
                    select app.org_id(), e.id, e.user_id::uuid, e.run_id, e.kind, e.record_id, e.summary, s.type, s.id, e.occurred_at
                    from unnest(?::bigint[], ?::text[], ?::bigint[]) as s (place, type, id) join entry e using (place)""";
        }

        @Override
        public @Nullable Object[] parameters(List<Row> rows) {
            var places = new ArrayList<Long>();
            var subjects = new ArrayList<Subject>();
            for (var place = 1; place <= rows.size(); place++) {
                var own = rows.get(place - 1).subjects;
                subjects.addAll(own);
                places.addAll(Collections.nCopies(own.size(), (long) place));
            }
            return new @Nullable Object[]{rows.stream().map(Row::kind).toArray(String[]::new),
                rows.stream().map(Row::record).toArray(Long[]::new),
                rows.stream().map(Row::summary).toArray(String[]::new),
                rows.stream().map(Row::at).toArray(Instant[]::new),
                rows.stream().map(row -> row.user == null ? null : row.user.toString()).toArray(String[]::new),
                rows.stream().map(Row::run).toArray(Long[]::new),
                places.toArray(Long[]::new), subjects.stream().map(Subject::type).toArray(String[]::new),
                subjects.stream().map(Subject::id).toArray(Long[]::new)};
        }
    }
}
