package dev.tenantry.crm.form.page;

import java.net.URI;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.FormSettings;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Which pages may show a form, send to it and read the answers: what browsers are told, and what is refused. */
@Component
class Frames {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action ";

    private final String own;

    Frames(FormSettings settings) {
        own = origin(settings.url());
    }

    /** Of a page where nothing is: what any answer tells browsers, but that it may be shown with its style. */
    void tellNothing(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY + "'none'; frame-ancestors 'none'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** In the place of what any answer tells browsers: no page of others reads this. @param form null where it is nobody else's to show */
    void tell(HttpServletResponse response, @Nullable PublishedForm form) {
        List<String> ancestors = form == null ? List.of() : form.allowedOrigins();
        var redirect = form == null ? null : form.content().redirectUrl();
        response.setHeader("Content-Security-Policy",
                POLICY + "'self'" + (redirect == null ? "" : " " + origin(redirect)) + "; frame-ancestors "
                        + (ancestors.isEmpty() ? "'none'" : String.join(" ", ancestors)));
        // A page without a referrer would send forms from an origin that nobody knows.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, null);
        if (!ancestors.isEmpty()) {
            response.setHeader("X-Frame-Options", null);
        }
    }

    /** @throws ProblemException 403 where the page of another origin asks, which may not */
    void admit(HttpServletRequest request, HttpServletResponse response, PublishedForm form) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, null);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origin.equals(own)) {
            return;
        }
        if (!form.isAllowed(origin)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "pages of this origin may not send to this form");
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }

    static String origin(String url) {
        var parsed = URI.create(url);
        return parsed.getScheme() + "://" + parsed.getRawAuthority();
    }
}
