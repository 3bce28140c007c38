package dev.tenantry.identity.alert;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import dev.tenantry.shared.crypto.Digests;

/**
 * What a device is known by: random, handed out once, sent back in a header from then on. What a device tells of itself
 * could be guessed.
 */
public final class DeviceToken {

    static final String HEADER = "X-Device-Token";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private DeviceToken() {}

    /** What is kept of the token that the current request carries; null where it carries none. */
    public static @Nullable String currentFingerprint() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var token = attributes.getRequest().getHeader(HEADER);
            return token != null && FORM.matcher(token).matches() ? Digests.fingerprint(token) : null;
        }
        return null;
    }
}
