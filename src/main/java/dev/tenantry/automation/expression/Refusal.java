package dev.tenantry.automation.expression;

import org.jspecify.annotations.Nullable;

/** Why one of the functions gives no answer, in words for whoever wrote the expression. */
final class Refusal extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }

    /** What one of them has said, where that is behind the failure: the runtime tells the values instead. */
    static @Nullable String of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
