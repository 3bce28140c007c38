package dev.tenantry.tenancy.role;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.AccessRulesChanged;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.change.Changes;
import dev.tenantry.tenancy.change.InvitationReferences;
import dev.tenantry.tenancy.value.Slugs;

/** The organization's roles. Nobody lets a role grant what they do not hold themselves. */
@Service
@Transactional(readOnly = true)
class RoleService implements ListSource {

    private static final ListDefinition<Role> LISTING = ListDefinition.of(Role.class)
            .field("id", Long.class)
            .text("name")
            .field("slug", String.class)
            .computed("isSystem", "e.system", Boolean.class, false)
            .computed("isActive", "e.active", Boolean.class, false)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .sortedBy("createdAt")
            .build();

    private final RecordKernel kernel;
    private final RoleStore store;
    private final Authority authority;
    private final Changes changes;
    private final InvitationReferences invitations;
    private final ApplicationEventPublisher events;

    RoleService(RecordKernel kernel, RoleStore store, Authority authority, Changes changes,
            InvitationReferences invitations, ApplicationEventPublisher events) {
        this.kernel = kernel;
        this.store = store;
        this.authority = authority;
        this.changes = changes;
        this.invitations = invitations;
        this.events = events;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return RoleResponse.class;
    }

    Page<RoleResponse> list(ListRequest request) {
        var page = kernel.lists().list(LISTING, request);
        var permissions = store.permissions(page.results().stream().map(Role::getId).toList());
        return page.map(role -> RoleResponse.of(role, permissions.getOrDefault(role.getId(), List.of())));
    }

    RoleResponse get(Long id) {
        return show(TenantQuery.of(kernel.entities(), Role.class, "e", Role.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound));
    }

    @Transactional
    RoleResponse create(CustomRoleRequest request) {
        authority.lock();
        check(request, List.of());
        var role = new Role(slug(request, null), request);
        kernel.entities().persist(role);
        kernel.entities().flush();
        store.grant(role.getId(), request.permissions());
        var created = show(role);
        changes.created(AuditEntry.Category.AUTHORIZATION, "role", role.getId(), created.asRequest());
        return created;
    }

    @Transactional
    RoleResponse replace(Long id, CustomRoleRequest request, IfMatch ifMatch) {
        var role = locked(id, ifMatch);
        return change(role, show(role), request);
    }

    @Transactional
    RoleResponse patch(Long id, ObjectNode patch, IfMatch ifMatch) {
        var role = locked(id, ifMatch);
        var before = show(role);
        return change(role, before, kernel.patches().apply(before.asRequest(), patch));
    }

    @Transactional
    void delete(Long id, IfMatch ifMatch) {
        var role = locked(id, ifMatch);
        if (store.isInUse(id)) {
            throw ProblemException.of(ProblemType.IN_USE, "members, teams or invitations have this role");
        }
        changes.deleted(AuditEntry.Category.AUTHORIZATION, "role", id, show(role).asRequest());
        invitations.releaseRole(id);
        kernel.entities().remove(role);
    }

    /** A role of the organization's own, which is nobody else's to change until the end of the transaction. */
    private Role locked(Long id, IfMatch ifMatch) {
        authority.lock();
        var role = kernel.entities().find(Role.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (role == null) {
            throw ProblemException.notFound();
        }
        ifMatch.check(() -> show(role));
        if (role.isSystem()) {
            throw ProblemException.conflict("the built-in roles stay as they are");
        }
        return role;
    }

    private RoleResponse change(Role role, RoleResponse before, CustomRoleRequest wanted) {
        // A role that grants nothing yet is given whole, and one that is to grant nothing more is taken whole.
        check(wanted, before.isActive() ? before.permissions() : List.of());
        authority.requireHolding(without(granting(before.isActive(), before.permissions()),
                granting(!Boolean.FALSE.equals(wanted.isActive()), wanted.permissions())));
        var added = without(wanted.permissions(), before.permissions());
        var dropped = without(before.permissions(), wanted.permissions());
        if (!role.change(slug(wanted, role), wanted)) {
            if (added.isEmpty() && dropped.isEmpty()) {
                return before;
            }
            role.touch();
        }
        kernel.entities().flush();
        store.grant(role.getId(), added);
        store.withdraw(role.getId(), dropped);
        authority.endPromises();
        var after = show(role);
        changes.updated(AuditEntry.Category.AUTHORIZATION, "role", role.getId(), before.asRequest(),
                after.asRequest());
        events.publishEvent(new AccessRulesChanged(role.getOrganizationId()));
        return after;
    }

    private void check(CustomRoleRequest wanted, List<String> granted) {
        store.checkNames(wanted.permissions());
        authority.requireHolding(without(wanted.permissions(), granted));
    }

    private static Collection<String> granting(boolean isActive, Collection<String> permissions) {
        return isActive ? permissions : List.of();
    }

    private static Set<String> without(Collection<String> all, Collection<String> some) {
        var rest = new TreeSet<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    /** Under the lock, so that one that nothing has stays free. */
    private String slug(CustomRoleRequest request, @Nullable Role role) {
        if (request.slug() == null && role != null) {
            return role.getSlug();
        }
        var slug = request.slug() == null ? Slugs.of(request.name(), "role") : request.slug();
        if (BuiltInRole.isOne(slug)) {
            throw ProblemException.invalid(request.slug() == null ? "name" : "slug", "reserved",
                    "this is the name of a built-in role");
        }
        return request.slug() == null ? store.unused(slug) : slug;
    }

    private RoleResponse show(Role role) {
        return RoleResponse.of(role, store.permissions(role.getId()));
    }
}
