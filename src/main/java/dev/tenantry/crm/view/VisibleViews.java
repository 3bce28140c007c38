package dev.tenantry.crm.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.SavedViews;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;

/** The views that a caller sees: the own ones and the organization's, of records that the caller may read. */
@Component
class VisibleViews implements SavedViews {

    /** What holds of them. */
    static final String CONDITION = "(e.ownerId is null or e.ownerId = :user) and e.type in :readable";

    private static final String READ = "views:read";

    private final EntityManager entities;
    private final RecordPermissions permissions;

    VisibleViews(EntityManager entities, RecordPermissions permissions) {
        this.entities = entities;
        this.permissions = permissions;
    }

    /** The parameters of the condition, in a fixed order, as cursors are told apart by it. */
    Map<String, Object> given() {
        var given = new TreeMap<String, Object>();
        given.put("readable", permissions.readable(Caller.current()));
        given.put("user", user());
        return given;
    }

    static UUID user() {
        return TenantContext.currentUser();
    }

    Optional<View> find(Long id) {
        return query(id).optional();
    }

    /** The same, and it is nobody else's to change before the end of the transaction. */
    Optional<View> locked(Long id) {
        return query(id).locked().optional();
    }

    @Override
    public Optional<SavedView> find(Long id, String type) {
        return Optional.of(id)
                .filter(_ -> Caller.current().may(READ))
                .flatMap(this::find)
                .filter(view -> view.getType().equals(type))
                .map(view -> new SavedView(view.getFilter(), view.getSort()));
    }

    private TenantQuery<View> query(Long id) {
        return TenantQuery.of(entities, View.class, "e", View.class, List.of(CONDITION, "e.id = :id"), "")
                .set(given())
                .set("id", id);
    }
}
