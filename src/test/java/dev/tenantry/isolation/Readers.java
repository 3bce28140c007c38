package dev.tenantry.isolation;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization with a word in whatever it has that tells what kind of thing says it, and keys that ask for it. */
final class Readers {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final List<Route> routes;
    private final Requests requests;
    private final Api anybody;
    private final Api owner;
    private final String ownerId;
    /** By the permission to read what has them. */
    private final Map<String, String> canaries = new TreeMap<>();
    private final Map<String, String> live = new TreeMap<>();
    private final Map<String, String> trashed = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();
    private int calls;

    Readers(int port, List<Route> routes, Requests requests) {
        this.routes = routes;
        this.requests = requests;
        anybody = Api.at(port);
        var people = People.at(port);
        var founder = people.signUp();
        var organization = founder.api().post("/api/v1/organizations", """
                {"name": "zq-organization", "kind": "marketplace"}""").expect(201).id();
        var person = people.switchTo(founder, UUID.fromString(organization));
        owner = person.api();
        ownerId = person.userId().toString();
        fillRecords();
        fillOthers();
    }

    String live(String collection) {
        return live.getOrDefault(collection, "none");
    }

    int calls() {
        return calls;
    }

    Set<String> seen() {
        return seen;
    }

    List<String> permissions() {
        return StreamSupport
                .stream(owner.get("/api/v1/permissions").expect(200).json().path("results").spliterator(),
                        false)
                .map(permission -> permission.path("name").asString())
                .toList();
    }

    /** With each permission alone, and with the right to read of the same resource; whatever reads before what writes. */
    List<String> askAll(List<String> permissions) {
        var scopes = new ArrayList<Set<String>>();
        for (var permission : permissions) {
            scopes.add(Set.of(permission));
            var reading = permission.substring(0, permission.indexOf(':')) + ":read";
            if (permissions.contains(reading) && !reading.equals(permission)) {
                scopes.add(Set.of(permission, reading));
            }
        }
        var keys = scopes.stream().map(this::key).toList();
        var complaints = new ArrayList<String>();
        for (var reads : List.of(true, false)) {
            for (var index = 0; index < keys.size(); index++) {
                ask(keys.get(index), scopes.get(index), reads, complaints);
            }
        }
        return complaints;
    }

    Api key(Set<String> scopes) {
        var stated = String.join("\", \"", scopes);
        return anybody.bearer(owner.post("/api/v1/api-keys", """
                {"name": "zq-api-keys", "scopes": ["%s"]}""".formatted(stated)).expect(201).at("/key"));
    }

    private void ask(Api key, Set<String> scopes, boolean reads, List<String> complaints) {
        for (var route : routes) {
            if (route.reads() == reads && !route.method().equals("DELETE")
                    && route.access().orElse(null) instanceof ForPermitted(var needed)
                    && scopes.containsAll(needed)) {
                var answer = send(key, route).toLowerCase(Locale.ROOT);
                canaries.forEach((permission, word) -> {
                    if (answer.contains(word) && scopes.contains(permission)) {
                        seen.add(permission);
                    } else if (answer.contains(word)) {
                        complaints.add("%s tells a key with %s of what takes %s".formatted(route, scopes,
                                permission));
                    }
                });
            }
        }
    }

    private String send(Api key, Route route) {
        calls++;
        var type = requests.type(route);
        if (type != null && (type.startsWith(Requests.MULTIPART) || type.equals("text/calendar"))) {
            return "";
        }
        var path = route.fill(variable -> value(route, variable));
        var isList = route.method().equals("GET")
                && requests.parameters(route).stream().anyMatch(parameter -> parameter.name().equals("limit"));
        var answer = key.send(route.method(), isList ? path + "?limit=200" : path,
                type == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body(route)),
                type == null ? "application/json" : type);
        assertThat(answer.status()).as(route.toString()).isLessThan(500);
        return answer.text();
    }

    /** What changes nothing, where that can be said. */
    private String body(Route route) {
        if (route.path().contains("/batch/up")) {
            var collection = route.path().substring(0, route.path().indexOf("/batch/"));
            return "{\"inputs\": [{\"id\": \"%s\", \"properties\": {}}]}".formatted(live(collection));
        }
        return route.method().equals("PATCH") ? "{}" : requests.minimal(route).toString();
    }

    private String value(Route route, String variable) {
        var collection = route.collection(variable);
        var known = collection.endsWith("/trash")
                ? trashed.get(collection.substring(0, collection.length() - "/trash".length()))
                : live.get(collection);
        return known != null ? known : switch (variable) {
            case "userId" -> ownerId;
            case "roleId" -> live("/api/v1/roles");
            case "workflowId" -> live("/api/v1/workflows");
            case "name" -> "recovery";
            case "number" -> "1";
            default -> route.random(variable);
        };
    }

    private void fillRecords() {
        make("companies", "name", "");
        var about = ", \"companyId\": \"%s\"".formatted(live("/api/v1/companies"));
        make("contacts", "name", about);
        about += ", \"contactId\": \"%s\"".formatted(live("/api/v1/contacts"));
        make("opportunities", "name", about);
        about += ", \"opportunityId\": \"%s\"".formatted(live("/api/v1/opportunities"));
        make("tasks", "title", about);
        make("events", "title", about + ", \"startDate\": \"2026-03-02\"");
        make("notes", "body", about);
        make("teams", "name", "");
        make("projects", "name", "");
        var days = "\"startsOn\": \"2030-01-01\", \"endsOn\": \"2030-01-02\"}";
        make("member-absences", "{\"externalId\": \"zq-member-absences\", " + days);
        throwAway("member-absences", "{" + days);
        make("milestones", "name", ", \"projectId\": \"%s\"".formatted(live("/api/v1/projects")));
        var workflow = requests.minimal(route("/api/v1/workflows POST"));
        make("workflows", workflow.put("name", "zq-workflows").toString());
        throwAway("workflows", workflow.toString());
        fillFurtherRecords();
    }

    /** Whatever else has a trash: kinds of records that have come since. */
    private void fillFurtherRecords() {
        routes.stream()
                .map(Route::path)
                .filter(path -> path.startsWith("/api/v1/") && path.endsWith("/trash"))
                .map(path -> path.substring("/api/v1/".length(), path.length() - "/trash".length()))
                .filter(resource -> !live.containsKey("/api/v1/" + resource))
                .distinct()
                .forEach(this::makeMinimal);
    }

    private void makeMinimal(String resource) {
        var body = requests.minimal(route("/api/v1/" + resource + " POST"));
        var text = Stream.of("name", "title", "source")
                .filter(body::has)
                .findFirst()
                .orElse(resource.equals("emails") ? "subject" : "externalId");
        body.put(text, "zq-" + resource);
        make(resource, body.toString());
        // Some are called what no other is, and of some there is one a day.
        body.put(text, "zq-" + resource + " two");
        body.propertyStream()
                .filter(property -> DAY.matcher(property.getValue().asString("")).matches())
                .toList()
                .forEach(day -> body.put(day.getKey(),
                        LocalDate.parse(day.getValue().asString()).plusYears(1).toString()));
        throwAway(resource, body.toString());
    }

    private void fillOthers() {
        make("pipelines", """
                {"name": "zq-pipelines", "stages": [{"name": "New", "kind": "open", "probability": 10}]}""");
        make("invitations", """
                {"email": "zq-invitations@example.test", "role": "viewer"}""");
        make("email-rules", """
                {"pattern": "zq-email-rules.example.test", "effect": "always_private"}""");
        make("data-classifications",
                """
                {"tableName": "contacts", "columnName": "zone", "sensitivityLevel": "pii", "classificationReason": "zq-data-classifications"}""");
        make("webhook-endpoints", """
                {"url": "https://zq-webhook-endpoints.example.test/", "subscriptions": [{"event": "*"}]}""");
        make("agents",
                """
                {"name": "zq-agents", "type": "support_ticket", "description": "Tasks", "active": false, "configuration": {}}""");
        make("views", """
                {"name": "zq-views", "type": "contact", "filter": "name[eq]:zq-views", "shared": true}""");
        owner.post("/api/v1/opportunities/" + live("/api/v1/opportunities") + "/line-items", """
                {"name": "Loom", "unitPrice": {"amount": "1", "currency": "EUR"}}""").expect(201);
        make("quotes", """
                {"opportunityId": "%s", "title": "zq-quotes", "recipientName": "Otto"}"""
                .formatted(live("/api/v1/opportunities")));
        make("suppressions",
                """
                {"channel": "email", "address": "zq-suppressions@example.test", "reason": "manual", "scope": "marketing"}""");
        make("consents",
                """
                {"channel": "email", "address": "zq-consents@example.test", "purpose": "marketing", "status": "withdrawn"}""");
        make("roles", """
                {"name": "zq-organization", "permissions": []}""");
        make("api-keys", """
                {"name": "zq-api-keys", "scopes": ["contacts:read"]}""");
        make("integrations", """
                {"name": "zq-integrations", "provider": "http", "configuration": {"url": "https://example.com"}}""");
        make("address-rules", """
                {"address": "192.0.2.0/24", "description": "zq-address-rules"}""");
        make("geo-restrictions",
                """
                {"restrictionType": "country", "countryCodes": ["AQ"], "active": false, "description": "zq-geo-restrictions"}""");
        make("audit-sinks", """
                {"name": "zq-audit-sinks", "type": "syslog", "url": "tls://logs.example.com", "enabled": false}""");
        remember("audit-log-exports", owner.post("/api/v1/audit-log-exports", """
                {"exportType": "csv", "filter": "requestId[eq]:zq-audit-log-exports"}""").expect(202).id());
        receive();
        book();
        // Roles are read with the organization.
        canaries.remove("roles:read");
        canaries.put("organization:read", "zq-organization");
        canaries.put("members:read", "zq-members");
        canaries.put("sign-in-policy:read", "zq-sign-in-policy");
        canaries.put("webhook-secret:read",
                owner.get("/api/v1/webhook-secret").expect(200).at("/secret").toLowerCase(Locale.ROOT));
        owner.patch("/api/v1/profile", "{\"name\": \"zq-members\"}").expect(200);
        owner.patch("/api/v1/organization", "{\"name\": \"zq-organization two\"}").expect(200);
        owner.put("/api/v1/notification-templates/recovery", """
                {"subject": "zq-organization", "body": "zq-organization {{confirmationUrl}}"}""");
        owner.put("/api/v1/organization/sign-in-policy", """
                {"allowedEmailDomains": ["example.test", "zq-sign-in-policy.test"]}""").expect(200);
        remember("imports", upload().id());
    }

    /** By a page that says nothing of its kind: what is booked by it is in the calendar, too. */
    private void book() {
        var page = "/api/v1/booking-pages/" + owner.post("/api/v1/booking-pages", """
                {"name": "Call", "questions": [{"name": "why", "label": "Why?"}], "timeZone": "UTC"}""")
                .expect(201)
                .id();
        var link = owner.post(page + "/link", "").expect(201).at("/url").replaceFirst("https?://[^/]+", "");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        var start = anybody.get(link + "/slots?from=" + day + "&to=" + day.plusDays(7))
                .expect(200)
                .at("/slots/0/startAt");
        anybody.post(link + "/bookings",
                """
                {"startAt": "%s", "name": "Otto", "email": "otto@example.test", "answers": [{"name": "why", "answer": "zq-bookings"}]}"""
                        .formatted(start))
                .expect(201);
        remember("bookings", owner.get("/api/v1/bookings").expect(200).at("/results/0/id"));
    }

    private Answer upload() {
        var form = """
                --f\r
                Content-Disposition: form-data; name="target"\r
                \r
                contacts\r
                --f\r
                Content-Disposition: form-data; name="file"; filename="zq-imports.csv"\r
                Content-Type: text/csv\r
                \r
                name\r
                zq-contacts\r
                --f--\r
                """;
        return owner.send("POST", "/api/v1/imports", BodyPublishers.ofString(form),
                "multipart/form-data; boundary=f").expect(201);
    }

    /** A record, and one in the trash. */
    /** A message that starts nothing: what a run is told is for others than what was received. */
    private void receive() {
        var workflow = owner.post("/api/v1/workflows", """
                {"name": "zq-workflows", "trigger": {"type": "webhook", "verification": "hmac",
                    "filter": [{"field": "trigger.body.none", "operator": "exists"}]},
                 "steps": [{"type": "delay", "config": {"duration": "PT1S"}}]}""").expect(201).id();
        owner.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        var secret = "a secret of the sender";
        var address = owner.post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations",
                "{\"secret\": \"" + secret + "\"}").expect(200).at("/url").replaceFirst("https?://[^/]+", "");
        var body = "{\"type\": \"zq-webhook-events\"}";
        var signature = HexFormat.of().formatHex(Digests.hmac(secret.getBytes(StandardCharsets.UTF_8), body));
        remember("webhook-events", anybody.with("X-Signature", signature).post(address, body).expect(202).at("/id"));
    }

    private void make(String resource, String text, String more) {
        var body = "{\"%s\": \"zq-%s\"%s}".formatted(text, resource, more);
        make(resource, body);
        throwAway(resource, body);
    }

    private void make(String resource, String body) {
        remember(resource, owner.post("/api/v1/" + resource, body).expect(201).id());
    }

    private void throwAway(String resource, String body) {
        var place = "/api/v1/" + resource;
        var id = owner.post(place, body).expect(201).id();
        owner.delete(place + "/" + id).expect(204);
        trashed.put(place, id);
    }

    private void remember(String resource, String id) {
        live.put("/api/v1/" + resource, id);
        canaries.put(resource + ":read", "zq-" + resource);
    }

    private Route route(String name) {
        return routes.stream().filter(route -> route.toString().equals(name)).findFirst().orElseThrow();
    }
}
