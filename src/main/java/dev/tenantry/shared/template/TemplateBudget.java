package dev.tenantry.shared.template;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * How much texts that are filled in together may come to. It is spent before a piece is added: a text that would be too long is never
 * built.
 */
public final class TemplateBudget {

    /** In UTF-16 units: a megabyte of JSON for most texts, and no more than a few for any. */
    public static final int LONGEST = 1_000_000;
    /** How often sections are repeated, those within others counted each time. */
    public static final int MOST_ITEMS = 10_000;

    private int left = LONGEST;
    private int itemsLeft = MOST_ITEMS;

    /** @throws ProblemException where it is too much */
    public void spend(int length) {
        if (length > left) {
            throw ProblemException.of(ProblemType.TOO_LARGE,
                    "the texts are longer than " + LONGEST + " characters once they are filled in");
        }
        left -= length;
    }

    /** One item of a section. @throws ProblemException where there are too many */
    void spendItem() {
        if (itemsLeft == 0) {
            throw ProblemException.of(ProblemType.TOO_LARGE,
                    "the sections of the texts are repeated more than " + MOST_ITEMS + " times");
        }
        itemsLeft--;
    }
}
