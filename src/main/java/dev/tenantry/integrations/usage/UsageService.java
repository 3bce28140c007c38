package dev.tenantry.integrations.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;

/** The organization's calls, one by one and in figures. */
@Service
@Transactional(readOnly = true)
class UsageService implements ListSource {

    private static final Duration SPAN = Duration.ofDays(30);
    private static final ListDefinition<UsageEntry> LISTING = ListDefinition.of(UsageEntry.class)
            .field("id", Long.class)
            .field("createdAt", Instant.class)
            .nullable("integrationId", UUID.class)
            .field("provider", String.class)
            .field("operationType", String.class)
            .field("success", Boolean.class)
            .nullable("statusCode", Integer.class)
            .field("durationMs", Integer.class)
            .build();
    private static final String FIGURES = """
            select integration_id, provider, operation_type, count(*) as calls, count(*) filter (where not success) as failures,
                round(avg(duration_ms)) as average, sum(tokens_in) as tokens_in, sum(tokens_out) as tokens_out
            from integration_usage_logs
            where organization_id = app.org_id() and created_at >= ?
            group by 1, 2, 3 order by 1, 2, 3 limit 1000""";

    private final JdbcClient jdbc;
    private final ListQuery lists;
    private final Clock clock;

    UsageService(JdbcClient jdbc, ListQuery lists, Clock clock) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return UsageEntryResponse.class;
    }

    Page<UsageEntryResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(UsageEntry::toResponse);
    }

    /** By integration and operation, of the last 30 days. */
    List<Usage> summarize() {
        return jdbc.sql(FIGURES)
                .param(clock.instant().minus(SPAN).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Usage(row.getObject("integration_id", UUID.class), row.getString("provider"),
                        row.getString("operation_type"), row.getLong("calls"), row.getLong("failures"),
                        row.getLong("average"), row.getLong("tokens_in"), row.getLong("tokens_out")))
                .list();
    }
}
