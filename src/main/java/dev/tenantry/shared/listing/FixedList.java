package dev.tenantry.shared.listing;

import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * A list that has one order and no filter; its rows come from elsewhere.
 *
 * @param name  tells its cursors from those of other lists
 * @param keys  how many values its key has
 * @param order what callers are told who ask for another
 * @param key   where a row stands in the order; no other row stands there
 * @param read  the key as a cursor has it
 */
public record FixedList<R, K>(String name, int keys, String order, Function<? super R, List<String>> key,
        Function<List<String>, K> read) {

    /**
     * After which key the page begins; null: at the beginning.
     *
     * @throws ProblemException 400 where the request asks for more than this list can do, or its cursor is another's
     */
    public @Nullable K after(ListRequest request) {
        if (request.sort() != null) {
            throw ProblemException.unknown("sort", order);
        }
        if (request.filter() != null || request.q() != null) {
            throw ProblemException.unknown(request.filter() != null ? "filter" : "q", "this list has no filter");
        }
        return request.after() == null ? null : parse(PageCursor.decode(request.after(), name, keys).keys());
    }

    /** @param found one more than the page shows, where there are more */
    public Page<R> page(List<R> found, ListRequest request, @Nullable Long total) {
        return Page.of(found, request, last -> new PageCursor(name, List.copyOf(key.apply(last))), total);
    }

    private K parse(List<@Nullable String> values) {
        try {
            return read.apply(values.stream().map(String::valueOf).toList());
        } catch (IllegalArgumentException | DateTimeException _) {
            throw ProblemException.of(ProblemType.INVALID_CURSOR);
        }
    }
}
