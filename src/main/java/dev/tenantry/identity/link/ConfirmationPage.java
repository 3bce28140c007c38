package dev.tenantry.identity.link;

import java.net.URI;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** What a link shows where it is not clear that a person opened it: a button. No script, nothing from elsewhere. */
final class ConfirmationPage {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    /** Browsers hold the redirection that answers a form to this policy too. */
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' %s";

    private ConfirmationPage() {}

    static ResponseEntity<String> of(Link link, URI frontend) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY.formatted(origin(frontend)))
                .body(html(link));
    }

    private static String html(Link link) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>Continue</title>
                </head>
                <body>
                <main>
                <h1>One more step</h1>
                <p>Press the button to continue. If you did not ask for this, close this page.</p>
                <form method="post" action="verify/confirmation">
                <input type="hidden" name="token" value="%s">
                <input type="hidden" name="type" value="%s">
                <input type="hidden" name="redirect_to" value="%s">
                <button type="submit">Continue</button>
                </form>
                </main>
                </body>
                </html>
                """.formatted(HtmlUtils.htmlEscape(link.token().value()), HtmlUtils.htmlEscape(link.type()),
                HtmlUtils.htmlEscape(link.redirectTo() == null ? "" : link.redirectTo()));
    }

    /** Of an application's own scheme the policy knows the scheme alone. */
    private static String origin(URI frontend) {
        var scheme = String.valueOf(frontend.getScheme());
        return scheme.startsWith("http") ? scheme + "://" + frontend.getRawAuthority() : scheme + ":";
    }
}
