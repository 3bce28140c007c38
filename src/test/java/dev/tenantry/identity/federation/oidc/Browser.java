package dev.tenantry.identity.federation.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;

/** A person's browser, as far as it is sent about: it keeps a cookie and goes where it is told. */
public final class Browser {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Where the application is configured to be, and where the browser finds it instead. */
    private static final String CONFIGURED = "http://localhost:8080";

    private final Api api;
    private String cookie = "";

    public Browser(Api api) {
        this.api = api;
    }

    /** Goes to the application; where that sends it to the provider, and back, up to the last page. */
    public URI visit(String path) {
        return come(back(open(path)));
    }

    /** What the application answers, and keeps in the browser. */
    public Answer open(String path) {
        var answer = (cookie.isEmpty() ? api : api.with("Cookie", cookie)).get(path);
        var set = answer.header("Set-Cookie");
        if (!set.isEmpty()) {
            cookie = set.split(";", 2)[0];
        }
        return answer;
    }

    /** The path at the application that the provider sends the browser back to. */
    public static String back(Answer answer) {
        return back(URI.create(answer.expect(303).header("Location")));
    }

    public static String back(URI provider) {
        try {
            var location = CLIENT
                    .send(HttpRequest.newBuilder(provider).build(), HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            if (!location.startsWith(CONFIGURED + "/auth/v1/callback?")) {
                throw new AssertionError("sent back to " + location);
            }
            return location.substring(CONFIGURED.length());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Comes back to the application, and is sent on. */
    public URI come(String path) {
        return URI.create(open(path).expect(303).header("Location"));
    }

    public static Map<String, String> fragment(URI page) {
        return form(page.getRawFragment());
    }

    public static Map<String, String> query(URI page) {
        return form(page.getRawQuery());
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(@org.jspecify.annotations.Nullable String text) {
        var values = new TreeMap<String, String>();
        if (text != null) {
            Arrays.stream(text.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(
                            pair -> values.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
        return values;
    }
}
