package dev.tenantry.bench;

import java.util.ArrayList;
import java.util.List;

import dev.tenantry.bench.client.HostileRequest;
import dev.tenantry.bench.client.RequestTemplate;

/** What somebody sends who wants the server to choke: bodies that are small to send and large to handle, and floods. */
final class HostileRequests {

    private static final int MEGABYTE = 1_000_000;
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=bench-boundary";
    private static final String CONTACTS = "/api/v1/contacts";
    private static final String SIGN_IN = "/auth/v1/token?grant_type=password";

    private final List<String> signedIn;
    private final List<String> anonymous = List.of();
    private final String workflow;
    private final List<HostileRequest> all = new ArrayList<>();

    /** @param workflow the id of one that repeats its input as often as is allowed */
    HostileRequests(SignedIn attacker, String workflow) {
        this.signedIn = List.of("Authorization: Bearer " + attacker.token());
        this.workflow = workflow;
    }

    /** To be sent as fast as they are answered. */
    List<HostileRequest> all() {
        addLongLists();
        addHugeValues();
        addUploads();
        addWork();
        addFloods();
        return List.copyOf(all);
    }

    /** To be sent slowly: what keeps a thread, a buffer or a share of a budget while it waits. */
    List<HostileRequest> slow() {
        var head = "x".repeat(20_000);
        return List.of(
                new HostileRequest("slowly: a body",
                        RequestTemplate.post(CONTACTS, signedIn, JSON, quoted("x".repeat(MEGABYTE)))),
                new HostileRequest("slowly: a body, anonymous",
                        RequestTemplate.post("/auth/v1/signup", anonymous, JSON, quoted(head))),
                new HostileRequest("slowly: a file",
                        RequestTemplate.post("/api/v1/imports", signedIn, MULTIPART, multipart(MEGABYTE))),
                new HostileRequest("slowly: a header", RequestTemplate.get(CONTACTS, List.of("X-Header: " + head))));
    }

    private void addLongLists() {
        post("scopes [null × 20000]", "/api/v1/api-keys", signedIn,
                "{\"name\":\"x\",\"scopes\":[" + list("null", 20_000) + "]}");
        post("filterGroups [null × 10000]", CONTACTS + "/search", signedIn,
                "{\"filterGroups\":[" + list("null", 10_000) + "]}");
        post("a filter of 75,000 values", CONTACTS + "/search", signedIn, """
                {"filterGroups":[{"filters":[{"field":"name","operator":"in","values":[%s]}]}]}"""
                .formatted(list("\"somebody\"", 75_000)));
        post("steps [{} × 300000]", "/api/v1/workflows", signedIn,
                "{\"name\":\"x\",\"trigger\":{\"type\":\"manual\"},\"steps\":[" + list("{}", 300_000) + "]}");
        post("a batch of 1,000, all invalid", CONTACTS + "/batch/create", signedIn,
                "{\"inputs\":[" + list("{\"properties\":{\"name\":\"\",\"email\":\"no\",\"nothing\":1}}", 1000) + "]}");
        post("a batch of 100,000", CONTACTS + "/batch/upsert", signedIn, "{\"inputs\":[" + list("{}", 100_000) + "]}");
        post("a workflow of 4,500 × {{trigger}}", "/api/v1/workflows", signedIn, workflow(4_500));
    }

    private void addHugeValues() {
        var deep = "[".repeat(MEGABYTE / 100) + "]".repeat(MEGABYTE / 100);
        post("2 MB, 10,000 deep", CONTACTS, signedIn, "{\"name\":" + deep + ",\"x\":\"" + "x".repeat(MEGABYTE * 19 / 10)
                + "\"}");
        post("2 MB, 10,000 deep, anonymous", "/auth/v1/signup", anonymous,
                "{\"email\":[" + list(deep, 90) + "]}");
        post("a text of 2 MB", CONTACTS, signedIn, "{\"name\":\"" + "x".repeat(MEGABYTE * 2 - 100) + "\"}");
        post("a text of 2 MB, anonymous", SIGN_IN, anonymous,
                "{\"email\":\"" + "x".repeat(MEGABYTE * 2 - 100) + "\",\"password\":\"x\"}");
        post("2 MB of digits", CONTACTS, signedIn, "{\"companyId\":" + "9".repeat(MEGABYTE * 2 - 100) + "}");
        post("2 MB of digits, anonymous", SIGN_IN, anonymous,
                "{\"email\":" + "9".repeat(MEGABYTE * 2 - 100) + ",\"password\":1}");
        add("a form of 2 MB", RequestTemplate.post("/auth/v1/token", anonymous, FORM,
                "grant_type=password&username=" + "%41".repeat(MEGABYTE * 2 / 3 - 100)));
        add("a form of 200,000 fields",
                RequestTemplate.post("/auth/v1/token", anonymous, FORM, "a=b&c=d&".repeat(MEGABYTE / 10)));
        get("a query of 30 KB", CONTACTS + "?filter=name[in]:(" + list("a", 15_000) + ")", signedIn);
        get("a query of 30 KB, nested",
                CONTACTS + "?filter=" + "or(".repeat(5_000) + "name[is]:NULL" + ")".repeat(5_000), signedIn);
        get("a query of 200 KB", CONTACTS + "?q=" + "x".repeat(200_000), signedIn);
        get("a query of 8,000 parameters", CONTACTS + "?" + "a=&".repeat(8_000), signedIn);
    }

    private void addUploads() {
        var body = multipart(8 * MEGABYTE);
        for (var path : List.of("/auth/v1/health", CONTACTS)) {
            add("8 MB multipart to " + path, RequestTemplate.post(path, signedIn, MULTIPART, body));
            add("8 MB multipart to %s, anonymous".formatted(path),
                    RequestTemplate.post(path, anonymous, MULTIPART, body));
        }
    }

    /** What is in order, and costs the most that such a thing may. */
    private void addWork() {
        post("a run whose input is repeated", "/api/v1/workflows/" + workflow + "/runs", signedIn,
                "{\"input\":{\"text\":\"" + "x".repeat(MEGABYTE / 4) + "\"}}");
    }

    private void addFloods() {
        post("wrong passwords", SIGN_IN, anonymous,
                "{\"email\":\"%s@bench.example\",\"password\":\"guessed-%s\"}".formatted(RequestTemplate.SERIAL,
                        RequestTemplate.SERIAL));
        get("/openapi.json", "/openapi.json", anonymous);
    }

    /** A manual workflow that writes down its input so many times. */
    static String workflow(int times) {
        return """
                {"name":"Repeat","trigger":{"type":"manual"},"steps":[{"type":"send_email",
                 "config":{"to":["a@bench.example"],"subject":"x","text":"%s"}}]}"""
                .formatted("{{trigger}}".repeat(times));
    }

    private void post(String kind, String path, List<String> headers, String json) {
        add(kind, RequestTemplate.post(path, headers, JSON, json));
    }

    private void get(String kind, String path, List<String> headers) {
        add(kind, RequestTemplate.get(path, headers));
    }

    private void add(String kind, RequestTemplate request) {
        all.add(new HostileRequest(kind, request));
    }

    private static String list(String element, int times) {
        return (element + ",").repeat(times - 1) + element;
    }

    private static String quoted(String text) {
        return "{\"name\":\"" + text + "\"}";
    }

    private static String multipart(int size) {
        return """
                --bench-boundary\r
                Content-Disposition: form-data; name="file"; filename="x.csv"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --bench-boundary--\r
                """.formatted("x".repeat(size));
    }
}
