package dev.tenantry.shared.problem;

import java.util.Optional;

/** Looks behind failures. */
public final class Causes {

    private Causes() {}

    /** The outermost of this type among the failure and its causes. */
    public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
