package dev.tenantry.support;

import java.util.List;
import java.util.Random;

/**
 * Chooses what a run of the gate tries of what takes too long to be tried whole each time; {@code ./mvnw -Pall verify} tries
 * all of it. What was chosen is printed with the seed, and {@code -Dtenantry.test.seed=N} chooses the same again.
 */
public final class Sample {

    private static final long SEED = Long.getLong("tenantry.test.seed", System.currentTimeMillis() % 1_000_000);

    private static final boolean IS_WHOLE = Boolean.getBoolean("tenantry.test.whole");

    private Sample() {}

    /** Whether everything is tried. */
    public static boolean isWhole() {
        return IS_WHOLE;
    }

    /** One of them without a word, for what there are too many choices of to tell each. */
    public static <T> T anyOf(String what, List<T> all) {
        return all.get(new Random(SEED * 31 + what.hashCode()).nextInt(all.size()));
    }

    /** @param what the name of what is sampled, which makes its choice independent of others' */
    public static <T> T oneOf(String what, List<T> all) {
        var chosen = anyOf(what, all);
        System.out.printf("Sampled: %s, number %d of %d (-Dtenantry.test.seed=%d)%n", what, all.indexOf(chosen) + 1,
                all.size(), SEED);
        return chosen;
    }
}
