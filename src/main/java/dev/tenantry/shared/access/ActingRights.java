package dev.tenantry.shared.access;

import java.util.Set;

/** What may be done by work that no request's caller does, in the name of somebody who has left it to an automation. */
public final class ActingRights {

    private static final ScopedValue<Set<String>> HELD = ScopedValue.newInstance();

    private ActingRights() {}

    /** @param held the permissions that the work goes by */
    public static <T, X extends Throwable> T call(Set<String> held, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(HELD, held).call(work);
    }

    /** Whether whoever acts may: a request's caller, or whose automation it is; the application itself may anything. */
    public static boolean may(String permission) {
        var caller = Caller.currentOrNull();
        if (caller != null) {
            return caller.may(permission);
        }
        return !HELD.isBound() || HELD.get().contains(permission);
    }
}
