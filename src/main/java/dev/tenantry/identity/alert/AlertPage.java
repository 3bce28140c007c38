package dev.tenantry.identity.alert;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Pages of alerts, newest first: the one order of the list, which has no filter. */
final class AlertPage {

    private static final String PREFIX = "alert/";

    private AlertPage() {}

    static void refuseUnsupported(ListRequest request) {
        if (request.sort() != null) {
            throw ProblemException.unknown("sort", "alerts are listed newest first");
        }
        if (request.filter() != null || request.q() != null) {
            throw ProblemException.unknown(request.filter() != null ? "filter" : "q", "this list has no filter");
        }
    }

    /** Before which alert the page begins. */
    static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(PREFIX)) {
                return Long.parseLong(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw ProblemException.of(ProblemType.INVALID_CURSOR, ProblemType.INVALID_CURSOR.explanation());
    }

    /** @param found one more than the page shows, where there are more */
    static Page<AlertResponse> of(List<AlertResponse> found, ListRequest request, @Nullable Long total) {
        var shown = found.subList(0, Math.min(found.size(), request.limit()));
        var next = found.size() > request.limit() ? next(shown.getLast(), request.link()) : null;
        return new Page<>(shown, new Page.Paging(next), total);
    }

    private static Page.Next next(AlertResponse last, @Nullable String link) {
        var after = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + last.id()).getBytes(StandardCharsets.US_ASCII));
        return new Page.Next(after, link == null
                ? null
                : UriComponentsBuilder.fromUriString(link)
                        .replaceQueryParam("after", after)
                        .build()
                        .toUriString());
    }
}
