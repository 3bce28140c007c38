package dev.tenantry.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run holds is for whoever may read it, wherever it came from, and whatever its workflow reads now. */
class RunContentTests extends ApiTest {

    private static final String SECRET = "Lovelace";
    private static final String STOP = "[{\"id\":\"halt\",\"type\":\"stop\",\"config\":{\"reason\":\"%s\"}}]";
    private static final String ASK = """
            [{"id":"ask","type":"approval","config":{"assignees":{"role":"owner"},"message":"%s","timeout":"P1D"}}]""";
    private static final String SCOPES = "\"workflows:read\",\"workflows:create\",\"workflows:update\",\"workflows:run\"";
    private static final String RUNS = "/api/v1/workflow-runs/";
    private static final Pattern FROM_RUNS = Pattern.compile(
            "(?s)insert into workflow_execution_logs[^)]*\\b(?:parent_run_id|replay_of)\\b|workflow_execution_logs (?:l )?set version_number");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);
    private String contact = "";

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
        contact = api.post("/api/v1/contacts", "{\"name\":\"%s\"}".formatted(SECRET)).expect(201).id();
    }

    /** How a run of a version that reads nothing comes to hold what somebody else has read. */
    enum Way {
        MIGRATION {
            @Override
            String run(RunContentTests test) {
                var workflow = test.workflows.manual(ASK.formatted("May {{contact.name}}?"));
                return test.migrated(workflow, test.started(workflow), "{\"steps\":%s}".formatted(ASK.formatted("?")));
            }
        },
        MIGRATION_OF_WHAT_AN_EVENT_BEGAN {
            @Override
            String run(RunContentTests test) {
                var workflow = test.workflows.onEvent("contact.updated", ASK.formatted("?"));
                var run = test.updated(workflow);
                return test.migrated(workflow, run, "{\"trigger\":{\"type\":\"manual\",\"event\":null}}");
            }
        },
        RESTART {
            @Override
            String run(RunContentTests test) {
                return test.again("restarts", "");
            }
        },
        REPLAY {
            @Override
            String run(RunContentTests test) {
                return test.again("replays", "{\"version\":2}");
            }
        },
        REPLAY_THAT_TAKES_OVER {
            @Override
            String run(RunContentTests test) {
                var hook = "[{\"id\":\"tell\",\"type\":\"webhook\",\"config\":{\"url\":\"%s\",\"payload\":{\"a\":\"%s\"}}}]";
                try (var receiver = new HookReceiver()) {
                    var url = receiver.url("/hook");
                    var workflow = test.workflows.manual(hook.formatted(url, "{{contact.name}}"));
                    var first = test.workflows.ended(test.started(workflow)).id();
                    test.change(workflow, "{\"steps\":%s}".formatted(hook.formatted(url, "x")));
                    return test.workflows
                            .ended(test.api.post(RUNS + first + "/replays", "{\"version\":2}").expect(201).id())
                            .id();
                }
            }
        },
        CHILD {
            @Override
            String run(RunContentTests test) {
                var child = test.workflows.manual(STOP.formatted("x"));
                test.workflows.ended(test.started(test.workflows.manual("[" + sub(child, "{{contact.name}}") + "]")));
                return test.workflows.onlyRun(child).id();
            }
        },
        PARENT {
            @Override
            String run(RunContentTests test) {
                return test.parent("%s");
            }
        },
        PARENT_BY_A_PART {
            @Override
            String run(RunContentTests test) {
                return test.parent("{\"type\":\"parallel\",\"config\":{\"branches\":[{\"steps\":[%s]}]}}");
            }
        },
        REPLAYED_PARENT {
            @Override
            String run(RunContentTests test) {
                var first = test.parent("%s");
                return test.workflows.ended(test.api.post(RUNS + first + "/replays", "{}").expect(201).id()).id();
            }
        };

        abstract String run(RunContentTests test);
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatItHoldsToWhoMayReadIt(Way way) {
        var run = way.run(this);
        var workflow = workflows.run(run).at("/workflowId");
        var poor = key("");
        var enough = key(",\"contacts:read\"");

        var hidden = poor.get(RUNS + run).expect(200);

        assertThat(enough.get(RUNS + run).expect(200).text()).contains(SECRET).doesNotContain("lacking");
        assertThat(hidden.json().path("lacking").toString()).isEqualTo("[\"contacts:read\"]");
        ask(poor, run, workflow, true);
        if (!api.get(RUNS + run).at("/status").equals("succeeded")) {
            api.put(RUNS + run + "/cancellation", "").expect(200);
        }
        assertThat(poor.get(RUNS + run + "/events").text()).doesNotContain(SECRET);
        for (var verb : List.of("retries", "restarts", "replays")) {
            var refused = poor.post(RUNS + run + "/" + verb, verb.equals("replays") ? "{}" : "");
            assertThat(refused.status()).as(verb + refused.text()).isEqualTo(403);
            assertThat(refused.at("/detail")).contains("contacts:read");
        }
        ask(poor, run, workflow, false);
    }

    @Test
    void whoeverMovesRunsMayReadThem() {
        var workflow = workflows.manual(ASK.formatted("May {{contact.name}}?"));
        var run = started(workflow);
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
        var migrations = "/api/v1/workflows/" + workflow + "/versions/1/migrations";
        key("").patch("/api/v1/workflows/" + workflow, "{\"steps\":%s}".formatted(ASK.formatted("?"))).expect(200);

        var refused = key("").post(migrations, "");
        var preview = key("").post(migrations + "?dryRun=true", "");

        assertThat(List.of(refused.status(), preview.status())).containsOnly(403);
        assertThat(refused.at("/detail")).contains("contacts:read");
        assertThat(workflows.run(run).at("/workflowVersion")).isEqualTo("1");
        // What a key has published has no more than the key.
        key(",\"contacts:read\"").post(migrations, "").expect(409);
        api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        key(",\"contacts:read\"").post(migrations, "").expect(200);
        assertThat(workflows.run(run).at("/workflowVersion")).isEqualTo("2");
        change(workflow, "{\"steps\":%s}".formatted(ASK.formatted("again?")));
        key("").post(migrations.replace("/1/", "/2/"), "").expect(403);
        key(",\"contacts:read\"").post(migrations.replace("/1/", "/2/"), "").expect(200);
    }

    /** Or its steps would tell them. */
    @Test
    void whoeverPublishedWhatRunsGoOnByMayReadThem() throws SQLException {
        var person = people.signUpInto(owner, "member");
        var member = "/api/v1/organization/members/" + person.userId();
        var role = api.post("/api/v1/roles", "{\"name\":\"Authors\",\"permissions\":[%s]}".formatted(SCOPES))
                .expect(201)
                .id();
        var workflow = workflows.manual(STOP.formatted("{{contact.name}}"));
        var first = workflows.ended(started(workflow)).id();
        api.put(member + "/roles/" + role, "").expect(200);
        withdraw("contacts:read", "member");
        person.api()
                .patch("/api/v1/workflows/" + workflow, "{\"steps\":%s}".formatted(STOP.formatted("x")))
                .expect(200);

        var refused = api.post(RUNS + first + "/restarts", "").expect(409);

        assertThat(refused.at("/detail")).contains("whoever published", "contacts:read");
        api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        api.post(RUNS + first + "/restarts", "").expect(201);
    }

    /** From a built-in role, which nobody can do over HTTP: one day an organization may. */
    private void withdraw(String permission, String role) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        delete from role_permissions rp using roles r, permissions p
                        where r.organization_id = ?::uuid and r.slug = ? and rp.organization_id = r.organization_id and rp.role_id = r.id
                          and p.id = rp.permission_id and p.name = ?""")) {
            statement.setString(1, owner.organizationId().toString());
            statement.setString(2, role);
            statement.setString(3, permission);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** A further one is to be told to {@link Way}. */
    @Test
    void whateverMakesRunsOfRunsSaysWhatTheyCarry() throws IOException {
        var making = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                var text = Files.readString(file);
                if (FROM_RUNS.matcher(text).find()) {
                    making.add(file.getFileName().toString());
                    assertThat(text).as(file.toString()).contains("carried");
                }
            }
        }
        assertThat(making).isEqualTo(
                Set.of("Replays.java", "RunMoves.java", "RunParts.java", "SubRuns.java"));
    }

    /** Whatever of workflows and runs the key may ask for. */
    private void ask(Api key, String run, String workflow, boolean reads) {
        var told = new ArrayList<String>();
        var asked = 0;
        for (var route : Route.all(tables)) {
            if (route.reads() == reads && !Set.of("DELETE", "PATCH").contains(route.method())
                    && route.path().startsWith("/api/v1/workflow") && !route.path().endsWith("/events")
                    && route.access().orElse(null) instanceof ForPermitted(var needed)
                    && needed.stream().allMatch(permission -> SCOPES.contains("\"" + permission + "\""))) {
                var path = route.fill(variable -> value(route, variable, run, workflow));
                var answer = key.send(route.method(), path, route.method().equals("GET") ? null : "{}");
                asked++;
                assertThat(answer.status()).as(route.toString()).isLessThan(500);
                if (answer.text().contains(SECRET)) {
                    told.add(route.toString());
                }
            }
        }
        assertThat(asked).isGreaterThan(10);
        assertThat(told).isEmpty();
    }

    private static String value(Route route, String variable, String run, String workflow) {
        return switch (route.collection(variable)) {
            case "/api/v1/workflow-runs" -> run;
            case "/api/v1/workflows" -> workflow;
            default -> variable.equals("number") ? "1" : route.random(variable);
        };
    }

    /** Of a workflow that another event began, and which is one to be started by hand by now. */
    private String again(String verb, String request) {
        var workflow = workflows.onEvent("contact.updated", STOP.formatted("x"));
        var first = workflows.ended(updated(workflow)).id();
        change(workflow, "{\"trigger\":{\"type\":\"manual\",\"event\":null}}");
        return workflows.ended(api.post(RUNS + first + "/" + verb, request).expect(201).id()).id();
    }

    /** Of a workflow that answers something else by now. @param around the step that carries it out */
    private String parent(String around) {
        var child = workflows.manual("[{\"type\":\"respond\",\"config\":{\"body\":\"{{contact.name}}\"}}]");
        var parent = workflows.manual("[" + around.formatted(sub(child, "x")) + "]");
        var run = workflows.ended(started(parent)).id();
        change(child, "{\"steps\":[{\"type\":\"respond\",\"config\":{\"body\":\"x\"}}]}");
        return run;
    }

    private String migrated(String workflow, String run, String patch) {
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
        change(workflow, patch);
        assertThat(api.post("/api/v1/workflows/" + workflow + "/versions/1/migrations", "").expect(200).at("/migrated"))
                .isEqualTo("1");
        return run;
    }

    private void change(String workflow, String patch) {
        api.patch("/api/v1/workflows/" + workflow, patch).expect(200);
    }

    private String started(String workflow) {
        return workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
    }

    /** The run that a change of the contact begins. */
    private String updated(String workflow) {
        api.patch("/api/v1/contacts/" + contact, "{\"name\":\"Ada %s\"}".formatted(SECRET)).expect(200);
        Workflows.await(() -> workflows.runs(workflow).json().path("results").size() == 1, "no run was started");
        return workflows.runs(workflow).at("/results/0/id");
    }

    private static String sub(String workflow, String name) {
        return "{\"id\":\"sub\",\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\",\"input\":{\"contactId\":\"{{trigger.contactId}}\",\"n\":\"%s\"}}}"
                .formatted(workflow, name);
    }

    private Api key(String further) {
        return Api.at(port())
                .bearer(api.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[%s%s]}".formatted(SCOPES, further))
                        .expect(201)
                        .at("/key"));
    }
}
