package dev.tenantry.audit.export;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.RawHttp;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class AuditLogExportTests extends ApiTest {

    private static final String EXPORTS = "/api/v1/audit-log-exports";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private ExportRetention retention;

    @Test
    void writesWhatTheCallerMaySeeAndNoFormulas() throws Exception {
        var person = people.signUp();
        person.api().post("/api/v1/contacts", "{\"name\": \"=1+1 \\u0627\\u0644\\u0633\"}").expect(201);
        var api = person.api();

        var export = completed(api, exported(api, "csv", "resourceType[eq]:contact"));
        var file = api.get(export + "/file").expect(200);

        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.header("Content-Disposition")).contains("audit-log-", ".csv");
        assertThat(file.text().lines()).hasSize(2);
        assertThat(file.text()).startsWith("id,createdAt,userId,")
                .contains("contact.created", "=1+1 \u0627\u0644\u0633");
        var shown = api.get(export).expect(200);
        assertThat(shown.at("/recordCount")).isEqualTo("1");
        assertThat(shown.at("/totalCount")).isEqualTo("1");
        assertThat(shown.at("/fileSizeBytes")).isEqualTo(String.valueOf(file.response().body().length));
        assertThat(api.get("/api/v1/audit-logs?filter=resourceType%5Beq%5D:audit-log-export").expect(200).text())
                .contains("audit-log-export.created", "audit-log-export.completed", "audit-log-export.downloaded");
        var taken = api.get("/api/v1/audit-logs?filter=actionType%5Beq%5D:audit-log-export.downloaded").expect(200);
        assertThat(taken.at("/results/0/retentionClass")).isEqualTo("compliance");
        assertThat(taken.at("/results/0/complianceFlags/0")).isEqualTo("gdpr");
        assertThat(taken.at("/results/0/riskScore")).isEqualTo("30");
        assertThat(taken.at("/results/0/newValues/filter")).isEqualTo("resourceType[eq]:\"…\"");
    }

    /** Of a key that may not read contacts, and of the one who has it. */
    @Test
    void showsNoValuesThatItWasNotAskedForWithTheRightTo() throws Exception {
        var person = people.signUp();
        person.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);
        var rights = "\"audit-logs:read\", \"audit-log-exports:read\", \"audit-log-exports:create\"";
        var blind = key(person, rights);

        var hidden = completed(blind, exported(blind, "json", "resourceType[eq]:contact"));
        var open = completed(person.api(), exported(person.api(), "json", "resourceType[eq]:contact"));

        assertThat(blind.get(hidden + "/file").expect(200).text()).contains("contacts:read").doesNotContain("Zora");
        assertThat(person.api().get(open + "/file").expect(200).text()).contains("Zora");
        assertThat(blind.get(open + "/file").expect(403).at("/detail")).contains("contacts:read");
        blind.post(open + "/link", "").expect(403);
    }

    @Test
    void hasEveryEntryOnceHoweverManyThereAre() throws Exception {
        var person = people.signUp();
        change("""
                insert into audit_logs (organization_id, action_type, action_category, action_description, resource_type, resource_id, created_at)
                select '%s', 'contact.updated', 'data_modification', 'contact updated', 'contact', n::text, now() - interval '1 hour' + (n / 7) * interval '1 ms'
                from generate_series(1, 2500) n""".formatted(person.organizationId()));

        var export = completed(person.api(), exported(person.api(), "json", "resourceType[eq]:contact"));
        var entries = JSON.readTree(person.api().get(export + "/file").expect(200).text());

        var ids = new HashSet<String>();
        var last = Instant.EPOCH;
        for (var entry : entries) {
            ids.add(entry.path("resourceId").asString());
            var at = Instant.parse(entry.path("createdAt").asString());
            assertThat(at).isAfterOrEqualTo(last);
            last = at;
        }
        assertThat(entries.size()).isEqualTo(2500);
        assertThat(ids).hasSize(2500);
    }

    @Test
    void isADocumentWithWhatItCannotShowTold() throws Exception {
        var person = people.signUp();
        person.api()
                .post("/api/v1/contacts",
                        "{\"name\": \"\\u0939\\u093f\\u0928\\u094d\\u0926\\u0940 \\ud83e\\uddd1 \\u0645\\u0631\\u064a\\u0645\"}")
                .expect(201);

        var export = completed(person.api(), exported(person.api(), "pdf", null));
        var file = person.api().get(export + "/file").expect(200);

        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(file.response().body())) {
            assertThat(new PDFTextStripper().getText(document)).startsWith("Audit log of")
                    .contains(person.organizationId().toString(), "Asked for by: ", person.email(),
                            "Filter: none, these are all that there were", "Audit log, page 1 of ",
                            "مريم", "[U+0939][U+093F]", "[U+1F9D1]",
                            "Not shown here, but by their code points: ", "Devanagari");
        }
    }

    @Test
    void isTooMuchForADocumentAndSaysSo() throws Exception {
        var person = people.signUp();
        change("""
                insert into audit_logs (organization_id, action_type, action_category, action_description, resource_type)
                select '%s', 'contact.updated', 'data_modification', 'contact updated', 'contact' from generate_series(1, 10001)"""
                .formatted(person.organizationId()));

        var job = ended(person.api(), exported(person.api(), "pdf", "resourceType[eq]:contact"));

        assertThat(job.at("/state")).isEqualTo("failed");
        assertThat(job.at("/failure")).contains("10001", "10000");
        assertThat(person.api().get(job.at("/resource") + "/file").expect(404).at("/detail"))
                .isEqualTo("the export has no file: " + job.at("/failure"));
        person.api().post(job.at("/resource") + "/link", "").expect(409);
    }

    @Test
    void isHadByALinkAsLongAsWhoeverAskedForItMaySeeIt() throws Exception {
        var owner = people.signUp();
        var admin = people.signUpInto(owner, "admin");
        owner.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);
        var export = completed(admin.api(), exported(admin.api(), "json", "resourceType[eq]:contact"));

        var first = path(admin.api().post(export + "/link", "").expect(201).at("/url"));
        var second = path(admin.api().post(export + "/link", "").expect(201).at("/url"));

        api.get(first).expect(404);
        assertThat(api.get(second).expect(200).text()).contains("Zora");
        api.get(second.substring(0, second.length() - 1) + "~").expect(404);
        api.get("/audit-log-export?token=").expect(404);
        owner.api().post("/api/v1/address-rules", "{\"address\": \"127.0.0.1\"}").expect(201);
        owner.api()
                .put("/api/v1/address-policy",
                        "{\"whitelistEnforced\": true, \"approvalRequired\": false, \"unknownLocations\": \"admit\"}")
                .expect(200);
        assertThat(api.get(second).expect(200).text()).contains("Zora");
        assertThat(fromElsewhere(second)).startsWith("HTTP/1.1 403").contains("address-refused").doesNotContain("Zora");
        assertThat(fromElsewhere(first)).startsWith("HTTP/1.1 404");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                        owner.api().get("/api/v1/address-log?filter=accessGranted%5Beq%5D:false").expect(200).text())
                        .contains("/audit-log-export")
                        .doesNotContain(admin.userId().toString()));
        owner.api()
                .put("/api/v1/organization/members/" + admin.userId() + "/role", "{\"role\": \"viewer\"}")
                .expect(200);
        api.get(second).expect(404);
    }

    /** Of an export that somebody else asked for, and of keys, which end or lose what it takes. */
    @Test
    void linksEndWithTheRightsOfEachWhoMadeThemPossible() throws Exception {
        var owner = people.signUp();
        var admin = people.signUpInto(owner, "admin");
        owner.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);
        var export = completed(owner.api(), exported(owner.api(), "json", "resourceType[eq]:contact"));

        var ofAdmin = linked(admin.api(), export);
        owner.api()
                .put("/api/v1/organization/members/" + admin.userId() + "/role", "{\"role\": \"viewer\"}")
                .expect(200);
        api.get(ofAdmin).expect(404);

        var scopes = "\"audit-logs:read\", \"audit-log-exports:read\", \"audit-log-exports:create\"";
        var maker = keyOf(owner, scopes + ", \"contacts:read\", \"personal-data:read\", \"members:read\"");
        var ofKey = linked(api.bearer(maker.at("/key")), export);
        change("""
                insert into security_events (organization_id, event_type, severity, description, user_id, api_key_id, subject, day, occurrences, threat_indicators,
                    confidence_score, mitigation_applied, mitigated_until)
                values ('%s', 'unauthorized_access', 'high', 'x', '%s', '%s', 'key:x', current_date, 1, '{}', 1, 'key_suspended', now() + interval '1 hour')"""
                .formatted(owner.organizationId(), owner.userId(), maker.id()));
        api.get(ofKey).expect(404);
        change("update security_events set mitigated_until = null where organization_id = '%s'"
                .formatted(owner.organizationId()));
        api.get(ofKey).expect(200);
        revoke(owner, maker);
        api.get(ofKey).expect(404);

        var asker = keyOf(owner, scopes);
        var keys = api.bearer(asker.at("/key"));
        var ofAsker = linked(owner.api(), completed(keys, exported(keys, "json", "resourceType[eq]:contact")));
        revoke(owner, asker);
        api.get(ofAsker).expect(404);
    }

    @Test
    void isNotHandedOutWhereWhatItShowsIsToBeMaskedByNow() throws Exception {
        var person = people.signUp();
        person.api().post("/api/v1/contacts", "{\"name\": \"Zora\", \"jobTitle\": \"Chief\"}").expect(201);
        var export = completed(person.api(), exported(person.api(), "json", "resourceType[eq]:contact"));
        var other = completed(person.api(), exported(person.api(), "csv", "resourceType[eq]:audit-log-export"));
        var link = linked(person.api(), export);

        person.api()
                .post("/api/v1/data-classifications",
                        """
                        {"tableName": "contacts", "columnName": "job_title", "sensitivityLevel": "restricted", "classificationReason": "x"}""")
                .expect(201);

        assertThat(api.get(link).expect(403).text()).contains("classified").doesNotContain("Chief");
        assertThat(person.api().get(export + "/file").expect(403).at("/detail")).contains("contact/jobTitle");
        person.api().post(export + "/link", "").expect(403);
        person.api().get(other + "/file").expect(200);
        var anew = completed(person.api(), exported(person.api(), "json", "resourceType[eq]:contact"));
        assertThat(person.api().get(anew + "/file").expect(200).text()).contains("Zora").doesNotContain("Chief");
    }

    @Test
    void expiresAndIsPurged() throws Exception {
        var person = people.signUp();
        var export = completed(person.api(), exported(person.api(), "csv", "resourceType[eq]:contact"));
        var link = path(person.api().post(export + "/link", "").expect(201).at("/url"));

        change("update audit_log_exports set expires_at = now() - interval '1 second' where organization_id = '%s'"
                .formatted(person.organizationId()));

        assertThat(api.get(link).expect(404).at("/detail"))
                .isEqualTo(api.get("/audit-log-export?token=never").expect(404).at("/detail"))
                .contains("Ask whoever gave it to you");
        assertThat(person.api().get(export + "/file").expect(404).at("/detail")).contains("its file was there until");
        retention.forget();
        person.api().get(export).expect(404);
        assertThat(count("audit_log_export_parts", person)).isZero();
    }

    /** And with no others: not where it is about others, nor where it has masks in their place. */
    @Test
    void goesWithTheRecordsWhoseValuesItHas() throws Exception {
        var person = people.signUp();
        var contact = person.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201).id();
        var other = person.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        var unseeing = key(person,
                "\"audit-logs:read\", \"audit-log-exports:read\", \"audit-log-exports:create\", \"contacts:read\"");
        var all = completed(person.api(), exported(person.api(), "json", "resourceType[eq]:contact"));
        var ofOther = completed(person.api(),
                exported(person.api(), "csv", "resourceType[eq]:contact,resourceId[eq]:" + other));
        var masked = completed(unseeing, exported(unseeing, "json", "resourceType[eq]:contact"));

        person.api().delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        var ended = person.api().get(all).expect(200);
        assertThat(ended.at("/status")).isEqualTo("failed");
        assertThat(ended.at("/errorMessage")).contains("deleted for good");
        assertThat(person.api().get(ofOther + "/file").expect(200).text()).contains("Ada");
        assertThat(unseeing.get(masked + "/file").expect(200).text()).contains("[pii]").doesNotContain("Zora");
        person.api().delete("/api/v1/contacts/" + other + "?permanent=true").expect(204);
        assertThat(person.api().get(ofOther).expect(200).at("/status")).isEqualTo("failed");
        assertThat(count("audit_log_export_parts", person)).isEqualTo(1);
    }

    /** What is written meanwhile is not known before it is committed. */
    @Test
    void goesLikewiseWhereItIsBeingWritten() throws Exception {
        var person = people.signUp();
        var contact = person.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201).id();
        var id = UUID.randomUUID();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var step = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            step.execute("select pg_advisory_xact_lock(hashtextextended('audit.exports/%s', 0))"
                    .formatted(person.organizationId()));
            var erasing = threads
                    .submit(() -> person.api().delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204));
            await(step);
            step.executeUpdate("""
                    insert into audit_log_exports (organization_id, id, requested_by, export_type, filters, file_path, status)
                    values ('%1$s', '%2$s', '%3$s', 'csv', '{}', 'x.csv', 'pending')"""
                    .formatted(person.organizationId(), id, person.userId()));
            step.executeUpdate("insert into audit_log_export_parts values ('%s', '%s', 0, 'Zora', '{contact/%s}')"
                    .formatted(person.organizationId(), id, contact));
            connection.commit();
            erasing.get();
            connection.setAutoCommit(true);
        }

        assertThat(person.api().get(EXPORTS + "/" + id).expect(200).at("/status")).isEqualTo("failed");
        assertThat(count("audit_log_export_parts", person)).isZero();
    }

    @Test
    void isCancelledAndDeleted() throws Exception {
        var person = people.signUp();
        var id = UUID.randomUUID();
        change("""
                insert into audit_log_exports (organization_id, id, requested_by, export_type, filters, file_path)
                values ('%s', '%s', '%s', 'csv', '{}', 'x.csv')""".formatted(person.organizationId(), id,
                person.userId()));
        var job = "/api/v1/jobs/audit-log-exports-" + id;
        var waiting = person.api().get(job).expect(200);
        assertThat(waiting.at("/state")).isEqualTo("queued");

        person.api().put(waiting.at("/cancellation"), "").expect(200);

        assertThat(person.api().get(job).expect(200).at("/state")).isEqualTo("cancelled");
        person.api().put(job + "/cancellation", "").expect(200);
        person.api().delete(waiting.at("/resource")).expect(204);
        person.api().get(waiting.at("/resource")).expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"exportType\": \"xml\"}",
        "{\"exportType\": \"csv\", \"filter\": \"none[eq]:1\"}", "{\"exportType\": \"csv\", \"filter\": \"id[eq]\"}"})
    void refusesWhatMeansNothing(String body) {
        var answer = people.signUp().api().post(EXPORTS, body);

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.json().path("errors").size()).isPositive();
    }

    @Test
    void isForThoseWhoMayReadTheLog() {
        var owner = people.signUp();
        var manager = people.signUpInto(owner, "manager");

        manager.api().post(EXPORTS, "{\"exportType\": \"csv\"}").expect(403);
        manager.api().get(EXPORTS).expect(403);
    }

    private static void await(Statement holder) throws SQLException {
        var patience = Instant.now().plus(Duration.ofMinutes(1));
        for (var isWaitedFor = false; !isWaitedFor; Thread.onSpinWait()) {
            assertThat(Instant.now()).isBefore(patience);
            try (var waiting = holder.executeQuery(
                    "select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))")) {
                isWaitedFor = waiting.next();
            }
        }
    }

    /** @return where the job is */
    private static String exported(Api api, String type, @Nullable String filter) {
        var more = filter == null ? "" : ", \"filter\": \"" + filter + "\"";
        return api.post(EXPORTS, "{\"exportType\": \"" + type + "\"" + more + "}").expect(202).header("Location");
    }

    /** @return where the export is */
    private static String completed(Api api, String job) throws InterruptedException {
        var ended = ended(api, job);
        assertThat(ended.at("/state")).as(ended.text()).isEqualTo("completed");
        return ended.at("/resource");
    }

    private static Answer ended(Api api, String job) throws InterruptedException {
        var patience = Instant.now().plus(Duration.ofMinutes(1));
        while (true) {
            var answer = api.get(job).expect(200);
            if (!answer.at("/finishedAt").isEmpty()) {
                return answer;
            }
            assertThat(Instant.now()).as(answer.text()).isBefore(patience);
            Thread.sleep(20);
        }
    }

    private String fromElsewhere(String path) {
        return RawHttp.send(port(), "GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n\r\n",
                "127.0.0.2");
    }

    private static String path(String url) {
        return url.replaceFirst("https?://[^/]+", "");
    }

    /** @return where it leads, which it does so far */
    private String linked(Api maker, String export) {
        var link = path(maker.post(export + "/link", "").expect(201).at("/url"));
        api.get(link).expect(200);
        return link;
    }

    private Api key(Person person, String scopes) {
        return api.bearer(keyOf(person, scopes).at("/key"));
    }

    private static Answer keyOf(Person person, String scopes) {
        return person.api()
                .post("/api/v1/api-keys",
                        "{\"name\": \"%s\", \"scopes\": [%s]}".formatted(UUID.randomUUID(), scopes))
                .expect(201);
    }

    private static void revoke(Person person, Answer key) {
        person.api().put("/api/v1/api-keys/" + key.id() + "/revocation", "{}").expect(200);
    }

    private static void change(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    private static int count(String table, Person person) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var query = connection.createStatement();
                var rows = query.executeQuery("select count(*) from " + table + " where organization_id = '"
                        + person.organizationId() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
