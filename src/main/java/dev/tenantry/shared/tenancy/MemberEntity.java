package dev.tenantry.shared.tenancy;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/**
 * What every entity has that is one member's own within the tenant: colleagues do not see it. Hibernate restricts it to the signed-in
 * person as it restricts others to the tenant; where nobody in particular is at work, there is none.
 */
@MappedSuperclass
@FilterDef(name = MemberEntity.FILTER, defaultCondition = "user_id = :user", autoEnabled = true, applyToLoadByKey = true, parameters = @ParamDef(name = MemberEntity.USER, type = UUID.class, resolver = MemberEntity.CurrentUser.class))
@Filter(name = MemberEntity.FILTER)
public abstract class MemberEntity extends TenantEntity {

    static final String FILTER = "member";
    static final String USER = "user";

    @Column(updatable = false)
    @SuppressWarnings("NullAway.Init")
    private UUID userId;

    @SuppressWarnings("NullAway.Init")
    protected MemberEntity() {}

    protected MemberEntity(UUID userId) {
        this.userId = userId;
    }

    public UUID getUserId() {
        return userId;
    }

    /** Whose entities a session is about. */
    static final class CurrentUser implements Supplier<UUID> {

        /** Nobody has this id, and so nobody's are its. */
        private static final UUID NOBODY = new UUID(0, 0);

        @Override
        public UUID get() {
            var user = TenantContext.isBound() ? TenantContext.current().reader() : null;
            return user == null ? NOBODY : user;
        }
    }
}
