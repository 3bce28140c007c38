package dev.tenantry.access.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.audit.ActorNames;
import dev.tenantry.audit.ActorNames.Names;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;

/** The organization's security events as they are listed. */
@Service
@Transactional(readOnly = true)
class SecurityEventList implements ListSource {

    private static final ListDefinition<SecurityEvent> LISTING = ListDefinition.of(SecurityEvent.class)
            .field("id", Long.class)
            .field("eventType", SecurityEventType.class)
            .ranked("severity", Severity.class)
            .field("status", SecurityEventStatus.class)
            .nullable("userId", UUID.class)
            .nullable("apiKeyId", UUID.class)
            .address("ipAddress")
            .nullable("assignedTo", UUID.class)
            .field("confidenceScore", BigDecimal.class)
            .field("occurrences", Integer.class)
            .field("lastSeenAt", Instant.class)
            .nullable("mitigatedUntil", Instant.class)
            .nullable("resolvedAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final ListQuery lists;
    private final ActorNames names;

    SecurityEventList(ListQuery lists, ActorNames names) {
        this.lists = lists;
        this.names = names;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return SecurityEventResponse.class;
    }

    Page<SecurityEventResponse> list(ListRequest request) {
        var page = lists.list(LISTING, request).map(SecurityEvent::toResponse);
        var named = names(page.results());
        return page.map(event -> event.named(named));
    }

    SecurityEventResponse named(SecurityEventResponse event) {
        return event.named(names(List.of(event)));
    }

    private Names names(List<SecurityEventResponse> events) {
        return names.of(events.stream()
                .flatMap(event -> Stream.of(event.userId(), event.assignedTo(), event.investigatedBy()))
                .toList(), events.stream().map(SecurityEventResponse::apiKeyId).toList());
    }
}
