package dev.tenantry.identity.apikey;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

@Service
@Transactional(readOnly = true)
class ApiKeyService implements ListSource {

    private static final ListDefinition<ApiKey> LISTING = ListDefinition.of(ApiKey.class)
            .field("id", UUID.class)
            .field("userId", UUID.class)
            .text("name")
            .field("isActive", Boolean.class)
            .oneOf("rotationPolicy", List.of("manual", "30-days", "90-days", "180-days", "365-days"))
            .nullable("nextRotationAt", Instant.class)
            .nullable("lastUsedAt", Instant.class)
            .nullable("expiresAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final MergePatch patches;
    private final KeyMaker maker;
    private final KeyChanges changes;
    private final Clock clock;

    ApiKeyService(EntityManager entities, ListQuery lists, MergePatch patches, KeyMaker maker, KeyChanges changes,
            Clock clock) {
        this.entities = entities;
        this.lists = lists;
        this.patches = patches;
        this.maker = maker;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return ApiKeyResponse.class;
    }

    Page<ApiKeyResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(this::show);
    }

    ApiKeyResponse get(UUID id) {
        return show(find(id));
    }

    /** @return the only answer with the key in it */
    @Transactional
    ApiKeyResponse create(ApiKeyRequest request) {
        maker.check(request.scopes());
        checkExpiry(request);
        var plain = maker.make();
        var key = new ApiKey(TenantContext.currentUser(), plain, request, now());
        entities.persist(key);
        entities.flush();
        changes.note(key, "created", Map.of(), changes.state(key));
        return key.toResponse(plain, now());
    }

    @Transactional
    ApiKeyResponse replace(UUID id, ApiKeyRequest request, IfMatch ifMatch) {
        return change(locked(id), request, ifMatch);
    }

    @Transactional
    ApiKeyResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch) {
        var key = locked(id);
        return change(key, patches.apply(key.toRequest(), patch), ifMatch);
    }

    private ApiKeyResponse change(ApiKey key, ApiKeyRequest request, IfMatch ifMatch) {
        ifMatch.check(() -> show(key));
        if (!key.isActive()) {
            throw ProblemException.conflict("the key is revoked");
        }
        if (request.equals(key.toRequest())) {
            return show(key);
        }
        check(key, request);
        var before = changes.state(key);
        key.change(request, now());
        entities.flush();
        changes.note(key, "updated", before, changes.state(key));
        return show(key);
    }

    /** Whoever changes somebody else's key takes from it, and gives nothing: it acts in that member's name. */
    private void check(ApiKey key, ApiKeyRequest request) {
        if (key.getUserId().equals(TenantContext.currentUser())) {
            maker.check(request.scopes());
        } else if (!key.isNarrowedBy(request)) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "a key acts in its member's name: others leave it fewer scopes or less time, or revoke it");
        }
        checkExpiry(request);
    }

    private void checkExpiry(ApiKeyRequest request) {
        var expiresAt = request.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now())) {
            throw ProblemException.invalid("expiresAt", "past", "a key expires in the future");
        }
    }

    private ApiKey find(UUID id) {
        return existing(entities.find(ApiKey.class, id));
    }

    /** To be changed by one at a time. */
    private ApiKey locked(UUID id) {
        maker.lock();
        return existing(entities.find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static ApiKey existing(@Nullable ApiKey key) {
        if (key == null) {
            throw ProblemException.notFound();
        }
        return key;
    }

    private ApiKeyResponse show(ApiKey key) {
        return key.toResponse(null, now());
    }

    /** In the microseconds that the database keeps. */
    private Instant now() {
        return clock.instant();
    }
}
