package dev.tenantry.integrations.google;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.OtherSide.Asked;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.shared.crypto.Digests;

/** A server that does what Google's documents say of its token endpoint, its revocation endpoint and its calendar. */
final class Google implements AutoCloseable {

    static final String CLIENT = "client-1.apps.example";
    static final String SECRET = "google-client-secret";
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar";

    final OtherSide server = new OtherSide().says(this::answer);
    final AtomicInteger refreshes = new AtomicInteger();
    /** What the member ticks. */
    volatile String granted = "openid https://www.googleapis.com/auth/userinfo.email " + CALENDAR;
    /** Until when what it says of accounts holds, in seconds. */
    volatile long expires = Instant.now().getEpochSecond() + 3600;
    /** What the calendar answers instead. */
    volatile Said calendar = new Said(200, "{\"kind\":\"calendar#calendarList\",\"items\":[{\"id\":\"primary\"}]}");
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();

    /** What an integration is told of it. */
    String configuration(String redirectUri) {
        return """
                {"clientId":"%s","redirectUris":["%s"],"authorizationUrl":"%s/o/oauth2/v2/auth","tokenUrl":"%3$s/token","revocationUrl":"%3$s/revoke",\
                "baseUrl":"%3$s/calendar/v3"}"""
                .formatted(CLIENT, redirectUri, server.url());
    }

    /** A member has the page open, and consents. @return the code that the browser brings back */
    String consent(String url) {
        var asked = form(URI.create(url).getRawQuery());
        if (!asked.get("client_id").equals(CLIENT) || !asked.get("code_challenge_method").equals("S256")
                || !asked.get("access_type").equals("offline") || !asked.get("scope").contains(CALENDAR)) {
            throw new IllegalStateException("invalid_request: " + asked);
        }
        var code = "4/" + UUID.randomUUID();
        codes.put(code, asked);
        return code;
    }

    void endConsents() {
        refreshTokens.clear();
    }

    /** Before their time, as happens where a password is changed. */
    void endAccessTokens() {
        accessTokens.clear();
    }

    int consents() {
        return refreshTokens.size();
    }

    private Said answer(Asked asked) {
        return switch (asked.path().replaceAll("\\?.*", "")) {
            case "/token" -> token(form(asked.body()));
            case "/revoke" -> new Said(refreshTokens.remove(form(asked.body()).get("token")) ? 200 : 400, "{}");
            default -> accessTokens.contains(asked.authorization().replace("Bearer ", ""))
                    ? calendar
                    : new Said(401, "{\"error\":{\"code\":401,\"message\":\"Invalid Credentials\"}}");
        };
    }

    private Said token(Map<String, String> form) {
        if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            return refused(401, "invalid_client", "The OAuth client was not found.");
        }
        if (form.get("grant_type").equals("refresh_token")) {
            refreshes.incrementAndGet();
            return refreshTokens.contains(form.get("refresh_token"))
                    ? new Said(200, tokens(""))
                    : refused(400, "invalid_grant", "Token has been expired or revoked.");
        }
        var asked = codes.remove(form.get("code"));
        var challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.sha256(form.get("code_verifier")));
        if (asked == null || !asked.get("code_challenge").equals(challenge)
                || !asked.get("redirect_uri").equals(form.get("redirect_uri"))) {
            return refused(400, "invalid_grant", "Malformed auth code.");
        }
        var refresh = "1//" + UUID.randomUUID();
        refreshTokens.add(refresh);
        return new Said(200, tokens(",\"refresh_token\":\"" + refresh + "\",\"id_token\":\"" + idToken() + "\""));
    }

    private String tokens(String more) {
        var access = "ya29." + UUID.randomUUID();
        accessTokens.add(access);
        return "{\"access_token\":\"%s\",\"expires_in\":3599,\"token_type\":\"Bearer\",\"scope\":\"%s\"%s}".formatted(
                access,
                granted, more);
    }

    private String idToken() {
        var claims = "{\"iss\":\"https://accounts.google.com\",\"aud\":\"%s\",\"sub\":\"10769150350006150715113082367\",\"email\":\"ada@gmail.example\",\"exp\":%d}"
                .formatted(CLIENT, expires);
        return List.of("{\"alg\":\"RS256\"}", claims, "signature")
                .stream()
                .map(part -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    private static Said refused(int status, String error, String description) {
        return new Said(status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
