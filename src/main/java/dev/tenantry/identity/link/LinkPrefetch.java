package dev.tenantry.identity.link;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who opens a link: a person in a browser, whose opening counts; or whatever looks at links before the person does, which
 * must not use them up. Browsers say that somebody navigates (Fetch Metadata); those that do not say so are shown a page
 * with a button.
 */
final class LinkPrefetch {

    private static final List<String> LOOKING_AHEAD = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private LinkPrefetch() {}

    static boolean isRuledOut(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && LOOKING_AHEAD.stream().map(request::getHeader).allMatch(header -> header == null)
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"))
                && "?1".equals(request.getHeader("Sec-Fetch-User"));
    }
}
