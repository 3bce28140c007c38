package dev.tenantry.identity.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** The end of a key: by another one in its place, or for good. */
@Service
@Transactional
class ApiKeyRotation {

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final EntityManager entities;
    private final KeyMaker maker;
    private final KeyChanges changes;
    private final Clock clock;

    ApiKeyRotation(EntityManager entities, KeyMaker maker, KeyChanges changes, Clock clock) {
        this.entities = entities;
        this.maker = maker;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param overlap how long the present key stays good beside the new one; null: a day */
    ApiKeyResponse rotate(UUID id, @Nullable Duration overlap, IfMatch ifMatch) {
        var lasting = overlap == null ? OVERLAP : overlap;
        if (lasting.isNegative() || lasting.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid("overlap", "out-of-range", "an overlap is of 0 to 30 days");
        }
        var key = active(id, ifMatch);
        if (!key.getUserId().equals(TenantContext.currentUser())) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "whoever knows a key acts in its member's name: only that member may replace it, others revoke it");
        }
        var plain = maker.make();
        key.rotate(plain, lasting, now());
        entities.flush();
        changes.note(key, "rotated", Map.of(), Map.of("overlap", lasting));
        return key.toResponse(plain, now());
    }

    ApiKeyResponse revoke(UUID id, @Nullable String reason, IfMatch ifMatch) {
        var key = active(id, ifMatch);
        key.revoke(reason, now());
        entities.flush();
        changes.note(key, "revoked", Map.of(), reason == null ? Map.of() : Map.of("reason", reason));
        return key.toResponse(null, now());
    }

    private ApiKey active(UUID id, IfMatch ifMatch) {
        var key = entities.find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (key == null) {
            throw ProblemException.notFound();
        }
        ifMatch.check(() -> key.toResponse(null, now()));
        if (!key.isActive()) {
            throw ProblemException.conflict("the key is revoked");
        }
        return key;
    }

    /** In the microseconds that the database keeps. */
    private Instant now() {
        return clock.instant();
    }
}
