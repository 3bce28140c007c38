package dev.tenantry.operations.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees of a process: its log, its health, its end, and its next beginning. */
@Tag("crash")
class DeploymentTests {

    private static final String CONTACTS = "/api/v1/contacts";
    private static final String PAGE = "https://app.example.test";
    private static final String CREDENTIALS = "{\"email\":\"ada@example.test\",\"password\":\"correct horse battery staple\"}";
    private static final int ROWS = 3_000;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final int databasePort = Deployment.freePort();
    private String token = "";
    private String held = "";
    private String run = "";
    private String job = "";

    @Test
    void endsInOrderAndGoesOn(@TempDir Path folder) throws Exception {
        try (var first = new Deployment(folder.resolve("first.log"), embedded(folder)).started()) {
            token = first.api().post("/auth/v1/signup", CREDENTIALS).expect(200).at("/access_token");
            admitsThePagesThatItIsToldOf(first.api());
            endsInOrder(first, folder);
            assertThat(first.log().stream().filter(line -> line.startsWith("{")).map(DeploymentTests::json))
                    .anyMatch(line -> line.at("/requestId").asString("").equals("trace-1")
                            && line.at("/log/level").asString("").equals("ERROR"));
            assertThat(first.log()).allMatch(line -> json(line).isObject());
            assertThat(first.log()).noneMatch(line -> line.contains("ada@") || line.contains("correct horse")
                    || line.contains("Lovelace"));
            assertThat(serverLog(folder)).contains("ERROR:", "database system is shut down")
                    .doesNotContain("ada@", "DETAIL:", "CONTEXT:");
        }

        try (var postgres = EmbeddedDatabase.start(folder.resolve("data"), databasePort, "localhost");
                var second = new Deployment(folder.resolve("second.log"), external(postgres)).started()) {
            assertThat(serverLog(folder)).contains("database system was shut down at").doesNotContain("recovery");
            hasLostAndDoubledNothing(second);
            isReadyWhenItsDatabaseIs(second, postgres, folder);
            assertThat(second.log()).allMatch(line -> json(line).at("/short_message").isString());
            assertThat(second.log()).filteredOn(line -> line.contains("not listening for changes")).hasSize(1);
            assertThat(second.log()).filteredOn(line -> line.contains("listening for changes of access again"))
                    .hasSize(1);
        }
    }

    @Test
    void saysItsFailureInTheFormatAskedFor(@TempDir Path folder) {
        var unreachable = Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/none",
                "SPRING_DATASOURCE_USERNAME", "nobody", "SPRING_DATASOURCE_PASSWORD", "let me in", "TENANTRY_SECRET",
                "a secret that only this test has, long enough", "TENANTRY_LOG_FORMAT", "logstash");
        try (var failed = new Deployment(folder.resolve("failed.log"), unreachable)) {
            assertThat(failed.exitCode()).isEqualTo(1);

            assertThat(failed.log()).isNotEmpty().allMatch(line -> json(line).at("/logger_name").isString());
            assertThat(failed.log()).noneMatch(line -> line.contains("let me in"));
        }
    }

    private static void admitsThePagesThatItIsToldOf(Api api) {
        var ours = api.with("Origin", PAGE).get(CONTACTS).expect(401);
        var others = api.with("Origin", "https://evil.example.test").get("/problems").expect(403);
        var preflight = api.with("Origin", PAGE)
                .with("Access-Control-Request-Method", "PATCH")
                .with("Access-Control-Request-Headers", "authorization,if-match")
                .send("OPTIONS", CONTACTS + "/1", null)
                .expect(200);
        var forbidden = api.with("Origin", "null")
                .with("Access-Control-Request-Method", "PATCH")
                .send("OPTIONS", CONTACTS + "/1", null);

        assertThat(ours.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(ours.response().headers().allValues("Vary")).contains("Origin");
        assertThat(others.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(others.at("/code")).isEqualTo("forbidden");
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(List.of(ours, others, preflight, forbidden))
                .allMatch(answer -> answer.header("Access-Control-Allow-Credentials").isEmpty());
    }

    private void endsInOrder(Deployment first, Path folder) throws SQLException, IOException {
        var api = first.api().bearer(token);
        held = api.post(CONTACTS, "{\"name\":\"Lovelace\"}").expect(201).id();
        var workflow = Workflows.of(api).manual("""
                [{"type":"update_contact","config":{"fields":{"jobTitle":"run {{run.id}}"}}},
                 {"type":"create_task","config":{"title":"first"}},
                 {"type":"create_task","config":{"title":"second"}}]""");
        failToMail(Workflows.of(api));
        try (var superuser = superuser(folder);
                var upload = new SlowUpload(first.port(), token, "name\nUploaded\n" + "x\n".repeat(5_000))) {
            failOnce(api, superuser);
            superuser.setAutoCommit(false);
            lock(superuser);
            job = startImport(api);
            run = Workflows.of(api).start(workflow, "{\"contactId\":\"%s\"}".formatted(held));
            var patch = CompletableFuture.supplyAsync(
                    () -> api.patch(CONTACTS + "/" + held, "{\"phone\":\"1815\"}"));
            Deployment.await(() -> blocked(superuser) >= 2, "nothing waits for the lock");

            var began = System.nanoTime();
            first.terminate();
            pause(1_000);
            assertThat(first.status("/actuator/health/readiness")).isIn(0, 503);
            assertThat(patch).isNotDone();
            assertThat(first.isRunning()).isTrue();
            superuser.rollback();
            assertThat(patch.join().expect(200).at("/phone")).isEqualTo("1815");
            Deployment.await(() -> List.of(0, 503).contains(first.status("/problems")), "new requests are let in");
            assertThat(upload.finish()).startsWith("HTTP/1.1 201").contains("\"suggestedMapping\"");
            assertThat(first.exitCode()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(GRACE);
            assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
        }
    }

    /** Nobody takes mail at the address that the deployment is given. */
    private static void failToMail(Workflows workflows) {
        var mail = workflows.start(workflows.manual("""
                [{"type":"send_email","config":{"to":["ada@example.test"],"subject":"Lovelace","text":"Lovelace"}}]"""),
                "{}");
        Deployment.await(() -> workflows.run(mail).json().at("/steps/0/retryCount").asInt(0) > 0,
                "the mail does not fail");
    }

    /** Fails in a way that nobody foresaw, with a record's values in the database's own words. */
    private static void failOnce(Api api, Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(
                    """
                    create function public.break_down() returns trigger language plpgsql as $$
                    begin raise exception 'cannot take %', to_jsonb(new) using detail = to_jsonb(new)::text; end $$;
                    create trigger break_down before insert on tasks for each row execute function public.break_down()""");
            api.with("X-Request-Id", "trace-1").post("/api/v1/tasks", "{\"title\":\"ask Lovelace\"}").expect(500);
            statement.execute("drop function public.break_down() cascade");
        }
    }

    private void lock(Connection superuser) throws SQLException {
        try (var statement = superuser.prepareStatement("select id from contacts where id = ?::bigint for update")) {
            statement.setString(1, held);
            statement.execute();
        }
    }

    private static int blocked(Connection superuser) {
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String startImport(Api api) {
        var csv = "name,external id\n" + IntStream.range(0, ROWS)
                .mapToObj(row -> "Row " + row + ",row-" + row)
                .collect(Collectors.joining("\n"));
        var body = """
                --b\r
                Content-Disposition: form-data; name="target"\r
                \r
                contacts\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="rows.csv"\r
                Content-Type: text/csv\r
                \r
                """ + csv + "\r\n--b--\r\n";
        var uploaded = api.send("POST", "/api/v1/imports", BodyPublishers.ofString(body),
                "multipart/form-data; boundary=b").expect(201);
        var path = "/api/v1/imports/" + uploaded.id();
        api.put(path + "/mapping", uploaded.json().at("/suggestedMapping").toString()).expect(200);
        api.send("PUT", path + "/run", null).expect(202);
        return uploaded.id();
    }

    private void hasLostAndDoubledNothing(Deployment second) {
        var api = second.api()
                .bearer(
                        second.api()
                                .post("/auth/v1/token?grant_type=password", CREDENTIALS)
                                .expect(200)
                                .at("/access_token"));
        Deployment.await(() -> api.get("/api/v1/imports/" + job).at("/state").equals("completed"),
                "the import does not go on");

        assertThat(Workflows.of(api).endedElsewhere(run).at("/status")).isEqualTo("succeeded");
        var contact = api.get(CONTACTS + "/" + held).expect(200);
        assertThat(contact.at("/phone")).isEqualTo("1815");
        assertThat(contact.at("/jobTitle")).isEqualTo("run " + run);
        assertThat(total(api, "/api/v1/tasks")).isEqualTo(2);
        assertThat(total(api, CONTACTS)).isEqualTo(ROWS + 1);
        assertThat(api.get("/api/v1/imports").expect(200).json().at("/results")).hasSize(2);
    }

    private static int total(Api api, String path) {
        Answer page = api.get(path + "?total=true&limit=1").expect(200);
        return page.json().at("/total").asInt(page.json().at("/paging/total").asInt(-1));
    }

    private void isReadyWhenItsDatabaseIs(Deployment second, EmbeddedDatabase postgres, Path folder) {
        postgres.close();

        Deployment.await(() -> second.status("/actuator/health/readiness") == 503, "it is still ready");
        assertThat(second.api().get("/actuator/health/readiness").json().propertyNames()).containsExactly("status");
        assertThat(second.api().get("/actuator/health/liveness").expect(200).at("/status")).isEqualTo("UP");
        assertThat(second.status("/actuator/health")).isEqualTo(503);

        try (var _ = EmbeddedDatabase.start(folder.resolve("data"), databasePort, "localhost")) {
            Deployment.await(() -> second.status("/actuator/health/readiness") == 200, "it does not come back");
            second.api().post("/auth/v1/token?grant_type=password", CREDENTIALS).expect(200);
            Deployment.await(() -> second.log().stream().anyMatch(line -> line.contains("access again")),
                    "it does not listen again");
            second.terminate();
            assertThat(second.exitCode()).isIn(0, 143);
        }
    }

    private Map<String, String> embedded(Path folder) {
        return Map.of("TENANTRY_LOG_FORMAT", "ecs", "TENANTRY_EMBEDDED_DATA_DIR", folder.resolve("data").toString(),
                "TENANTRY_EMBEDDED_PORT", Integer.toString(databasePort), "TENANTRY_WEB_ALLOWED_ORIGINS", PAGE,
                "TENANTRY_IDENTITY_PASSWORD_COST", "4", "TENANTRY_DEMO_ENABLED", "false",
                "SPRING_MAIL_HOST", "localhost", "SPRING_MAIL_PORT", "1");
    }

    private static Map<String, String> external(EmbeddedDatabase postgres) {
        return Map.of("TENANTRY_LOG_FORMAT", "gelf", "SPRING_DATASOURCE_URL", postgres.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", postgres.ownerUsername(), "SPRING_DATASOURCE_PASSWORD",
                postgres.ownerPassword(), "TENANTRY_SECRET", postgres.masterSecret(),
                "TENANTRY_POOL_CONNECTION_TIMEOUT", "2000", "TENANTRY_IDENTITY_AUTO_CONFIRM", "true",
                "TENANTRY_IDENTITY_PASSWORD_COST", "4", "TENANTRY_DEMO_ENABLED", "false");
    }

    private Connection superuser(Path folder) throws SQLException, IOException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + databasePort + "/tenantry", "postgres",
                Files.readString(folder.resolve("data/superuser.password")).strip());
    }

    private static String serverLog(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(DeploymentTests::content)
                    .collect(Collectors.joining());
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode json(String line) {
        return new JsonMapper().readTree(line);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
