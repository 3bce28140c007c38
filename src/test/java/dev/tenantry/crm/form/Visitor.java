package dev.tenantry.crm.form;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Somebody who comes by and fills in a form, without a script. */
public record Visitor(Api api, String path) {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");

    public static Visitor of(int port, Answer form) {
        return new Visitor(Api.at(port), path(form.at("/url")));
    }

    public static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    /** The token of a page that is shown anew. */
    public String open() {
        return token(api.get(path).expect(200));
    }

    public static String token(Answer page) {
        var found = TOKEN.matcher(page.text());
        if (!found.find()) {
            throw new AssertionError("there is no token in " + page.text());
        }
        return found.group(1);
    }

    /** @param values names and values in turn */
    public Answer sendBy(String token, String... values) {
        var form = Stream.iterate(0, at -> at < values.length, at -> at + 2)
                .map(at -> encoded(values[at]) + "=" + encoded(values[at + 1]))
                .collect(Collectors.joining("&", "_token=" + encoded(token) + "&", ""));
        return api.send("POST", path, HttpRequest.BodyPublishers.ofString(form), FORM);
    }

    /** On a page of its own. */
    public Answer send(String... values) {
        return sendBy(open(), values);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
