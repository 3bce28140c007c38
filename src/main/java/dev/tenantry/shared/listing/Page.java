package dev.tenantry.shared.listing;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
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

    public <R> Page<R> map(Function<? super T, R> mapping) {
        return new Page<>(results.stream().<R>map(mapping).toList(), paging, total);
    }
}
