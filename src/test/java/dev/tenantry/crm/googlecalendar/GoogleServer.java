package dev.tenantry.crm.googlecalendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server that speaks Google's Calendar API (version 3) and gives tokens for it, as far as this application asks for them. */
final class GoogleServer implements AutoCloseable {

    static final String CALENDAR = "ada@gmail.example";

    final GoogleEvents events = new GoogleEvents();
    final Map<String, String> channels = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger writes = new AtomicInteger();
    /** Answers first, where it answers at all. */
    volatile Function<Asked, @Nullable Said> before = _ -> null;
    /** Whether an answer gets lost, after what was asked has been done. */
    volatile Function<Asked, Boolean> losing = _ -> false;
    volatile boolean takesTokens = true;
    volatile String role = "owner";
    volatile int pageSize = 250;
    volatile long expiredBefore;
    /** As it does after a while: a list of all has no trace of what was deleted. */
    volatile boolean forgetsDeleted;
    volatile Runnable betweenReadAndWrite = () -> {};
    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;

    record Asked(String method, String path, Map<String, String> query, String body, @Nullable String ifMatch) {

        boolean isWrite() {
            return !method.equals("GET") && path.contains("/events") && !path.endsWith("/watch");
        }
    }

    record Said(int status, String body, Map<String, String> headers) {

        Said(int status, String body) {
            this(status, body, Map.of());
        }

        static Said error(int status, String reason) {
            return new Said(status, "{\"error\":{\"code\":%d,\"message\":\"%s\",\"errors\":[{\"reason\":\"%s\"}]}}"
                    .formatted(status, reason, reason));
        }
    }

    GoogleServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String configuration(String redirectUri) {
        return """
                {"clientId":"client","redirectUris":["%s"],"authorizationUrl":"%s/auth","tokenUrl":"%2$s/token",\
                "revocationUrl":"%2$s/revoke","baseUrl":"%2$s/calendar/v3"}""".formatted(redirectUri, url());
    }

    private void receive(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = uri.getPath();
        var request = new Asked(exchange.getRequestMethod(), path, form(uri.getRawQuery()), body,
                exchange.getRequestHeaders().getFirst("If-Match"));
        asked.add(request);
        var said = before.apply(request);
        said = said == null ? answer(request) : said;
        if (losing.apply(request)) {
            exchange.close();
            return;
        }
        said.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
        var bytes = said.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Said answer(Asked request) {
        var path = request.path.replaceFirst("^/calendar/v3", "");
        if (path.equals("/token")) {
            return GoogleGrants.answer(form(request.body), takesTokens);
        }
        if (path.equals("/revoke")) {
            return new Said(200, "{}");
        }
        if (path.equals("/users/me/calendarList")) {
            return new Said(200, "{\"items\":[" + calendar() + "]}");
        }
        if (path.startsWith("/users/me/calendarList/")) {
            return path.endsWith("/" + CALENDAR) ? new Said(200, calendar()) : Said.error(404, "notFound");
        }
        if (path.equals("/channels/stop")) {
            channels.remove(read(request.body).path("id").asString());
            return new Said(204, "");
        }
        return events(request, path.replaceFirst("^/calendars/" + CALENDAR + "/events", ""));
    }

    private String calendar() {
        return "{\"id\":\"%s\",\"summary\":\"Ada\",\"timeZone\":\"Europe/Vienna\",\"accessRole\":\"%s\",\"primary\":true}"
                .formatted(CALENDAR, role);
    }

    private Said events(Asked request, String path) {
        if (path.isEmpty()) {
            return request.method.equals("GET") ? list(request) : insert(request);
        }
        if (path.equals("/watch")) {
            var channel = read(request.body);
            channels.put(channel.path("id").asString(), channel.path("token").asString());
            return new Said(200, "{\"id\":\"%s\",\"resourceId\":\"r1\",\"expiration\":\"%d\"}".formatted(
                    channel.path("id").asString(), Instant.now().plusSeconds(604_800).toEpochMilli()));
        }
        var key = path.substring(1).replace("/instances", "");
        if (path.endsWith("/instances")) {
            var found = events.occurrence(key, request.query.get("originalStart"));
            return found == null
                    ? Said.error(404, "notFound")
                    : new Said(200, json.createObjectNode().set("items", json.createArrayNode().add(found)).toString());
        }
        return one(request, key);
    }

    private Said one(Asked request, String key) {
        var found = events.find(key);
        if (found == null && key.contains("_")) {
            found = events.occurrence(key.substring(0, key.indexOf('_')), originalOf(key));
        }
        if (found == null) {
            return Said.error(404, "notFound");
        }
        if (request.method.equals("GET")) {
            return new Said(200, found.toString());
        }
        betweenReadAndWrite.run();
        var present = events.find(key) == null ? found : events.find(key);
        if (request.ifMatch != null && !request.ifMatch.equals(present.path("etag").asString())) {
            return Said.error(412, "conditionNotMet");
        }
        if (request.method.equals("DELETE") && GoogleEvents.isCancelled(present)) {
            return Said.error(410, "deleted");
        }
        writes.incrementAndGet();
        events.keep(present);
        if (request.method.equals("DELETE")) {
            events.remove(key);
            return new Said(204, "");
        }
        return new Said(200, events.patch(key, read(request.body)).toString());
    }

    private static String originalOf(String key) {
        var text = key.substring(key.indexOf('_') + 1);
        return text.length() == 8
                ? text.replaceAll("(....)(..)(..)", "$1-$2-$3")
                : text.replaceAll("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z");
    }

    private Said insert(Asked request) {
        var body = (ObjectNode) read(request.body);
        var key = body.path("id").asString(UUID.randomUUID().toString().replace("-", ""));
        if (!key.matches("[a-v0-9]{5,1024}")) {
            return Said.error(400, "invalid");
        }
        if (events.find(key) != null) {
            return Said.error(409, "duplicate");
        }
        writes.incrementAndGet();
        return new Said(200, events.add(key, clean(body)).toString());
    }

    private static ObjectNode clean(ObjectNode body) {
        for (var name : List.of("start", "end")) {
            var time = (ObjectNode) body.get(name);
            time.propertyStream()
                    .filter(one -> one.getValue().isNull())
                    .toList()
                    .forEach(one -> time.remove(one.getKey()));
        }
        return body;
    }

    private Said list(Asked request) {
        var token = request.query.get("syncToken");
        if (token != null && request.query.containsKey("timeMin")) {
            return Said.error(400, "syncTokenWithRequestRestrictions");
        }
        if (token != null && (!token.matches("s[0-9]+") || Long.parseLong(token.substring(1)) < expiredBefore)) {
            return Said.error(410, "fullSyncRequired");
        }
        var page = request.query.get("pageToken");
        var since = page != null ? page : token == null ? "p0" : token;
        var size = Math.min(pageSize, Integer.parseInt(request.query.getOrDefault("maxResults", "250")));
        var now = events.sequence();
        var all = events.since(Long.parseLong(since.substring(1)), token != null || !forgetsDeleted)
                .stream()
                .filter(event -> token != null || GoogleEvents.endsAfter(event, request.query.get("timeMin")))
                .toList();
        var answer = json.createObjectNode().put("kind", "calendar#events").put("timeZone", "Europe/Vienna");
        var items = answer.putArray("items");
        all.stream().limit(size).forEach(items::add);
        if (size < all.size()) {
            answer.put("nextPageToken", "p" + all.get(size - 1).path("etag").asString().replace("\"", ""));
        } else {
            answer.put("nextSyncToken", "s" + now);
        }
        return new Said(200, answer.toString());
    }

    private JsonNode read(String text) {
        return json.readTree(text);
    }

    private static Map<String, String> form(@Nullable String text) {
        return text == null || text.isEmpty()
                ? Map.of()
                : Arrays.stream(text.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
