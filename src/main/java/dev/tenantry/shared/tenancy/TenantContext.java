package dev.tenantry.shared.tenancy;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * In whose name the current thread works. Bound for the extent of a request, an event or a job and never set otherwise;
 * work handed to another thread carries it along through {@link #wrap(Runnable)}.
 *
 * @param organizationId the tenant
 * @param userId         the signed-in user; null where the work is nobody's in particular
 * @param isForAll       whether others see what comes of the work: what is private to somebody, the user included, is not there then
 */
public record TenantContext(UUID organizationId, @Nullable UUID userId, boolean isForAll) {

    private static final ScopedValue<TenantContext> CURRENT = ScopedValue.newInstance();
    private static final ScopedValue<Loan> LOAN = ScopedValue.newInstance();

    /** In whose name the transaction works that lends itself to another context. */
    private record Loan(TenantContext lender, TenantContext borrower) {}

    /** In which the user has what is private to the user alone. */
    public TenantContext(UUID organizationId, @Nullable UUID userId) {
        this(organizationId, userId, false);
    }

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

    /** In the same name, for all to see. */
    public TenantContext forAll() {
        return new TenantContext(organizationId, userId, true);
    }

    /** Whose private rows there are; null where there are nobody's. */
    @Nullable
    UUID reader() {
        return isForAll ? null : userId;
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /**
     * A part of what the running transaction does, in another context of the same organization: what else its context may not change.
     * What was read before is still at hand.
     */
    public static <T extends @Nullable Object, X extends Throwable> T lendTo(TenantContext other,
            ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(LOAN, new Loan(current(), other)).where(CURRENT, other).call(work);
    }

    /** Whether a transaction of the other one lends itself to this. */
    boolean isLentBy(@Nullable TenantContext owner) {
        return owner != null && isBorrower() && LOAN.get().lender.equals(owner)
                && owner.organizationId.equals(organizationId);
    }

    /** Whose a transaction is that begins in this context. */
    TenantContext owner() {
        return isBorrower() ? LOAN.get().lender : this;
    }

    private boolean isBorrower() {
        return LOAN.isBound() && LOAN.get().borrower.equals(this);
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
