package dev.tenantry.identity.access;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.ChannelHearer;

/** Hears from the database what takes effect on what callers may do, whichever instance caused it. */
@Component
class AccessListener extends ChannelHearer {

    private volatile @Nullable AccessCache cache;

    AccessListener(RolePool workerPool) {
        super(workerPool, "access_changed", "changes of access");
    }

    void tell(AccessCache told) {
        cache = told;
    }

    @Override
    public void hear(List<String> payloads) {
        var named = payloads.stream().map(AccessListener::id).collect(Collectors.toSet());
        forget(key -> named.contains(key.userId()) || named.contains(key.sessionId())
                || named.contains(key.organizationId()));
    }

    @Override
    public void miss() {
        forget(_ -> true);
    }

    /** Ids are unique whatever they are the ids of. */
    private static UUID id(String payload) {
        return UUID.fromString(payload.substring(payload.indexOf(':') + 1));
    }

    private void forget(Predicate<AccessCache.Key> which) {
        var told = cache;
        if (told != null) {
            told.forget(which);
        }
    }
}
