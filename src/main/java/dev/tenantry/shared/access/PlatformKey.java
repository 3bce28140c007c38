package dev.tenantry.shared.access;

import jakarta.servlet.http.HttpServletRequest;

/** That a request carries the platform's service key. It names no person and no tenant, and opens {@link PlatformOnly} alone. */
public final class PlatformKey {

    private static final String ATTRIBUTE = PlatformKey.class.getName();

    private PlatformKey() {}

    /** For whoever has compared the key. */
    public static void keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    static boolean isCarriedBy(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
