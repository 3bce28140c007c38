package dev.tenantry.shared.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who makes a request, for one that takes so long that this can change meanwhile. */
public interface Callers {

    /** Whom the request's token or key makes the caller now, with what they may do now; null where it makes nobody. */
    @Nullable
    Caller now(HttpServletRequest request);
}
