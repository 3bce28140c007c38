package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Identity providers over real HTTP: one that speaks OpenID Connect, and what GitHub and Discord speak instead. They let in
 * whom they are told to, and behave as badly as they are told to.
 */
public final class OidcProvider implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String SITE = "http://localhost:3000";
    public static final String ALLOWED = "https://app.example.test/welcome";
    private static final String CLIENT = "tenantry";
    private static final String SECRET = "a secret of the client & its provider";
    private static final String ISSUER_PATH = "/realms/test";
    private static final JsonMapper JSON = new JsonMapper();
    private static final OidcProvider SHARED = new OidcProvider();

    /** What goes wrong. */
    public enum Fault {
        NONE, WRONG_NONCE, NO_NONCE, WRONG_AUDIENCE, SECOND_AUDIENCE, OTHER_PARTY, WRONG_ISSUER, EXPIRED, IN_THE_FUTURE,
        NO_EXPIRY, NO_SUBJECT, NO_ALGORITHM, MAC_WITH_PUBLIC_KEY, OTHER_KEY, UNKNOWN_KEY, WRONG_TOKEN_HASH, NO_ID_TOKEN,
        NO_ACCESS_TOKEN, NO_JSON, ERROR, TOO_LARGE, DENIED
    }

    /** Somebody at the provider. @param email empty: the provider tells none */
    public record Someone(String subject, String email, boolean isEmailVerified) {

        public static Someone anybody() {
            var id = UUID.randomUUID().toString();
            return new Someone(id, id + "@example.test", true);
        }
    }

    private record Login(Someone someone, Fault fault, @Nullable String nonce, String challenge, String redirect) {}

    private final HttpServer server;
    private final Map<String, Login> codes = new ConcurrentHashMap<>();
    private final Map<String, Someone> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private @Nullable KeyPair key;
    private volatile String keyId = "first";
    private volatile Someone someone = Someone.anybody();
    private volatile Fault fault = Fault.NONE;
    private boolean isStarted;

    public OidcProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
    }

    /** The one that the tests' application is configured with. */
    public static OidcProvider shared() {
        return SHARED;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        SHARED.startOnce();
        var base = SHARED.base();
        var properties = new LinkedHashMap<String, Object>();
        var prefix = "tenantry.identity.providers.";
        for (var name : List.of("keycloak", "github", "discord")) {
            properties.put(prefix + name + ".client-id", CLIENT);
            properties.put(prefix + name + ".client-secret", SECRET);
        }
        properties.put(prefix + "keycloak.issuer", SHARED.issuer());
        properties.put(prefix + "unreachable.client-id", CLIENT);
        properties.put(prefix + "unreachable.issuer", "http://localhost:1/nobody");
        properties.put(prefix + "misdescribed.client-id", CLIENT);
        properties.put(prefix + "misdescribed.issuer", base + "/nothing");
        properties.put(prefix + "keycloak.audiences", "tenantry-app");
        for (var name : List.of("github", "discord")) {
            properties.put(prefix + name + ".authorization-uri", base + "/authorize");
            properties.put(prefix + name + ".token-uri", base + "/token");
            properties.put(prefix + name + ".userinfo-uri", base + "/" + name);
        }
        properties.put(prefix + "github.emails-uri", base + "/github/emails");
        properties.put("tenantry.identity.saml.metadata-hosts", "localhost");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-providers", properties));
    }

    /** Lets this one in from now on, with this going wrong. */
    public void letIn(Someone next, Fault nextFault) {
        someone = next;
        fault = nextFault;
    }

    /** Signs with another key from now on, and forgets the old one. */
    public synchronized void rollOver() {
        key = RsaKeys.otherThan(key);
        keyId = UUID.randomUUID().toString();
    }

    public String issuer() {
        return base() + ISSUER_PATH;
    }

    /** How many codes were exchanged. */
    public int exchanges() {
        return exchanges.get();
    }

    /** An ID token that an application got by itself. */
    public String idToken(Someone who, Fault wrong, @Nullable String audience, @Nullable String nonce) {
        return idToken(who, wrong, audience == null ? CLIENT : audience, nonce, null);
    }

    private synchronized void startOnce() {
        if (!isStarted) {
            isStarted = true;
            server.start();
        }
    }

    private String base() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case ISSUER_PATH + "/.well-known/openid-configuration" -> answer(exchange, 200,
                        Map.of("issuer", issuer(), "authorization_endpoint", base() + "/authorize", "token_endpoint",
                                base() + "/token", "userinfo_endpoint", base() + "/userinfo", "jwks_uri",
                                base() + "/keys"));
                case "/keys" -> answer(exchange, 200, keys());
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/userinfo", "/github", "/github/emails", "/discord" -> tell(exchange);
                default -> answer(exchange, 404, Map.of());
            }
        }
    }

    private Map<String, Object> keys() {
        var published = (RSAPublicKey) key().getPublic();
        return Map.of("keys",
                List.of(Map.of("kty", "RSA", "kid", keyId, "use", "sig", "alg", "RS256", "n",
                        unsigned(published.getModulus().toByteArray()), "e",
                        unsigned(published.getPublicExponent().toByteArray())),
                        Map.of("kty", "RSA", "kid", "for encryption", "use", "enc", "n",
                                unsigned(published.getModulus().toByteArray()), "e", "AQAB"),
                        Map.of("kty", "quantum", "kid", "of the future")));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = form(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id")) || !"code".equals(asked.get("response_type"))
                || !"S256".equals(asked.get("code_challenge_method"))) {
            answer(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        var redirect = required(asked, "redirect_uri");
        var code = UUID.randomUUID().toString();
        codes.put(code, new Login(someone, fault, asked.get("nonce"), required(asked, "code_challenge"), redirect));
        var result = fault == Fault.DENIED
                ? "error=access_denied&error_description=" + encode("The person said no\r\n#fragment")
                : "code=" + encode(code);
        exchange.getResponseHeaders()
                .set("Location", redirect + "?" + result + "&state=" + encode(required(asked, "state")));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        var sent = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var login = codes.remove(sent.getOrDefault("code", ""));
        if (login == null || !SECRET.equals(sent.get("client_secret")) || !CLIENT.equals(sent.get("client_id"))
                || !login.redirect.equals(sent.get("redirect_uri"))
                || !login.challenge.equals(sha256(sent.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        exchanges.incrementAndGet();
        var accessToken = UUID.randomUUID().toString();
        tokens.put(accessToken, login.someone);
        var answer = new HashMap<String, Object>(Map.of("token_type", "Bearer"));
        if (login.fault != Fault.NO_ACCESS_TOKEN) {
            answer.put("access_token", accessToken);
            answer.put("refresh_token", "to refresh " + accessToken);
        }
        if (login.fault != Fault.NO_ID_TOKEN) {
            var nonce = switch (login.fault) {
                case WRONG_NONCE -> "another";
                case NO_NONCE -> null;
                default -> login.nonce;
            };
            answer.put("id_token", idToken(login.someone, login.fault, CLIENT, nonce, accessToken));
        }
        switch (login.fault) {
            case NO_JSON -> answer(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8));
            case ERROR -> answer(exchange, 500, Map.of("error", "server_error"));
            case TOO_LARGE -> answer(exchange, 200, new byte[3 << 20]);
            default -> answer(exchange, 200, answer);
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        var who = header == null ? null : tokens.get(header.replaceFirst("^Bearer ", ""));
        if (who == null) {
            answer(exchange, 401, Map.of());
            return;
        }
        var told = new HashMap<String, Object>();
        switch (exchange.getRequestURI().getPath()) {
            case "/github" ->
                told.putAll(Map.of("id", Math.abs(who.subject.hashCode()), "login", "ada", "name", "Ada"));
            case "/discord" -> told.putAll(Map.of("id", who.subject, "username", "ada", "global_name", "Ada", "email",
                    who.email, "verified", who.isEmailVerified));
            default -> told.putAll(Map.of("sub", who.subject, "email", who.email, "email_verified",
                    who.isEmailVerified));
        }
        answer(exchange, 200, exchange.getRequestURI().getPath().equals("/github/emails")
                ? List.of(Map.of("email", "second@example.test", "primary", false, "verified", true),
                        Map.of("email", who.email, "primary", true, "verified", who.isEmailVerified))
                : told);
    }

    private String idToken(Someone who, Fault wrong, String audience, @Nullable String nonce,
            @Nullable String accessToken) {
        var now = Instant.now();
        var expiry = wrong == Fault.EXPIRED ? now.minus(Duration.ofMinutes(2)) : now.plus(Duration.ofMinutes(5));
        var issued = wrong == Fault.IN_THE_FUTURE ? now.plus(Duration.ofMinutes(2)) : now.minusSeconds(1);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", wrong == Fault.WRONG_ISSUER ? "https://them.example.test" : issuer());
        claims.put("sub", wrong == Fault.NO_SUBJECT ? "" : who.subject);
        claims.put("aud", wrong == Fault.WRONG_AUDIENCE
                ? "them"
                : wrong == Fault.SECOND_AUDIENCE ? List.of(audience, "them") : audience);
        claims.put("iat", Date.from(issued).getTime() / 1000);
        if (wrong != Fault.NO_EXPIRY) {
            claims.put("exp", Date.from(expiry).getTime() / 1000);
        }
        put(claims, "azp", wrong == Fault.OTHER_PARTY ? "them" : null);
        put(claims, "nonce", nonce);
        put(claims, "email", who.email.isEmpty() ? null : who.email);
        claims.put("email_verified", who.isEmailVerified);
        claims.put("name", "Ada Lovelace");
        put(claims, "at_hash", wrong == Fault.WRONG_TOKEN_HASH
                ? "AAAAAAAAAAAAAAAAAAAAAA"
                : accessToken == null ? null : half(accessToken));
        return sign(claims, wrong);
    }

    private String sign(Map<String, Object> claims, Fault wrong) {
        var builder = Jwts.builder()
                .header()
                .keyId(wrong == Fault.UNKNOWN_KEY ? "unknown" : keyId)
                .and()
                .claims(claims);
        return switch (wrong) {
            case NO_ALGORITHM -> builder.compact();
            case MAC_WITH_PUBLIC_KEY ->
                builder.signWith(Keys.hmacShaKeyFor(key().getPublic().getEncoded()), Jwts.SIG.HS256).compact();
            case OTHER_KEY, UNKNOWN_KEY ->
                builder.signWith(RsaKeys.otherThan(key()).getPrivate(), Jwts.SIG.RS256).compact();
            default -> builder.signWith(key().getPrivate(), Jwts.SIG.RS256).compact();
        };
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static void answer(HttpExchange exchange, int status, Object json) throws IOException {
        var bytes = json instanceof byte[] raw ? raw : JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> form(String text) {
        var values = new HashMap<String, String>();
        Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> values.put(pair[0],
                        URLDecoder.decode(pair.length == 2 ? pair[1] : "", StandardCharsets.UTF_8)));
        return values;
    }

    private static String required(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String half(String text) {
        return base64(Arrays.copyOf(digest(text), 16));
    }

    private static String sha256(String text) {
        return base64(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String unsigned(byte[] number) {
        return base64(number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private synchronized KeyPair key() {
        if (key == null) {
            key = RsaKeys.otherThan(null);
        }
        return key;
    }
}
