package dev.tenantry.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Chooses what a run of the gate tries of what takes too long to be tried whole each time; {@code ./mvnw -Pall verify} tries
 * all of it. What was chosen is printed with the seed, and {@code -Dtenantry.test.seed=N} chooses the same again.
 */
public final class Sample {

    private static final int PART = 8;

    private static final long SEED = Long.getLong("tenantry.test.seed", System.currentTimeMillis() % 1_000_000);

    private static final boolean IS_WHOLE = Boolean.getBoolean("tenantry.test.whole");

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Sample() {}

    /** Whether everything is tried. */
    public static boolean isWhole() {
        return IS_WHOLE;
    }

    /** One of them without a word, for what there are too many choices of to tell each. */
    public static <T> T anyOf(String what, List<T> all) {
        return all.get(new Random(SEED * 31 + what.hashCode()).nextInt(all.size()));
    }

    /**
     * All of those that have changed since they were last tried whole, and an eighth of the others, so that each is tried by
     * one of eight runs. In the order that they have.
     */
    public static <T> List<T> partOf(String what, List<T> all, Predicate<? super T> isChanged) {
        return partOf(what, "", all, isChanged);
    }

    /** The same, of which there is a choice for each of several cases. */
    public static <T> List<T> partOf(String what, String of, List<T> all, Predicate<? super T> isChanged) {
        if (IS_WHOLE) {
            return all;
        }
        var others = new ArrayList<>(all.stream().filter(isChanged.negate()).toList());
        Collections.shuffle(others, new Random(SEED * 31 + (what + of).hashCode()));
        var left = new HashSet<>(others.subList((others.size() + PART - 1) / PART, others.size()));
        var chosen = all.stream().filter(each -> !left.contains(each)).toList();
        if (TOLD.add(what)) {
            System.out.printf("Sampled: %s, %d of %d (-Dtenantry.test.seed=%d)%n", what, chosen.size(), all.size(),
                    SEED);
        }
        return chosen;
    }

    /** An eighth of them. */
    public static <T> List<T> partOf(String what, List<T> all) {
        return partOf(what, "", all, _ -> false);
    }

    /** So many of them without a word. */
    public static <T> List<T> fewOf(String what, int count, List<T> all) {
        if (IS_WHOLE) {
            return all;
        }
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(SEED * 31 + what.hashCode()));
        return shuffled.subList(0, Math.min(count, all.size()));
    }

    /** At least so many are expected of a sample, where they all are this many. */
    public static int part(int ofAll) {
        return IS_WHOLE ? ofAll : ofAll / PART;
    }

    /** @param what the name of what is sampled, which makes its choice independent of others' */
    public static <T> T oneOf(String what, List<T> all) {
        var chosen = anyOf(what, all);
        System.out.printf("Sampled: %s, number %d of %d (-Dtenantry.test.seed=%d)%n", what, all.indexOf(chosen) + 1,
                all.size(), SEED);
        return chosen;
    }
}
