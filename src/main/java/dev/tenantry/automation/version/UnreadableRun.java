package dev.tenantry.automation.version;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemSource;

/**
 * What is kept of a run, or of the version that it is pinned to, is nothing that this instance can carry out: a type of steps that there
 * is no more, say. Another instance, or a later one, may be able to.
 */
public final class UnreadableRun extends RuntimeException implements ProblemSource {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason to be told to people */
    public UnreadableRun(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    @Override
    public ProblemException problem() {
        return ProblemException.conflict(reason);
    }
}
