package dev.tenantry.identity.federation.oidc;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.crypto.RandomText;

/**
 * What a browser keeps while it visits a provider, so that nobody is sent back with what somebody else began. The prefix
 * keeps neighbouring hosts from setting it; browsers know it on encrypted connections alone.
 */
@Component
class BrowserCookie {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean isSecure;
    private final String name;

    BrowserCookie(IdentitySettings settings) {
        this.isSecure = settings.issuer().startsWith("https:");
        this.name = isSecure ? "__Host-tenantry-sign-in" : "tenantry-sign-in";
    }

    /** What the browser has; null where it has nothing. */
    @Nullable
    String of(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name) && FORM.matcher(cookie.getValue()).matches())
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** What the browser has, or else what it is to get. */
    String ofOrNew(HttpServletRequest request) {
        var known = of(request);
        if (known != null) {
            return known;
        }
        return RandomText.next();
    }

    String header(String value) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .path("/")
                .maxAge(LIFE)
                .build()
                .toString();
    }
}
