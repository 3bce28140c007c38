package dev.tenantry.crm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tenantry.support.Api;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

/** An organization in which two members have done this and that, through the API. */
final class RandomWork {

    private static final String DEALS = "/api/v1/opportunities";
    private static final List<String> STAGES = List.of("Prospecting", "Engaging", "Proposing", "Won", "Lost");
    private static final int STEPS = 160;

    private final Random random;
    private final People people;
    private final List<String> deals = new ArrayList<>();
    private final List<String> trashed = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    final Person owner;
    final Person seller;
    private final Api api;
    private String second = "";

    RandomWork(People people, long seed) {
        this.people = people;
        this.random = new Random(seed);
        this.owner = people.signUp();
        this.seller = this.people.signUpInto(owner, "member");
        this.api = owner.api();
    }

    RandomWork done() {
        var first = "/api/v1/pipelines/" + api.get("/api/v1/pipelines").at("/results/0/id");
        api.put(first, pipeline("Sales", "Proposing")).expect(200);
        second = api.post("/api/v1/pipelines", pipeline("Renewals", "Proposing")).expect(201).id();
        for (var name : List.of("Price", "Time")) {
            reasons.add(api.post("/api/v1/lost-reasons", "{\"name\": \"%s\"}".formatted(name)).expect(201).id());
        }
        api.post("/api/v1/exchange-rates",
                """
                {"fromCurrency": "EUR", "toCurrency": "USD", "validOn": "2019-01-01", "rate": "1.1", "source": "Bank"}""")
                .expect(201);
        for (var step = 0; step < STEPS; step++) {
            doSomething();
        }
        api.put(first, api.get(first).text().replace("\"Engaging\"", "\"Talking\"")).expect(200);
        return this;
    }

    private static String pipeline(String name, String more) {
        return """
                {"name": "%s", "stages": [{"name": "Prospecting", "kind": "open", "probability": 10},
                 {"name": "Engaging", "kind": "open", "probability": 40}, {"name": "%s", "kind": "open", "probability": 70},
                 {"name": "Won", "kind": "won", "probability": 100}, {"name": "Lost", "kind": "lost", "probability": 0}]}"""
                .formatted(name, more);
    }

    private void doSomething() {
        switch (random.nextInt(8)) {
            case 0, 1 -> deals.add(api.post(DEALS, deal()).expect(201).id());
            case 2, 3, 4 -> move();
            case 5 -> trash();
            case 6 -> note();
            default -> task();
        }
    }

    private String deal() {
        return """
                {"name": "Deal", "stage": "%s", "ownerId": %s, "startedOn": %s, "pipelineId": %s,
                 "amount": {"amount": "%d", "currency": "%s"}}""".formatted(stage(), who(),
                random.nextInt(4) == 0 ? "null" : "\"" + day(1, 4) + "\"",
                random.nextInt(4) == 0 ? "\"" + second + "\"" : "null", 1 + random.nextInt(999),
                random.nextBoolean() ? "USD" : "EUR");
    }

    private void move() {
        if (!deals.isEmpty()) {
            var stage = stage();
            var closed = stage.equals("Won") || stage.equals("Lost");
            api.put(DEALS + "/" + any(deals) + "/stage", "{\"stage\": \"%s\"%s%s}".formatted(stage,
                    closed ? ", \"closedOn\": \"" + day(5, 8) + "\"" : "",
                    stage.equals("Lost") && random.nextBoolean()
                            ? ", \"lostReasonId\": \"" + any(reasons) + "\""
                            : ""))
                    .expect(200);
        }
    }

    private void trash() {
        if (!trashed.isEmpty() && random.nextBoolean()) {
            var id = trashed.removeFirst();
            api.put(DEALS + "/trash/" + id + "/restoration", "").expect(200);
            deals.add(id);
        } else if (deals.size() > 5) {
            var id = deals.remove(random.nextInt(deals.size()));
            api.delete(DEALS + "/" + id).expect(204);
            trashed.add(id);
        }
    }

    private void note() {
        if (!deals.isEmpty()) {
            (random.nextBoolean() ? owner : seller).api()
                    .post("/api/v1/notes",
                            "{\"body\": \"They called\", \"opportunityId\": \"%s\"}".formatted(any(deals)))
                    .expect(201);
        }
    }

    private void task() {
        var id = api.post("/api/v1/tasks", "{\"title\": \"Call\", \"assigneeId\": %s}".formatted(who()))
                .expect(201)
                .id();
        if (random.nextInt(3) > 0) {
            api.put("/api/v1/tasks/" + id + "/completion", "").expect(200);
        }
    }

    private String stage() {
        return any(STAGES.stream().map(name -> name.equals("Engaging") ? "engaging" : name).toList());
    }

    private String who() {
        return switch (random.nextInt(3)) {
            case 0 -> "null";
            case 1 -> "\"" + owner.userId() + "\"";
            default -> "\"" + seller.userId() + "\"";
        };
    }

    /** Nothing closes before it starts. */
    private String day(int firstMonth, int lastMonth) {
        return "2020-%02d-%02d".formatted(random.nextInt(firstMonth, lastMonth + 1), 1 + random.nextInt(28));
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
