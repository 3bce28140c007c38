package dev.tenantry.tenancy.extension;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;

/** The caller's own profiles in the current organization. */
@Component
class ExtensionStore {

    private final EntityManager entities;
    private final JdbcClient jdbc;

    ExtensionStore(EntityManager entities, JdbcClient jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    Optional<UserProfile> find(ProfileType type) {
        return TenantQuery.of(entities, UserProfile.class, "e", UserProfile.class,
                List.of("e.profileType = :type"), "")
                .set("type", type)
                .optional();
    }

    /** From here on to the end of the transaction the caller's profiles are no other request's to change. */
    void lock() {
        jdbc.sql("""
                select true from organization_members
                where organization_id = app.org_id() and user_id = auth.uid() for no key update""")
                .query(Boolean.class)
                .optional();
    }

    UserProfile add(ProfileType type) {
        return new UserProfile(Ids.next(), TenantContext.currentUser(), type);
    }

    void save(UserProfile profile) {
        entities.persist(profile);
        entities.flush();
    }

    void remove(UserProfile profile) {
        entities.remove(profile);
    }

    /** Those of them who are members. */
    Set<UUID> members(List<UUID> users) {
        return users.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql(
                        "select user_id from organization_members where organization_id = app.org_id() and user_id in (:users)")
                        .param("users", users)
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list());
    }
}
