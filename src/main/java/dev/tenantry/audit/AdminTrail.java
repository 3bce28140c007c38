package dev.tenantry.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry.Category;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.web.RequestJson;

/**
 * Takes down which super admin looked at what and changed what, in the transaction that does so by the administrators' role: in the log of each organization
 * that it concerns, and in the caller's own where it is none's.
 */
@Component
public class AdminTrail {

    private static final String KNOWN = """
            select exists (select from organizations where id = :id) or exists (select from audit_logs where organization_id = :id)""";

    private static final String CREATED = "created";
    private static final String UPDATED = "updated";
    private static final String DELETED = "deleted";

    private final RolePool pool;
    private final RequestJson request;
    private final JsonMapper json;
    private final StoredValues stored;

    AdminTrail(RolePool adminPool, RequestJson request, JsonMapper json, StoredValues stored) {
        this.pool = adminPool;
        this.request = request;
        this.json = json;
        this.stored = stored;
    }

    /**
     * A look at what an organization is said to have, whether it does or not.
     *
     * @param found whether there is such a resource
     */
    public void looked(String resource, UUID id, UUID organization, boolean found) {
        looked(resource, id, isKnown(organization) ? Set.of(organization) : Set.of(), found);
    }

    /** A look at one resource. @param organizations whom it concerns; empty where it is none's */
    public void looked(String resource, UUID id, Collection<UUID> organizations, boolean found) {
        var logs = organizations.isEmpty() ? Set.of(Caller.current().organizationId()) : organizations;
        logs.forEach(log -> look(log, resource, "viewed", id.toString(), Map.of(), found));
    }

    /** A look at many that are no organization's. */
    public void listed(String resource, int rows) {
        listed(resource, rows, null, Map.of());
    }

    /**
     * A look at many. By what they were found is told to the caller's own log alone, as it may say something of others; each organization is told which.
     *
     * @param filter    by what it was asked, see {@code ListRequest}
     * @param concerned what of it concerns whom
     */
    public void listed(String resource, int rows, @Nullable String filter, Map<UUID, List<String>> concerned) {
        var told = new LinkedHashMap<String, Object>(Map.of("rows", rows));
        if (filter != null) {
            told.put("filter", filter);
        }
        var own = Caller.current().organizationId();
        listed(resource, own, told);
        concerned.forEach((organization, ids) -> {
            if (!organization.equals(own)) {
                listed(resource, organization, Map.of("rows", ids.size(), "ids", ids));
            }
        });
    }

    private void listed(String resource, UUID log, Map<String, ?> told) {
        look(log, resource, "listed", null, told, true);
    }

    /** A log outlives its organization. */
    private boolean isKnown(UUID organization) {
        return pool.jdbc().sql(KNOWN).param("id", organization).query(Boolean.class).single();
    }

    /**
     * What is there from now on.
     *
     * @param organization whose log it belongs into; null where it is nobody's: then it is the caller's own
     * @param after        what it is, by name
     */
    public void created(@Nullable UUID organization, String resource, String id, Map<String, ?> after) {
        change(organization, Category.CONFIGURATION, "info", resource, id, CREATED, Map.of(), after);
    }

    /** Likewise of what has been something else. The entry has what it is now, and of what is another value than before what that was. */
    public void updated(@Nullable UUID organization, String resource, String id, Map<String, ?> before,
            Map<String, ?> after) {
        var replaced = new LinkedHashMap<String, @Nullable Object>();
        before.forEach((name, value) -> {
            if (!Objects.equals(value, after.get(name))) {
                replaced.put(name, value);
            }
        });
        change(organization, Category.CONFIGURATION, "info", resource, id, UPDATED, replaced, after);
    }

    /** Likewise of what is there no more. @param before what it was, by name */
    public void deleted(@Nullable UUID organization, String resource, String id, Map<String, ?> before) {
        change(organization, Category.CONFIGURATION, "info", resource, id, DELETED, before, Map.of());
    }

    /**
     * What else is done to something.
     *
     * @param done {@code lifted}: none of those that have a method of their own, which asks what was there before
     * @param told what is known of it
     */
    public void changed(@Nullable UUID organization, String resource, String id, String done, Map<String, ?> told) {
        if (Set.of(CREATED, UPDATED, DELETED).contains(done)) {
            throw new IllegalArgumentException("of " + done + " it is told what was there before and after");
        }
        change(organization, Category.CONFIGURATION, "info", resource, id, done, Map.of(), told);
    }

    /** Likewise of what protects an organization, and does no longer: nobody is to overlook it. */
    public void alarming(UUID organization, String resource, String id, String done, Map<String, ?> told) {
        change(organization, Category.SECURITY, "critical", resource, id, done, Map.of(), told);
    }

    private void change(@Nullable UUID organization, Category category, String severity, String resource, String id,
            String done, Map<String, ?> before, Map<String, ?> after) {
        var caller = Caller.current();
        var log = organization == null ? caller.organizationId() : organization;
        new AuditLogRow(caller.userId(), caller.sessionId(), category, resource + "." + done, severity,
                ActionTexts.ofSuperAdmin(resource, resource + "." + done), resource, id, values(log, resource, after),
                values(log, resource, before), null, true, null, 1, request.current()).write(pool.jdbc(), log);
    }

    private void look(UUID log, String resource, String done, @Nullable String id, Map<String, ?> told,
            boolean success) {
        var caller = Caller.current();
        new AuditLogRow(caller.userId(), caller.sessionId(), Category.DATA_ACCESS, resource + "." + done, "info",
                ActionTexts.ofSuperAdmin(resource, resource + "." + done), resource, id, values(log, resource, told),
                null, success, null, 1, request.current())
                .write(pool.jdbc(), log);
    }

    private @Nullable String values(UUID organization, String resource, Map<String, ?> told) {
        var values = stored.of(organization, resource, new LinkedHashMap<>(told));
        return values.isEmpty() ? null : json.writeValueAsString(values);
    }
}
