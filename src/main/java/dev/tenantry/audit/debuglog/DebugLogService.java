package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;

@Service
@Transactional(readOnly = true)
class DebugLogService implements ListSource {

    private static final ListDefinition<DebugLog> LISTING = ListDefinition.of(DebugLog.class)
            .field("id", Long.class)
            .field("createdAt", Instant.class)
            .field("logLevel", DebugLevel.class)
            .field("module", String.class)
            .nullable("userId", UUID.class)
            .nullable("requestId", String.class)
            .build();

    private final ListQuery lists;

    DebugLogService(ListQuery lists) {
        this.lists = lists;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return DebugLogResponse.class;
    }

    Page<DebugLogResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(DebugLog::toResponse);
    }
}
