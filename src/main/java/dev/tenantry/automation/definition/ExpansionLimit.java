package dev.tenantry.automation.definition;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * How much the texts of one step may come to, all together, when they are filled in. It is spent before a piece is added:
 * a text that would be too long is never built.
 */
final class ExpansionLimit {

    /** In UTF-16 units: a megabyte of JSON for most texts, and no more than a few for any. */
    static final int LONGEST = 1_000_000;

    private int left = LONGEST;

    /** @throws ProblemException where it is too much */
    void spend(int length) {
        if (length > left) {
            throw ProblemException.of(ProblemType.TOO_LARGE,
                    "the step's texts are longer than " + LONGEST + " characters once they are filled in");
        }
        left -= length;
    }
}
