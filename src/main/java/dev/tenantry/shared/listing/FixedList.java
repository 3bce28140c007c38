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
 * @param key   where a row stands in the order; no other row stands there
 * @param read  the key as a cursor has it
 */
public record FixedList<R, K>(
        String name,
        int keys,
        Function<? super R, List<String>> key,
        Function<List<String>, K> read) {

    /** Of the rows that a text is found in. @throws ProblemException 400 where the text is too long */
    public FixedList<R, K> searchedFor(String text) {
        Search.refuseLong(text);
        return new FixedList<>(name + "?" + text, keys, key, read);
    }

    /**
     * After which key the page begins; null: at the beginning.
     *
     * @throws ProblemException 400 where its cursor is another's
     */
    public @Nullable K after(PageRequest request) {
        return request.after() == null ? null : parse(PageCursor.decode(request.after(), name, keys).keys());
    }

    /** @param found one more than the page shows, where there are more */
    public Page<R> page(List<R> found, PageRequest request, @Nullable Long total) {
        return Page.of(found, new ListRequest(request.limit(), request.after(), null, null, null, request.total(),
                request.link()), last -> new PageCursor(name, List.copyOf(key.apply(last))), total);
    }

    private K parse(List<@Nullable String> values) {
        try {
            return read.apply(values.stream().map(String::valueOf).toList());
        } catch (IllegalArgumentException | DateTimeException _) {
            throw ProblemException.of(ProblemType.INVALID_CURSOR);
        }
    }
}
