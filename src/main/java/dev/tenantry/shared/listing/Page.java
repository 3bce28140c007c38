package dev.tenantry.shared.listing;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of a list.
 *
 * @param results fewer than were asked for where they are large, and others follow
 * @param paging where the next page is; its {@code next} is absent on the last page
 * @param total  how many rows there are on all pages, where it was asked for
 */
public record Page<T>(List<T> results, Paging paging, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    /** @param next absent on the last page */
    public record Paging(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Next next) {}

    /** @param after the cursor @param link the next page's URL, relative to the host */
    public record Next(String after, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {}

    /** A list that always has one page. */
    public static <T> Page<T> only(List<T> results) {
        return new Page<>(results, new Paging(null), null);
    }

    /**
     * @param found  one more than the page shows, where there are more
     * @param cursor where a row stands in the list
     */
    static <T> Page<T> of(List<T> found, ListRequest request, Function<? super T, PageCursor> cursor,
            @Nullable Long total) {
        var rows = new PageRows<T>(request.limit());
        for (var row : found) {
            if (!rows.take(row, 0)) {
                break;
            }
        }
        return of(rows, request, cursor, total);
    }

    static <T> Page<T> of(PageRows<T> found, ListRequest request, Function<? super T, PageCursor> cursor,
            @Nullable Long total) {
        var shown = found.rows();
        if (!found.hasMore()) {
            return new Page<>(shown, new Paging(null), total);
        }
        var after = cursor.apply(shown.getLast()).encode();
        return new Page<>(shown, new Paging(new Next(after, link(request, after))), total);
    }

    public <R> Page<R> map(Function<? super T, R> mapping) {
        return new Page<>(results.stream().<R>map(mapping).toList(), paging, total);
    }

    private static @Nullable String link(ListRequest request, String after) {
        return request.link() == null
                ? null
                : UriComponentsBuilder.fromUriString(request.link())
                        .replaceQueryParam("after", after)
                        .build()
                        .toUriString();
    }
}
