package dev.tenantry.shared.tenancy;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * In whose name the current thread works. Bound for the extent of a request, an event or a job and never set otherwise;
 * work handed to another thread carries it along through {@link #wrap(Runnable)}.
 *
 * @param organizationId the tenant
 * @param userId         the signed-in user; null where the work is nobody's in particular
 */
public record TenantContext(UUID organizationId, @Nullable UUID userId) {

    private static final ScopedValue<TenantContext> CURRENT = ScopedValue.newInstance();
    /** In whose name the transaction works that lends itself to the current context. */
    private static final ScopedValue<TenantContext> LENDER = ScopedValue.newInstance();

    /** @throws IllegalStateException where no tenant is bound */
    public static TenantContext current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("no tenant is bound to this thread");
        }
        return CURRENT.get();
    }

    public static boolean isBound() {
        return CURRENT.isBound();
    }

    /** The user of the current context. @throws IllegalStateException where there is none */
    public static UUID currentUser() {
        var user = current().userId();
        if (user == null) {
            throw new IllegalStateException("no user is bound to this thread");
        }
        return user;
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /**
     * A part of what the running transaction does, in the name of another person of the same organization: what else its context may not
     * change.
     */
    public static <T extends @Nullable Object, X extends Throwable> T onBehalfOf(@Nullable UUID user,
            ScopedValue.CallableOp<T, X> work) throws X {
        var lender = current();
        return ScopedValue.where(LENDER, lender)
                .where(CURRENT, new TenantContext(lender.organizationId, user))
                .call(work);
    }

    /** Whether a transaction of the other one lends itself to this. */
    boolean isLentBy(@Nullable TenantContext owner) {
        return owner != null && LENDER.isBound() && LENDER.get().equals(owner)
                && owner.organizationId.equals(organizationId);
    }

    /** The work, to be run on any thread in the context of this one. */
    public static Runnable wrap(Runnable work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        var context = CURRENT.get();
        return () -> context.run(work);
    }
}
