package dev.tenantry.identity.link;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.session.SessionResponse;

/** Where following a link leads: to the frontend, with what came of it in the address. */
@Component
class LinkFollowing {

    private final Verification verification;
    private final Redirects redirects;
    private final Clock clock;

    LinkFollowing(Verification verification, Redirects redirects, Clock clock) {
        this.verification = verification;
        this.redirects = redirects;
        this.clock = clock;
    }

    /** Uses the link. */
    URI follow(Link link) {
        try {
            return arrive(link, verification.follow(VerificationType.parse(link.type()), link.token().value()));
        } catch (AuthException refused) {
            return fail(link, refused);
        }
    }

    /** The frontend that the link leads to. */
    URI frontend(Link link) {
        return URI.create(redirects.resolve(link.redirectTo()));
    }

    private URI arrive(Link link, Verified verified) {
        return switch (verified) {
            case Verified.Session(var tokens) -> at(link, Map.of(), session(link, SessionResponse.of(tokens, clock)));
            case Verified.Code(var code) -> at(link, Map.of("code", code.value()), Map.of());
            case Verified.HalfAgreed _ -> told(link, Map.of("message", Verified.HalfAgreed.TEXT));
        };
    }

    private URI fail(Link link, AuthException refused) {
        var error = new LinkedHashMap<String, String>();
        error.put("error", refused.status().value() == 403 ? "access_denied" : "invalid_request");
        error.put("error_code", refused.code());
        error.put("error_description",
                refused.code().equals("otp_expired") ? "Email link is invalid or has expired" : refused.text());
        return told(link, error);
    }

    /** Clients that wait for a code read the query, the others the fragment. */
    private URI told(Link link, Map<String, String> values) {
        return at(link, link.continuesFlow() ? values : Map.of(), values);
    }

    private static Map<String, String> session(Link link, SessionResponse session) {
        var values = new LinkedHashMap<String, String>();
        values.put("access_token", session.accessToken().value());
        values.put("expires_at", Long.toString(session.expiresAt()));
        values.put("expires_in", Long.toString(session.expiresIn()));
        values.put("refresh_token", session.refreshToken().value());
        values.put("token_type", session.tokenType());
        values.put("type", link.type());
        return values;
    }

    private URI at(Link link, Map<String, String> query, Map<String, String> fragment) {
        var place = new StringBuilder(frontend(link).toString().split("#", 2)[0]);
        if (!query.isEmpty()) {
            place.append(place.indexOf("?") < 0 ? '?' : '&').append(encoded(query));
        }
        if (!fragment.isEmpty()) {
            place.append('#').append(encoded(fragment));
        }
        return URI.create(place.toString());
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet()
                .stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
