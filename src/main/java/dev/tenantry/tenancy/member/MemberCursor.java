package dev.tenantry.tenancy.member;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Where a page of members ended. The list has one order, in which they joined, and no filter. */
record MemberCursor(Instant joined, UUID user) {

    static @Nullable MemberCursor of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("/", -1);
            if (parts.length == 2) {
                return new MemberCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException _) {
            // said below
        }
        throw ProblemException.of(ProblemType.INVALID_CURSOR, ProblemType.INVALID_CURSOR.explanation());
    }

    static void refuseUnsupported(ListRequest request) {
        if (request.sort() != null) {
            throw ProblemException.unknown("sort", "members are listed in the order in which they joined");
        }
        if (request.filter() != null || request.q() != null) {
            throw ProblemException.unknown(request.filter() != null ? "filter" : "q", "this list has no filter");
        }
    }

    /** @param found one more than the page shows, where there are more */
    static Page<MemberResponse> page(List<MemberResponse> found, ListRequest request, @Nullable Long total) {
        var shown = found.subList(0, Math.min(found.size(), request.limit()));
        Page.Next next = null;
        if (found.size() > request.limit()) {
            var after = new MemberCursor(shown.getLast().createdAt(), shown.getLast().userId()).encode();
            next = new Page.Next(after, request.link() == null
                    ? null
                    : UriComponentsBuilder.fromUriString(request.link())
                            .replaceQueryParam("after", after)
                            .build()
                            .toUriString());
        }
        return new Page<>(shown, new Page.Paging(next), total);
    }

    private String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((joined + "/" + user).getBytes(StandardCharsets.US_ASCII));
    }
}
