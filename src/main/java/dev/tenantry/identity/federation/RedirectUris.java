package dev.tenantry.identity.federation;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.SessionResponse;

/** Where a browser ends up, with what its page is to know: in the form that Supabase's clients look for. */
final class RedirectUris {

    private static final Set<String> REFUSED = Set.of("signup_disabled", "user_banned",
            "provider_email_needs_verification");

    private RedirectUris() {}

    /** The session in the fragment, which no server sees. */
    static URI withSession(String target, SessionResponse session) {
        var values = new TreeMap<>(Map.of("access_token", session.accessToken().value(), "token_type",
                session.tokenType(),
                "expires_in", String.valueOf(session.expiresIn()), "expires_at", String.valueOf(session.expiresAt()),
                "refresh_token", session.refreshToken().value()));
        if (session.providerToken() != null) {
            values.put("provider_token", session.providerToken().value());
        }
        if (session.providerRefreshToken() != null) {
            values.put("provider_refresh_token", session.providerRefreshToken().value());
        }
        return URI.create(withoutFragment(target) + "#" + form(values));
    }

    /** The code in the query. */
    static URI withCode(String target, String code) {
        return URI.create(withQuery(target, Map.of("code", code)));
    }

    /** The error in the query and in the fragment. */
    static URI withError(String target, AuthException error) {
        var values = new TreeMap<>(Map.of("error", kind(error), "error_code", error.code(), "error_description",
                error.text()));
        return URI.create(withQuery(target, values) + "#" + form(values));
    }

    private static String kind(AuthException error) {
        if (error.oauthError() != null) {
            return error.oauthError();
        }
        if (REFUSED.contains(error.code())) {
            return "access_denied";
        }
        return switch (error.status().value()) {
            case 400 -> "invalid_request";
            case 401 -> "unauthorized_client";
            case 403 -> "access_denied";
            case 503 -> "temporarily_unavailable";
            default -> "server_error";
        };
    }

    private static String withQuery(String target, Map<String, String> values) {
        var plain = withoutFragment(target);
        return plain + (plain.contains("?") ? "&" : "?") + form(values);
    }

    private static String withoutFragment(String target) {
        var fragment = target.indexOf('#');
        return fragment < 0 ? target : target.substring(0, fragment);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet()
                .stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
