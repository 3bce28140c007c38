package dev.tenantry.crm.contact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What a request makes of the addresses, or the numbers, of a contact: it states the primary one by itself, all of them in a list, or
 * both, which have to agree. What it says of one as it is already states nothing.
 *
 * @param one     the primary one's field: {@code email}
 * @param all     the list's field: {@code emails}
 * @param text    the field of an entry: {@code address}
 * @param written an entry's text
 * @param key     what two texts are equal by
 * @param label   an entry's label
 * @param primary whether an entry is said to be the primary one
 * @param rewritten an entry with another text
 */
record StatedSeveral<T>(
        String one,
        String all,
        String text,
        Function<T, String> written,
        Function<String, String> key,
        Function<T, @Nullable String> label,
        Function<T, @Nullable Boolean> primary,
        BiFunction<@Nullable T, String, T> rewritten) {

    /**
     * All of them, the primary one first.
     *
     * @param now        those that there are, the primary one first
     * @param statedOne  the primary one as the request states it
     * @param statedList all as the request states them; null: it does not
     * @throws ProblemException 422 where one is there twice, or it is open which is the primary one
     */
    List<T> of(List<T> now, @Nullable String statedOne, @Nullable List<T> statedList) {
        var primaryNow = now.isEmpty() ? null : written.apply(now.getFirst());
        if (statedList == null && statedOne == null) {
            return List.of();
        }
        if (statedList == null || isSame(statedList, now)) {
            return Objects.equals(statedOne, primaryNow) ? now : withPrimary(now, statedOne);
        }
        return listed(statedList, statedOne, Objects.equals(statedOne, primaryNow));
    }

    private boolean isSame(List<T> stated, List<T> now) {
        return stated.size() == now.size() && IntStream.range(0, now.size())
                .allMatch(index -> written.apply(stated.get(index)).equals(written.apply(now.get(index)))
                        && Objects.equals(label.apply(stated.get(index)), label.apply(now.get(index)))
                        && Boolean.TRUE.equals(primary.apply(stated.get(index))) == (index == 0));
    }

    /** Without one the next is the primary one. One of the others changes places with it; what is new takes its place. */
    private List<T> withPrimary(List<T> now, @Nullable String stated) {
        var others = new ArrayList<>(now);
        if (stated == null) {
            others.removeFirst();
            return others;
        }
        var place = place(now, stated);
        var first = now.isEmpty() ? null : now.get(Math.max(place, 0));
        if (!now.isEmpty()) {
            others.remove(Math.max(place, 0));
        }
        others.addFirst(rewritten.apply(first, stated));
        return others;
    }

    /** @param isKnown whether the primary one is stated as it is, or not at all */
    private List<T> listed(List<T> stated, @Nullable String statedOne, boolean isKnown) {
        refuseDoubles(stated);
        if (stated.isEmpty()) {
            if (statedOne != null) {
                throw ProblemException.invalid(all, "contradiction",
                        "this is empty, and %s is not: take both away".formatted(one));
            }
            return stated;
        }
        var place = primary(stated, statedOne);
        if (statedOne != null && !isKnown && place(stated, statedOne) != place) {
            throw ProblemException.invalid(one, "contradiction",
                    "this is not the primary one of %s".formatted(all));
        }
        var ordered = new ArrayList<>(stated);
        ordered.addFirst(ordered.remove(place));
        return ordered;
    }

    /** That which is said to be, else the one until now, else the first. */
    private int primary(List<T> stated, @Nullable String statedOne) {
        var said = IntStream.range(0, stated.size())
                .filter(index -> Boolean.TRUE.equals(primary.apply(stated.get(index))))
                .toArray();
        if (said.length > 1) {
            throw ProblemException.invalid(all + "[" + said[1] + "].primary", "several-primary",
                    "one of %s is the primary one, and another one is said to be already".formatted(all));
        }
        return said.length == 1 ? said[0] : statedOne == null ? 0 : Math.max(place(stated, statedOne), 0);
    }

    private void refuseDoubles(List<T> stated) {
        var errors = new ArrayList<FieldError>();
        var seen = new HashSet<String>();
        for (var index = 0; index < stated.size(); index++) {
            if (!seen.add(key.apply(written.apply(stated.get(index))))) {
                errors.add(new FieldError(all + "[" + index + "]." + text, "duplicate",
                        "this is in the list already"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private int place(List<T> among, String sought) {
        if (among.isEmpty()) {
            return -1;
        }
        var wanted = key.apply(sought);
        return IntStream.range(0, among.size())
                .filter(index -> key.apply(written.apply(among.get(index))).equals(wanted))
                .findFirst()
                .orElse(-1);
    }
}
