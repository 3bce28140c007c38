package dev.tenantry.operations.documentation;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * A page of ours: no script, nothing from elsewhere.
 *
 * @param content HTML
 */
record HtmlPage(String title, String content) {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    static ResponseEntity<String> answer(HtmlPage page) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                .header("Vary", "Accept")
                .body(page.html());
    }

    private String html() {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Tenantry</title>
                <link rel="stylesheet" href="/docs/page.css">
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(escape(title), escape(title), content);
    }
}
