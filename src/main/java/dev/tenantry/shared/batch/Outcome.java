package dev.tenantry.shared.batch;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * What became of an input.
 *
 * @param resource absent for a deletion, and where it was refused
 * @param refusal  absent where it was done
 */
record Outcome<R>(@Nullable R resource, @Nullable ProblemException refusal) {

    boolean isRefusedFor(ProblemType type) {
        return refusal != null && refusal.type() == type;
    }
}
