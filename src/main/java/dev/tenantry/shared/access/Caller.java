package dev.tenantry.shared.access;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Who makes the current request, as its access token and the database say.
 *
 * @param sessionId    the session that the token belongs to, or the API key
 * @param role         the role in the organization
 * @param permissions  {@code resource:action}
 * @param isSuperAdmin the platform grant
 * @param assurance    how sure it is that this is the person
 * @param impersonatorId the super admin who acts as the person; null where it is the person
 */
public record Caller(
        UUID userId,
        UUID organizationId,
        UUID sessionId,
        String role,
        Set<String> permissions,
        boolean isSuperAdmin,
        Assurance assurance,
        @Nullable UUID impersonatorId) {

    private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    /** A super admin who acts as somebody is there to help with the application, and is told what was done and not to whom. */
    public Caller {
        if (impersonatorId != null && permissions.contains(PersonalData.PERMISSION)) {
            permissions = permissions.stream()
                    .filter(permission -> !permission.equals(PersonalData.PERMISSION))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** @throws IllegalStateException outside of a signed-in request */
    public static Caller current() {
        var caller = currentOrNull();
        if (caller == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return caller;
    }

    public static @Nullable Caller currentOrNull() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Runs work that a request only sets off, and that is nobody's at it: it goes by other rights than the caller's. */
    public static <T extends @Nullable Object, X extends Throwable> T callAsNobody(ScopedValue.CallableOp<T, X> work)
            throws X {
        return currentOrNull() == null ? work.call() : ScopedValue.where(CURRENT, null).call(work);
    }

    public boolean isImpersonated() {
        return impersonatorId != null;
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    /** Runs the work as this caller, in the context of the caller's organization. */
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(() -> new TenantContext(organizationId, userId).call(work));
    }

    /** The API key that calls; null: a person does. */
    public @Nullable UUID keyId() {
        return assurance.isKey() ? sessionId : null;
    }
}
