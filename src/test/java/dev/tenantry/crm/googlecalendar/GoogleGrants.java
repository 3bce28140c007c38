package dev.tenantry.crm.googlecalendar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.tenantry.crm.googlecalendar.GoogleServer.Said;

/** What Google gives whoever has a grant, and what it tells by itself. */
final class GoogleGrants {

    private GoogleGrants() {}

    static Said answer(Map<String, String> form, boolean takesTokens) {
        if (form.getOrDefault("refresh_token", "").equals("none") || !takesTokens) {
            return new Said(400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}");
        }
        var claims = "{\"iss\":\"https://accounts.google.com\",\"aud\":\"client\",\"sub\":\"%s\",\"email\":\"%s\",\"exp\":%d}"
                .formatted(UUID.randomUUID(), GoogleServer.CALENDAR, Instant.now().getEpochSecond() + 3600);
        var id = List.of("{}", claims, "x")
                .stream()
                .map(part -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
        return new Said(200, """
                {"access_token":"a-%s","refresh_token":"r","expires_in":3599,"id_token":"%s",
                 "scope":"openid email https://www.googleapis.com/auth/calendar"}""".formatted(UUID.randomUUID(), id));
    }

    /** Google tells that something has changed. */
    static int push(String hook, String channel, String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(hook))
                    .header("X-Goog-Channel-ID", channel)
                    .header("X-Goog-Channel-Token", token)
                    .header("X-Goog-Resource-ID", "r1")
                    .header("X-Goog-Resource-State", "exists")
                    .header("X-Goog-Message-Number", "2")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
