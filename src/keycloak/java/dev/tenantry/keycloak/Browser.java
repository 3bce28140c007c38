package dev.tenantry.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser without a screen: it keeps cookies, follows redirects, and sends forms with the origin of their page. */
final class Browser {

    private static final int MOST_HOPS = 10;

    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    /** By server. Browsers take this machine for secure whatever it speaks, so all cookies are sent. */
    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final String site;

    /** @param site where the frontend would be; the browser stops there */
    Browser(String site) {
        this.site = site;
    }

    Page open(URI address) throws IOException, InterruptedException {
        return follow(send(HttpRequest.newBuilder(address)));
    }

    Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
        var body = fields.entrySet()
                .stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return follow(send(HttpRequest.newBuilder(page.formAction())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin(page.address()))
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private Page follow(Page page) throws IOException, InterruptedException {
        var current = page;
        for (var hop = 0; hop < MOST_HOPS && current.next() != null; hop++) {
            var next = current.next();
            if (next == null || next.toString().startsWith(site)) {
                break;
            }
            current = send(HttpRequest.newBuilder(next));
        }
        return current;
    }

    private Page send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var kept = cookies.computeIfAbsent(builder.build().uri().getAuthority(), _ -> new LinkedHashMap<>());
        if (!kept.isEmpty()) {
            builder.setHeader("Cookie", kept.entrySet()
                    .stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        var request = builder.timeout(Duration.ofMinutes(1)).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(cookie -> keep(kept, cookie));
        var location = answer.headers().firstValue("Location").map(request.uri()::resolve).orElse(null);
        return new Page(request.uri(), answer.statusCode(), answer.body(), location);
    }

    private static void keep(Map<String, String> kept, String header) {
        var cookie = header.split(";", 2)[0].split("=", 2);
        if (cookie[1].isEmpty() || header.contains("Max-Age=0")) {
            kept.remove(cookie[0]);
        } else {
            kept.put(cookie[0], cookie[1]);
        }
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
