package dev.tenantry.shared.journal;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.RequestDetails;

/**
 * The outbox: an event is a row of the transaction that it tells of, so none is lost and none is phantom. The first cause of
 * what a transaction tells is that transaction, unless it does several things that were asked for one by one
 * ({@link #eachByItself}), or an automation does it ({@link #causedBy}).
 */
@Component
public class DomainEvents {

    /** Where pending events have their tickets. */
    public static final String QUEUE = "events";

    private static final ScopedValue<Cause> CAUSE = ScopedValue.newInstance();
    private static final ScopedValue<Boolean> SUPPRESSED = ScopedValue.newInstance();

    private final TransactionJournal journal;
    private final JsonMapper json;

    /** @param json as the API writes, where ids are texts: an event has no other number of that size */
    DomainEvents(TransactionJournal journal, JsonMapper json) {
        this.journal = journal;
        this.json = json.rebuild()
                .addModule(new SimpleModule("events").addSerializer(Long.class, ToStringSerializer.instance))
                .build();
    }

    /** @throws IllegalStateException outside of a writing transaction */
    public void publish(DomainEvent event) {
        if (areSuppressed()) {
            return;
        }
        var request = RequestDetails.currentOrNull();
        var user = TenantContext.current().userId();
        var cause = CAUSE.isBound() ? CAUSE.get() : new Cause(journal.id(), 0);
        journal.add(Outbox.TABLE,
                new Row(event.eventName(), event.aggregateType(), event.aggregateId(), json.writeValueAsString(event),
                        cause.depth, cause.root.toString(), user == null ? null : user.toString(),
                        request == null ? null : request.requestId()));
    }

    /**
     * Runs work that an automation does; the events that it publishes are one step deeper, and of the same first cause.
     *
     * @param root  the first cause: that of the event that the automation reacts to
     * @param depth how many automations stand before this one
     */
    public static void causedBy(UUID root, int depth, Runnable work) {
        ScopedValue.where(CAUSE, new Cause(root, depth + 1)).run(work);
    }

    /** Runs one of several things that a transaction was asked for: what it publishes has a first cause of its own. */
    public static <T extends @Nullable Object, X extends Throwable> T eachByItself(ScopedValue.CallableOp<T, X> work)
            throws X {
        return CAUSE.isBound() ? work.call() : ScopedValue.where(CAUSE, new Cause(Ids.next(), 0)).call(work);
    }

    /** Runs work that nothing is to react to: what it publishes is dropped. */
    public static <T, X extends Throwable> T suppressed(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(SUPPRESSED, true).call(work);
    }

    /** Whether what is published now is dropped, so that nothing has to be made of it. */
    public static boolean areSuppressed() {
        return SUPPRESSED.isBound();
    }

    private record Cause(UUID root, int depth) {}

    private record Row(
            String eventName,
            String aggregateType,
            String aggregateId,
            String payload,
            Integer depth,
            String root,
            @Nullable String userId,
            @Nullable String requestId) {}

    private enum Outbox implements JournalTable<Row> {

        TABLE;

        @Override
        public String insert() {
            return """
                    with told as (
                        insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id, user_id, request_id)
                        select app.org_id(), e.event_name, e.aggregate_type, e.aggregate_id, e.payload::jsonb, e.depth, e.root_id::uuid, e.user_id::uuid, e.request_id
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[])
                            as e (event_name, aggregate_type, aggregate_id, payload, depth, root_id, user_id, request_id)
                        returning organization_id, id)
                    insert into pending_events (organization_id, id) select organization_id, id from told;
                    insert into work_tickets (organization_id, queue) values (app.org_id(), 'events')""";
        }

        @Override
        public Object[] parameters(List<Row> rows) {
            return new Object[]{texts(rows, Row::eventName), texts(rows, Row::aggregateType),
                texts(rows, Row::aggregateId), texts(rows, Row::payload),
                rows.stream().map(Row::depth).toArray(Integer[]::new), texts(rows, Row::root),
                texts(rows, Row::userId),
                texts(rows, Row::requestId)};
        }

        @Override
        public Object announcement() {
            return new EventsCommitted();
        }

        private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> value) {
            return rows.stream().map(value).toArray(String[]::new);
        }
    }
}
